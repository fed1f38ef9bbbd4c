use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::state::{clamp, clamp_size};
use super::{ReadError, Resize};

/// The view stands before the rows of a coded body as if it were one, under a number that no kind has.
pub(crate) const TAG: u8 = 63;
pub(crate) const SHAPE: &str = "vvsvvssss";

/// How the page stood when a frame began: enough to place every event of the frame without any
/// other frame. All in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
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
        let Self { viewport_w, viewport_h, document_w, document_h, zoom, .. } = *self;
        Resize { viewport_w, viewport_h, document_w, document_h, zoom }
    }

    /// Writes the row, as postcard would write it; for a view within the format's range.
    pub(crate) fn write(&self, out: &mut Bytes) {
        let Self { viewport_w, viewport_h, document_w, document_h, zoom, scroll_x, scroll_y, x, y } = *self;
        out.number(viewport_w);
        out.number(viewport_h);
        out.signed(document_w as i32 - viewport_w as i32);
        out.number(document_h);
        out.number(zoom);
        for offset in [scroll_x, scroll_y, x, y] {
            out.signed(offset);
        }
    }

    /// What the browser said, held within the format's range: a page can set `innerWidth`.
    pub(crate) fn clamped(self) -> Self {
        Self {
            viewport_w: clamp_size(self.viewport_w),
            viewport_h: clamp_size(self.viewport_h),
            document_w: clamp_size(self.document_w),
            document_h: clamp_size(self.document_h),
            zoom: clamp_size(self.zoom),
            scroll_x: clamp(self.scroll_x),
            scroll_y: clamp(self.scroll_y),
            x: clamp(self.x),
            y: clamp(self.y),
        }
    }
}

/// The view on the wire: the document is about as wide as the viewport.
#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    viewport_w: u32,
    viewport_h: u32,
    wider: i32,
    document_h: u32,
    zoom: u32,
    scroll_x: i32,
    scroll_y: i32,
    x: i32,
    y: i32,
}

impl Row {
    pub(crate) fn view(self) -> Result<View, ReadError> {
        let Self { viewport_w, viewport_h, wider, document_h, zoom, scroll_x, scroll_y, x, y } = self;
        let document_w = viewport_w.checked_add_signed(wider).ok_or(ReadError::OutOfRange)?;
        let view = View { viewport_w, viewport_h, document_w, document_h, zoom, scroll_x, scroll_y, x, y };
        if view == view.clamped() { Ok(view) } else { Err(ReadError::OutOfRange) }
    }
}
