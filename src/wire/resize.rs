use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::state::State;
use super::{ReadError, View};

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
        let Self { viewport_w, viewport_h, document_w, document_h } = *self;
        state.view = View { viewport_w, viewport_h, document_w, document_h, ..state.view };
        *self
    }

    fn from_row(row: Self, state: &mut State) -> Result<Self, ReadError> {
        let Self { viewport_w, viewport_h, document_w, document_h } = row;
        state.view = View { viewport_w, viewport_h, document_w, document_h, ..state.view }.checked()?;
        Ok(row)
    }
}
