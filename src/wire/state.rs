use super::{ReadError, Resize, View};

/// Largest coordinate and size, in CSS px either way. Browsers lay out in 1/64 px in 32 bits
/// (Chromium's and WebKit's `LayoutUnit`), so no real page goes beyond 2^25.
pub const MAX_COORDINATE: i32 = 1 << 25;

/// What encoder and decoder both remember between two rows, so that rows hold differences.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct State {
    pub(crate) view: View,
    /// The last row's time on the stream's clock, in ms.
    pub(crate) t: u64,
}

impl State {
    /// Takes new sizes, held within the format's range, and gives them back.
    pub(crate) fn resize(&mut self, sizes: Resize) -> Resize {
        let Resize { viewport_w, viewport_h, document_w, document_h, zoom } = sizes;
        self.view = View { viewport_w, viewport_h, document_w, document_h, zoom, ..self.view }.clamped();
        self.view.sizes()
    }

    /// Where a point of the viewport lies in the document.
    pub(crate) fn page(&self, x: i32, y: i32) -> (i32, i32) {
        (x + self.view.scroll_x, y + self.view.scroll_y)
    }
}

/// A difference to `base` made absolute again.
pub(crate) fn add(base: i32, difference: i32) -> Result<i32, ReadError> {
    coordinate(i64::from(base) + i64::from(difference))
}

/// A size held within the format's range.
#[inline(never)]
pub(crate) fn clamp_size(size: u32) -> u32 {
    size.min(MAX_COORDINATE as u32)
}

/// Refuses what no page can hold.
fn coordinate(value: i64) -> Result<i32, ReadError> {
    let limit = i64::from(MAX_COORDINATE);
    if (-limit..=limit).contains(&value) { Ok(value as i32) } else { Err(ReadError::OutOfRange) }
}

/// What the browser said, held within the format's range.
#[inline(never)]
pub(crate) fn clamp(value: i32) -> i32 {
    value.clamp(-MAX_COORDINATE, MAX_COORDINATE)
}
