use serde::{Deserialize, Serialize};

use super::ReadError;
use super::kind::Kind;
use super::state::State;

/// The viewport or the document got another size. All in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resize {
    /// Width of the viewport.
    pub viewport_w: u32,
    /// Height of the viewport.
    pub viewport_h: u32,
    /// Width of the document.
    pub document_w: u32,
    /// Height of the document.
    pub document_h: u32,
}

impl Kind<'_> for Resize {
    const TAG: u8 = 2;
    type Row = Self;

    fn to_row(&self, state: &mut State) -> Self {
        state.resize(*self)
    }

    fn from_row(row: Self, state: &mut State) -> Result<Self, ReadError> {
        if state.resize(row) == row { Ok(row) } else { Err(ReadError::OutOfRange) }
    }
}
