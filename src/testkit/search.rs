//! The search for a secret in every coding that it may have taken on its way. `pkg/src/search.js` is
//! its twin.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// What is searched.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Bytes that mean something by themselves.
    Plain,
    /// Bytes as good as random: in 15 KiB of them a given piece of four is found by chance once in
    /// 300,000 times, which is too often for all pieces and codings of a text.
    Noise,
}

/// Characters of a piece.
const PIECE: usize = 4;
const PIECE_IN_NOISE: usize = 6;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What was found of a text, a sentence each.
///
/// # Panics
/// The text is shorter than a piece.
#[track_caller]
pub(super) fn search(secret: &str, place: Place, bytes: &[u8]) -> Vec<String> {
    let characters: Vec<char> = secret.chars().collect();
    assert!(characters.len() >= PIECE, "a secret shorter than {PIECE} characters is found by chance");
    let length = match place {
        Place::Plain => PIECE,
        Place::Noise => PIECE_IN_NOISE.min(characters.len()),
    };
    let mut found = Vec::new();
    for piece in characters.windows(length).map(|piece| piece.iter().collect::<String>()) {
        for (coding, needle) in codings(&piece) {
            if bytes.windows(needle.len()).any(|window| window == needle) {
                found.push(format!("`{piece}` in {coding}"));
            }
        }
    }
    found
}

fn codings(piece: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = piece.as_bytes();
    let units = || piece.encode_utf16();
    let hex = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut all = Vec::from([
        ("UTF-8", bytes.to_vec()),
        ("UTF-8, reversed", piece.chars().rev().collect::<String>().into_bytes()),
        ("UTF-16LE", units().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", units().flat_map(u16::to_be_bytes).collect()),
        ("hexadecimal, large", hex.to_uppercase().into_bytes()),
        ("hexadecimal", hex.into_bytes()),
    ]);
    for before in 0..3 {
        let standard = base64_inside(bytes, before);
        all.push(("base64url", standard.iter().map(|character| url_safe(*character)).collect()));
        all.push(("base64", standard));
    }
    all
}

/// The characters of base64 that depend on these bytes alone, when `before` bytes (modulo 3) stand
/// before them: a character carries 6 bits.
fn base64_inside(bytes: &[u8], before: usize) -> Vec<u8> {
    let bit = |at: usize| bytes[at / 8 - before] >> (7 - at % 8) & 1;
    let characters = (before * 8).div_ceil(6)..(before + bytes.len()) * 8 / 6;
    characters.map(|at| BASE64[usize::from((at * 6..at * 6 + 6).fold(0, |value, at| value << 1 | bit(at)))]).collect()
}

fn url_safe(character: u8) -> u8 {
    match character {
        b'+' => b'-',
        b'/' => b'_',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "Vx9#Qz7é";

    fn finds(bytes: &[u8]) -> bool {
        !search(SECRET, Place::Plain, bytes).is_empty()
    }

    #[test]
    fn a_piece_is_found_in_every_coding() {
        assert!(finds(b"...9#Qz..."));
        assert!(finds(b"...7zQ#..."), "reversed");
        assert!(finds(b"9\0#\0Q\0z\0") && finds(b"\09\0#\0Q\0z"), "UTF-16");
        assert!(finds(b"3923517a") && finds(b"3923517A"), "hexadecimal");
        // The base64 of "Vx9#Qz7é" with nothing, "a" and "ab" before it.
        for text in ["Vng5I1F6N8Op", "YVZ4OSNRejfDqQ", "YWJWeDkjUXo3w6k"] {
            assert!(finds(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn less_than_a_piece_is_nothing() {
        assert!(!finds(b"Vx9 #Qz 7 Qz7"));
        assert!(search(SECRET, Place::Noise, b"Vx9#Q").is_empty());
        assert!(!search(SECRET, Place::Noise, b"Vx9#Qz").is_empty());
    }

    #[test]
    #[should_panic = "shorter than 4"]
    fn three_characters_are_no_secret() {
        search("abc", Place::Plain, b"");
    }
}
