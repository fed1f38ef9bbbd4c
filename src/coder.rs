//! The coder as a wasm file by itself: plain frames in, coded frames out. It imports nothing.
//!
//! It does not fit into the recorder's first round trip (docs/DESIGN.md, "Size"), and no frame is
//! sent before it can have come.

// A function is exported and a static shared, as in `capture/npm.rs`.
#![allow(unsafe_code)]

use alloc::vec::Vec;
use core::cell::RefCell;

use crate::wire::{Coder, MAX_FRAME, recode};

struct Instance(RefCell<Option<(Coder, Vec<u8>)>>);

// SAFETY: wasm32 without the atomics feature has one thread.
unsafe impl Sync for Instance {}

static INSTANCE: Instance = Instance(RefCell::new(None));

/// Where to put a plain frame of so many bytes; 0 where there is no room for one. Good until the
/// next call.
#[unsafe(export_name = "room")]
extern "C" fn room(length: usize) -> usize {
    let Ok(mut instance) = INSTANCE.0.try_borrow_mut() else { return 0 };
    let (_, frame) = instance.get_or_insert_with(|| (Coder::new(), Vec::new()));
    if length > MAX_FRAME {
        return 0;
    }
    frame.clear();
    frame.resize(length, 0);
    frame.as_ptr() as usize
}

/// Codes that frame in its place and gives its new length: 0 where it stays as it is.
#[unsafe(export_name = "code")]
extern "C" fn code() -> usize {
    let Ok(mut instance) = INSTANCE.0.try_borrow_mut() else { return 0 };
    let Some((coder, frame)) = &mut *instance else { return 0 };
    let Some(coded) = recode(coder, frame) else { return 0 };
    match frame.get_mut(..coded.len()) {
        Some(place) => place.copy_from_slice(&coded),
        None => return 0,
    }
    coded.len()
}
