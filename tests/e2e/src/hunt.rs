//! The search for a secret in every coding that it may have taken on its way.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use memchr::memmem;

/// What to search for: byte strings, each with the name of its coding.
#[derive(Clone, Debug)]
pub struct Hunt(Vec<(String, Vec<u8>)>);

impl Hunt {
    /// For a text as a whole.
    pub fn whole(text: &str) -> Self {
        Self(codings(text))
    }

    /// For every piece of `length` characters of a text, so that a part of it is found too.
    pub fn pieces(text: &str, length: usize) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let pieces = characters.windows(length).map(|piece| piece.iter().collect::<String>());
        Self(pieces.flat_map(|piece| codings(&piece)).collect())
    }

    /// What was found in some bytes: the names of the codings.
    pub fn find_in(&self, bytes: &[u8]) -> Vec<String> {
        let found = self.0.iter().filter(|(_, needle)| memmem::find(bytes, needle).is_some());
        found.map(|(name, _)| name.clone()).collect()
    }

    /// What was found in named places, a line each.
    pub fn find_in_all(&self, places: &[(String, Vec<u8>)]) -> Vec<String> {
        let found = places
            .iter()
            .flat_map(|(place, bytes)| self.find_in(bytes).into_iter().map(move |coding| format!("{place}: {coding}")));
        found.collect()
    }
}

/// A text as UTF-8, UTF-16, hexadecimal, base64, reversed and percent-encoded.
fn codings(text: &str) -> Vec<(String, Vec<u8>)> {
    let utf8 = text.as_bytes();
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut codings = vec![
        ("UTF-8", utf8.to_vec()),
        ("UTF-8 reversed", text.chars().rev().collect::<String>().into_bytes()),
        ("UTF-16LE", little),
        ("UTF-16BE", big),
        ("hexadecimal", each(utf8, |byte| format!("{byte:02x}"))),
        ("HEXADECIMAL", each(utf8, |byte| format!("{byte:02X}"))),
        ("percent-encoded throughout", each(utf8, |byte| format!("%{byte:02X}"))),
        ("percent-encoded throughout, small", each(utf8, |byte| format!("%{byte:02x}"))),
        ("percent-encoded", each(utf8, percent_encoded)),
    ];
    codings.extend((0..3).flat_map(|before| {
        [
            ("base64", base64_inside(&STANDARD_NO_PAD, utf8, before)),
            ("base64url", base64_inside(&URL_SAFE_NO_PAD, utf8, before)),
        ]
    }));
    codings.into_iter().map(|(coding, needle)| (format!("`{text}` as {coding}"), needle)).collect()
}

fn each(bytes: &[u8], write: impl Fn(u8) -> String) -> Vec<u8> {
    bytes.iter().map(|byte| write(*byte)).collect::<String>().into_bytes()
}

/// As `encodeURIComponent` writes it.
fn percent_encoded(byte: u8) -> String {
    let plain = byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
    if plain { char::from(byte).into() } else { format!("%{byte:02X}") }
}

/// The characters of base64 that depend on these bytes alone, when `before` bytes (modulo 3)
/// stand before them: a character carries 6 bits.
fn base64_inside(coding: &impl Engine, bytes: &[u8], before: usize) -> Vec<u8> {
    let mut padded = vec![0; before];
    padded.extend(bytes);
    let text = coding.encode(&padded).into_bytes();
    text[(before * 8).div_ceil(6)..padded.len() * 8 / 6].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_found_in_every_coding_at_every_offset() {
        let secret = "Vx9#Qz7é";
        let hunt = Hunt::pieces(secret, 4);
        for offset in 0..3 {
            let text = format!("{}{secret}…", &"ab"[..offset.min(2)]);
            let base64 = STANDARD_NO_PAD.encode(&text);
            assert!(!hunt.find_in(base64.as_bytes()).is_empty(), "{offset}");
            assert!(!hunt.find_in(text.as_bytes()).is_empty(), "{offset}");
        }
        assert!(!hunt.find_in(b"...7zQ#...").is_empty(), "reversed");
        assert!(!hunt.find_in(b"a%39%23%51%7A").is_empty(), "percent");
        assert!(!hunt.find_in(b"9\0#\0Q\0z\0").is_empty(), "UTF-16");
        assert!(!hunt.find_in(b"3923517a").is_empty(), "hexadecimal");
    }

    #[test]
    fn less_than_a_piece_is_nothing() {
        assert!(Hunt::pieces("Vx9#Qz7é", 4).find_in(b"Vx9 #Qz 7 Qz7").is_empty());
    }
}
