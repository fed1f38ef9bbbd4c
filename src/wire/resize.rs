use serde::{Deserialize, Serialize};

use super::ReadError;
use super::bytes::Bytes;
use super::kind::Kind;
use super::state::State;

/// The viewport or the document got another size, in CSS px, or the visitor zoomed.
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
    /// Pinch zoom in percent; 0 where the browser does not say.
    pub zoom: u32,
}

impl Kind<'_> for Resize {
    const TAG: u8 = 2;
    const SHAPE: &'static str = "gvvvvv";
    type Row = Self;

    fn write(&self, out: &mut Bytes, state: &mut State) {
        let Self { viewport_w, viewport_h, document_w, document_h, zoom } = state.resize(*self);
        for size in [viewport_w, viewport_h, document_w, document_h, zoom] {
            out.number(size);
        }
    }

    fn from_row(row: Self, state: &mut State) -> Result<Self, ReadError> {
        if state.resize(row) == row { Ok(row) } else { Err(ReadError::OutOfRange) }
    }
}
