use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::state::{State, add, clamp, clamp_size};
use super::{ReadError, TargetNo};

/// Tag of the rows that say where a target lies; they are not events.
pub(crate) const TAG: u8 = 12;
pub(crate) const SHAPE: &str = "vssvvbv";

/// Where a target lies: enough to place a click within it, whatever the page looks like by then.
/// In CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Its left edge in the document; in the viewport where it is [`fixed`](Self::fixed).
    pub x: i32,
    /// Its top edge, likewise.
    pub y: i32,
    /// Its width.
    pub w: u32,
    /// Its height.
    pub h: u32,
    /// Whether it stays in its place when the page scrolls: `position: fixed` or `sticky`, itself
    /// or an element around it.
    pub fixed: bool,
    /// The nearest element around it that scrolls, if it is not the page.
    pub scroller: TargetNo,
}

/// Edges are told from the pointer, which is where a click's target is.
#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) target: TargetNo,
    dx: i32,
    dy: i32,
    w: u32,
    h: u32,
    fixed: bool,
    pub(crate) scroller: TargetNo,
}

impl Bounds {
    pub(crate) fn clamped(self) -> Self {
        let Self { x, y, w, h, fixed, scroller } = self;
        Self { x: clamp(x), y: clamp(y), w: clamp_size(w), h: clamp_size(h), fixed, scroller }
    }

    /// Writes the row, as postcard would write it after its tag; for bounds within the format's
    /// range.
    pub(crate) fn write(&self, target: TargetNo, out: &mut Bytes, state: &State) {
        let (x, y) = pointer(self.fixed, state);
        out.number(TAG);
        out.number(target.0);
        out.signed(self.x - x);
        out.signed(self.y - y);
        out.number(self.w);
        out.number(self.h);
        out.number(u8::from(self.fixed));
        out.number(self.scroller.0);
    }

    pub(crate) fn from_row(row: &Row, state: &State) -> Result<Self, ReadError> {
        let Row { dx, dy, w, h, fixed, scroller, .. } = *row;
        let (x, y) = pointer(fixed, state);
        let bounds = Self { x: add(x, dx)?, y: add(y, dy)?, w, h, fixed, scroller };
        if bounds == bounds.clamped() { Ok(bounds) } else { Err(ReadError::OutOfRange) }
    }
}

/// The pointer's place in the document, or in the viewport.
fn pointer(fixed: bool, state: &State) -> (i32, i32) {
    if fixed { (state.view.x, state.view.y) } else { state.page(state.view.x, state.view.y) }
}
