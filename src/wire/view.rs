use serde::{Deserialize, Serialize};

use super::ReadError;
use super::state::coordinate;

/// How the page stood when a frame began: enough to place every event of the frame without any
/// other frame. All in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Width of the viewport.
    pub viewport_w: u32,
    /// Height of the viewport.
    pub viewport_h: u32,
    /// Width of the document.
    pub document_w: u32,
    /// Height of the document.
    pub document_h: u32,
    /// How far the document is scrolled to the right; negative in right-to-left pages.
    pub scroll_x: i32,
    /// How far the document is scrolled down.
    pub scroll_y: i32,
    /// Where the pointer was last seen in the viewport, from the left.
    pub x: i32,
    /// Where the pointer was last seen in the viewport, from the top.
    pub y: i32,
}

impl View {
    pub(crate) fn checked(self) -> Result<Self, ReadError> {
        for size in [self.viewport_w, self.viewport_h, self.document_w, self.document_h] {
            coordinate(i64::from(size))?;
        }
        for place in [self.scroll_x, self.scroll_y, self.x, self.y] {
            coordinate(i64::from(place))?;
        }
        Ok(self)
    }
}
