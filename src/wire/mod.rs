//! Frames: what is said about a visit, in bytes. `docs/FORMAT.md` is the specification.
//!
//! [`Encoder`] and [`Frame`] mirror each other; each event kind has one file that holds both of
//! its directions. Nothing here knows a browser.

#![cfg_attr(
    all(target_arch = "wasm32", not(feature = "std")),
    allow(
        dead_code,
        reason = "the npm package's recorder writes frames and never reads them, its coder does not even do that"
    )
)]

mod blur;
mod bounds;
mod bytes;
mod change;
mod click;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
mod coded;
#[cfg(any(not(target_arch = "wasm32"), feature = "std", feature = "coder"))]
mod coder;
#[cfg(feature = "train")]
#[doc(hidden)]
pub use coder::train;

mod encoder;
mod error;
mod event;
mod focus;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
mod frame;
mod header;
mod input;
mod key;
mod kind;
mod modifiers;
mod page;
mod pointer;
#[cfg(any(all(test, not(target_arch = "wasm32")), all(target_arch = "wasm32", feature = "coder")))]
mod recode;
mod resize;
mod scroll;
mod state;
mod submit;
mod target;
mod view;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
mod walk;

pub use blur::Blur;
pub use bounds::Bounds;
pub use change::Change;
pub use click::Click;
pub use encoder::{Encoder, SEAL_AT};
pub use error::ReadError;
pub use event::Event;
pub use focus::Focus;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub use frame::{Events, Frame, Record};
pub use header::{Coding, Header, MAGIC, MAX_TIME, Missing};
pub use input::Input;
pub use key::{Key, KeyClass};
pub use modifiers::Modifiers;
pub use page::{MAX_LANGUAGE, MAX_URL, Page};
pub use pointer::{Pointer, PointerKind};
pub use resize::Resize;
pub use scroll::Scroll;
pub use state::MAX_COORDINATE;
pub use submit::Submit;
pub use target::{FieldKind, MAX_NAME, MAX_PATH, MAX_TARGETS, Target, TargetNo};
pub use view::View;

pub(crate) use kind::Kind;
#[cfg(all(target_arch = "wasm32", feature = "coder"))]
pub(crate) use {coder::Coder, recode::recode};

/// The format version this crate writes and reads.
pub const VERSION: u8 = 1;

/// Longest frame, in bytes. The recorder seals far earlier; this is what a collector accepts.
/// A keepalive request may carry no more (Fetch standard, 64 KiB).
pub const MAX_FRAME: usize = 65_536;
