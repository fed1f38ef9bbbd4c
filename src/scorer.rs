//! Frustration as it happens, as a wasm file by itself: plain frames in, what annoyed out. The same
//! [`Scorer`](crate::analysis::friction::Scorer) runs over stored frames. It imports nothing.

// Functions are exported and a static shared, as in `capture/npm.rs`.
#![allow(unsafe_code)]

use alloc::vec::Vec;
use core::cell::RefCell;

use crate::analysis::friction::{Scorer, Signal};
use crate::analysis::identity;
use crate::wire::{Frame, MAX_FRAME};

#[derive(Default)]
struct State {
    scorer: Scorer,
    frame: Vec<u8>,
    found: Vec<Signal>,
}

struct Instance(RefCell<Option<State>>);

// SAFETY: wasm32 without the atomics feature has one thread.
unsafe impl Sync for Instance {}

static INSTANCE: Instance = Instance(RefCell::new(None));

fn with<T: Default>(f: impl FnOnce(&mut State) -> T) -> T {
    INSTANCE.0.try_borrow_mut().map_or_else(|_| T::default(), |mut state| f(state.get_or_insert_default()))
}

/// Where to put a plain frame of so many bytes; 0 where there is no room for one. Good until the
/// next call.
#[unsafe(export_name = "room")]
extern "C" fn room(length: usize) -> usize {
    if length > MAX_FRAME {
        return 0;
    }
    with(|state| {
        state.frame.clear();
        state.frame.resize(length, 0);
        state.frame.as_ptr() as usize
    })
}

/// Looks at that frame and gives how many signals are in it. Frames come in their order.
#[unsafe(export_name = "feed")]
extern "C" fn feed() -> usize {
    with(|State { scorer, frame, found }| {
        found.clear();
        if let Ok(frame) = Frame::read(frame) {
            found.extend(frame.events().filter_map(|record| {
                let who = record.target.as_ref().map_or(0, identity);
                scorer.feed(record.mono, who, &record.event)
            }));
        }
        found.len()
    })
}

/// Of one of them: what it is, as its place in the list of signals (docs/ANALYSIS.md); its weight in
/// tenths; when it was certain, in ms since the page began.
#[unsafe(export_name = "found")]
extern "C" fn found(at: usize, field: u32) -> u32 {
    with(|state| {
        state.found.get(at).map_or(0, |signal| match field {
            0 => signal.what as u32,
            1 => signal.weight,
            _ => u32::try_from(signal.t).unwrap_or(u32::MAX),
        })
    })
}

/// The sum of the weights since the recording began, in tenths.
#[unsafe(export_name = "score")]
extern "C" fn score() -> u32 {
    with(|state| state.scorer.session_score())
}
