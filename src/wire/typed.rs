use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::state::State;
use super::{ReadError, TargetNo};

/// A character that a key has written, where the site has asked for it. Never a digit: a number that somebody
/// writes into the wrong field stays theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Typed {
    /// The field, by its number in the frame.
    #[serde(skip)]
    pub target: TargetNo,
    /// The character.
    pub character: char,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row<'a> {
    target: TargetNo,
    character: &'a str,
}

/// Whether a row may hold it. A browser leaves out what is numeric in any script; this only refuses what no
/// writer can take for something else.
fn is_told(character: char) -> bool {
    !matches!(character, '\0'..='\x1f' | '0'..='9')
}

impl<'a> Kind<'a> for Typed {
    const TAG: u8 = 44;
    const SHAPE: &'static str = "gvt";
    type Row = Row<'a>;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.number(self.target.0);
        out.text(self.character.encode_utf8(&mut [0; 4]));
    }

    fn from_row(Row { target, character }: Row<'a>, _: &mut State) -> Result<Self, ReadError> {
        match character.chars().next() {
            Some(first) if first.len_utf8() == character.len() && is_told(first) => {
                Ok(Self { target, character: first })
            }
            _ => Err(ReadError::OutOfRange),
        }
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}
