use alloc::string::String;

use serde::{Deserialize, Serialize};

/// A string is not an id: wrong length, or a character that is not lower-case hexadecimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError;

impl core::fmt::Display for IdError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("not an id: lower-case hexadecimal of the right length is expected")
    }
}

impl core::error::Error for IdError {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// Characters of the hexadecimal form.
            pub const HEX_LEN: usize = $bytes * 2;

            /// Lower-case hexadecimal, two digits a byte.
            pub fn to_hex(self) -> String {
                self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
            }

            /// Reads what [`to_hex`](Self::to_hex) writes, and nothing else: upper case,
            /// signs, blanks and other lengths are refused, so that one id has one spelling.
            ///
            /// # Errors
            /// [`IdError`] for anything but exactly that many lower-case digits.
            pub fn from_hex(text: &str) -> Result<Self, IdError> {
                let mut id = [0; $bytes];
                unhex(text.as_bytes(), &mut id).map(|()| Self(id))
            }
        }
    };
}

id! {
    /// One visit: 128 random bits, kept in a first-party session cookie. It says nothing about
    /// the visitor and gives access to nothing (OWASP session management: at least 128 bits,
    /// no meaning in the value).
    SessionId, 16
}

id! {
    /// One document in one tab: 48 random bits, never stored, so that a duplicated tab or a
    /// restored page cannot repeat a (session, stream, sequence). A visit of a thousand documents
    /// gives one id twice in one of 500 million cases.
    StreamId, 6
}

impl SessionId {
    /// Whether this session is one of a share, 0 to 1, of all: its first bits decide, so every page that
    /// asks gets the same answer.
    ///
    /// ```
    /// use desireline::session::SessionId;
    /// let session = SessionId([0x40; 16]);
    /// assert!(session.is_in(0.5) && !session.is_in(0.25));
    /// ```
    pub fn is_in(self, share: f64) -> bool {
        /// 2^128, of which a share is asked.
        const ALL: f64 = u128::MAX as f64;
        (u128::from_be_bytes(self.0) as f64) < share * ALL
    }
}

/// The digit of 0 to 15.
fn digit(nibble: u8) -> char {
    char::from(if nibble < 10 { b'0' + nibble } else { b'a' - 10 + nibble })
}

/// Reads two digits for each byte of `id`.
fn unhex(mut text: &[u8], id: &mut [u8]) -> Result<(), IdError> {
    for byte in id {
        let [high, low, rest @ ..] = text else { return Err(IdError) };
        *byte = nibble(*high)? << 4 | nibble(*low)?;
        text = rest;
    }
    if text.is_empty() { Ok(()) } else { Err(IdError) }
}

fn nibble(digit: u8) -> Result<u8, IdError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(IdError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_has_one_spelling() {
        let id = StreamId([0, 1, 0x9a, 0xff, 4, 5]);
        assert_eq!(id.to_hex(), "00019aff0405");
        assert_eq!(StreamId::from_hex("00019aff0405"), Ok(id));
        for bad in ["", "00019AFF0405", "00019aff040", "00019aff04050", "+0019aff0405"] {
            assert_eq!(StreamId::from_hex(bad), Err(IdError), "{bad}");
        }
    }

    #[test]
    fn a_multibyte_character_is_refused_not_split() {
        assert_eq!(StreamId::from_hex("éééééé"), Err(IdError));
    }
}
