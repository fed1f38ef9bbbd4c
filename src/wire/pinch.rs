use serde::{Deserialize, Serialize};

use super::ReadError;
use super::bytes::Bytes;
use super::kind::Kind;
use super::state::{State, add, clamp, clamp_size};

/// The part of the viewport that is shown while the page is zoomed by two fingers (the visual
/// viewport). In CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pinch {
    /// Zoom in percent.
    pub zoom: u32,
    /// From the viewport's left edge.
    pub left: i32,
    /// From the viewport's top edge.
    pub top: i32,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    zoom: u32,
    left: i32,
    top: i32,
}

impl Kind<'_> for Pinch {
    const TAG: u8 = 42;
    const SHAPE: &'static str = "gvss";
    type Row = Row;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.number(clamp_size(self.zoom));
        out.signed(clamp(self.left));
        out.signed(clamp(self.top));
    }

    fn from_row(Row { zoom, left, top }: Row, _: &mut State) -> Result<Self, ReadError> {
        if zoom != clamp_size(zoom) {
            return Err(ReadError::OutOfRange);
        }
        Ok(Self { zoom, left: add(0, left)?, top: add(0, top)? })
    }
}
