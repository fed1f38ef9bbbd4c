use super::edge::{self, monotonic, wall};

/// Keys are timed no finer than this, in ms: finer times identify the typist (threat K2).
pub(crate) const KEY_GRAIN: u64 = 100;

/// The stream's clock now, in ms since the page began. It never jumps.
pub(crate) fn now() -> f64 {
    monotonic()
}

/// When an event happened, on the stream's clock, in whole ms. `edge.js` sees to it that a page's own event does
/// not say a time far ahead.
pub(crate) fn at(event: &super::dom::Event) -> u64 {
    edge::field(event, edge::TIME_STAMP) as u64
}

/// A moment of typing, in steps of [`KEY_GRAIN`].
pub(crate) fn coarse(t: u64) -> u64 {
    t / KEY_GRAIN * KEY_GRAIN
}

/// What browsers round away of the two clocks, in ms.
const ROUNDING: u64 = 2;

/// The wall clock at the stream's time 0, in ms since 1970 UTC, as the two clocks stand now. It stays
/// what it was `before` where only rounding differs: a ms less would put what a frame tells before the
/// end of the frame before it.
pub(crate) fn origin(before: u64) -> u64 {
    let now = (wall() - monotonic()) as u64;
    if now.abs_diff(before) > ROUNDING { now } else { before }
}
