use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

use super::ReadError;

/// The modifier keys held during an event. In JSON a list of names: `["ctrl","shift"]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers(u8);

/// The form on the wire: one byte.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Row(u8);

impl Modifiers {
    const NAMES: [&'static str; 4] = ["ctrl", "alt", "shift", "meta"];

    /// Which of the four are held, as bits: control 1, alt 2, shift 4, meta 8. Other bits are
    /// left out.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 15)
    }

    /// Whether a character key with these bits is a shortcut rather than text. AltGr (16) writes
    /// characters, and so do control and alt together on Windows.
    pub const fn is_shortcut(bits: u8) -> bool {
        bits & (1 | 8) != 0 && bits & (2 | 16) == 0
    }

    /// The names of those held, in the order ctrl, alt, shift, meta.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().enumerate().filter(move |(bit, _)| self.0 >> bit & 1 == 1).map(|(_, name)| name)
    }

    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    pub(crate) fn from_row(Row(bits): Row) -> Result<Self, ReadError> {
        if bits < 16 { Ok(Self(bits)) } else { Err(ReadError::OutOfRange) }
    }
}

impl Serialize for Modifiers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for name in self.names() {
            list.serialize_element(name)?;
        }
        list.end()
    }
}
