//! Bindings of `edge.js`, the part of the recorder that must be JavaScript. Mostly numbers cross.
//!
//! There are two with one shape. Applications share wasm-bindgen, web-sys and js-sys with the
//! recorder; in the npm package those would weigh more than what they bind: docs/DESIGN.md,
//! "Size", has the figures.

#[cfg(not(feature = "std"))]
mod bare;
#[cfg(feature = "std")]
mod bound;

#[cfg(not(feature = "std"))]
pub(crate) use bare::*;
#[cfg(feature = "std")]
pub(crate) use bound::*;

// Places in edge.js' list of event fields.
pub(crate) const TIME_STAMP: u8 = 0;
pub(crate) const CLIENT_X: u8 = 1;
pub(crate) const CLIENT_Y: u8 = 2;
pub(crate) const BUTTON: u8 = 3;
pub(crate) const DETAIL: u8 = 4;
pub(crate) const REPEAT: u8 = 5;
pub(crate) const PERSISTED: u8 = 6;

// Places in edge.js' list of an element's sides.
pub(crate) const LEFT: u8 = 0;
pub(crate) const TOP: u8 = 1;
pub(crate) const PAGE_LEFT: u8 = 2;
pub(crate) const WIDTH: u8 = 4;
pub(crate) const HEIGHT: u8 = 5;
