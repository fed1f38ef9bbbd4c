//! Session capture for the browser, in Rust.
//!
//! The **recorder** hooks pointer, scroll, keystroke and form events of a page, never lets a
//! password out, packs what happened into compact frames and posts them to a collector. The
//! **reader** turns frames back into events, natively and in JavaScript.
//!
//! | module | what it knows | where it runs |
//! |---|---|---|
//! | [`wire`] | frames and events | everywhere |
//! | [`path`] | the pointer's path within a bound | everywhere |
//! | [`privacy`] | what may be observed of an element | everywhere |
//! | [`session`] | ids, and names of cookies | everywhere |
//! | [`delivery`] | queue, retry, budget | everywhere |
//! | [`reader`] | events as flat rows for JSON and JavaScript | everywhere |
//! | [`analysis`] | frustration, attention, hesitation, forms | everywhere |
//! | `capture` | the browser | wasm32, feature `recorder` |
//! | `testkit` | what tests of a recorded page need | everywhere, feature `testkit` |
//!
//! # Example
//! ```
//! # fn main() -> Result<(), desireline::wire::ReadError> {
//! # use desireline::{session::{SessionId, StreamId}, wire};
//! # let mut encoder = wire::Encoder::new(SessionId([1; 16]), StreamId([2; 6]), wire::View::default());
//! # encoder.push(40, &wire::Event::Pointer(wire::Pointer { x: 3, ..Default::default() }));
//! # let bytes = encoder.seal(0, wire::Missing::default()).unwrap();
//! let frame = desireline::wire::Frame::read(&bytes)?;
//! for row in desireline::reader::rows(&frame) {
//!     println!("{}", serde_json::to_string(&row).unwrap());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # What it does not do
//! It records no DOM, no text and no values, so a replay is drawn over the page itself. It
//! stores nothing in the browser but one session cookie, and it knows no visitor across visits.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(all(target_arch = "wasm32", not(feature = "std")), no_std)]

extern crate alloc;

pub mod analysis;
pub mod delivery;
pub mod path;
pub mod privacy;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub mod reader;
pub mod session;
#[cfg(feature = "testkit")]
pub mod testkit;
pub mod wire;

mod hash;
mod text;

/// Reads a frame, plain or coded, and checks every byte of it.
///
/// # Errors
/// Anything that is no good frame: see [`wire::ReadError`].
///
/// ```
/// # use desireline::{session::{SessionId, StreamId}, wire};
/// # let mut encoder = wire::Encoder::new(SessionId([1; 16]), StreamId([2; 6]), wire::View::default());
/// # encoder.push(40, &wire::Event::Pointer(wire::Pointer { x: 3, ..Default::default() }));
/// # let bytes = encoder.seal(0, wire::Missing::default()).unwrap();
/// for record in desireline::read(&bytes)?.events() {
///     if let wire::Event::Pointer(pointer) = record.event {
///         assert_eq!((record.mono, pointer.x), (40, 3));
///     }
/// }
/// # Ok::<(), wire::ReadError>(())
/// ```
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub fn read(bytes: &[u8]) -> Result<wire::Frame, wire::ReadError> {
    wire::Frame::read(bytes)
}

#[cfg(all(target_arch = "wasm32", feature = "recorder", any(feature = "std", feature = "npm")))]
pub mod capture;

#[cfg(all(target_arch = "wasm32", feature = "coder"))]
mod coder;
#[cfg(all(target_arch = "wasm32", feature = "scorer"))]
mod scorer;

#[cfg(any(all(test, not(target_arch = "wasm32")), all(target_arch = "wasm32", feature = "npm")))]
mod runtime;
