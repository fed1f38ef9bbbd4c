//! Real traces as the recorder would tell them: for the bytes report, the benches and training.

pub mod account;
pub mod balabit;
pub mod baseline;
pub mod error;
mod line;
pub mod pointer;
pub mod primer;
pub mod replay;
pub mod seen;
pub mod session;
pub mod sets;

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, Frame, Missing, View};

/// The wall clock at the streams' time 0, in ms since 1970 UTC.
pub const ORIGIN: u64 = 1_760_000_000_000;
/// Time between two frames, in ms: the recorder's default.
pub const INTERVAL: u64 = 5_000;

/// An encoder with ids as random ones look: no two bytes alike. Each number has ids of its own.
pub fn encoder(view: View, visit: u8) -> Encoder {
    let id = |at: usize| ((at as u8).wrapping_mul(157) ^ 0xa7).wrapping_add(visit);
    let (session, stream) = (SessionId(std::array::from_fn(id)), StreamId(std::array::from_fn(|at| id(at + 16))));
    Encoder::new(session, stream, view)
}

/// The open frame's bytes, coded.
///
/// # Panics
/// Nothing was pushed.
pub fn seal(encoder: &mut Encoder) -> Vec<u8> {
    let plain = encoder.seal(ORIGIN, Missing::default()).expect("an event is there");
    Frame::read(&plain).expect("a good frame").to_coded()
}
