use serde::{Deserialize, Serialize};

use super::state::{clamp, clamp_size};
use super::{ReadError, Resize};

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
    /// The sizes of viewport and document.
    pub fn sizes(&self) -> Resize {
        let Self { viewport_w, viewport_h, document_w, document_h, .. } = *self;
        Resize { viewport_w, viewport_h, document_w, document_h }
    }

    pub(crate) fn checked(self) -> Result<Self, ReadError> {
        if self == self.clamped() { Ok(self) } else { Err(ReadError::OutOfRange) }
    }

    /// What the browser said, held within the format's range: a page can set `innerWidth`.
    pub(crate) fn clamped(self) -> Self {
        Self {
            viewport_w: clamp_size(self.viewport_w),
            viewport_h: clamp_size(self.viewport_h),
            document_w: clamp_size(self.document_w),
            document_h: clamp_size(self.document_h),
            scroll_x: clamp(self.scroll_x),
            scroll_y: clamp(self.scroll_y),
            x: clamp(self.x),
            y: clamp(self.y),
        }
    }
}
