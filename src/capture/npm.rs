//! What the npm package's loader calls. Each recording has an instance of the wasm of its own, and
//! the loader sees to it that there is one recording a page.

// A function is exported and a static shared (docs/DESIGN.md, "Size").
#![allow(unsafe_code)]

use core::cell::RefCell;

use super::dom::Event;
use super::entry::enter;
use super::recording::Recording;
use super::start::open;
use super::{NAMES, edge};
use crate::delivery::Parcel;
use crate::path::Path;
use crate::session::SessionId;

/// A recording's tie to the browser. The loader keeps the other end: listeners, timer, endpoint,
/// and who waits for the delivery.
pub(crate) struct Life;

impl Life {
    pub(crate) fn post(&self, parcel: &Parcel<'_>) {
        edge::post(parcel.bytes, parcel.keepalive, parcel.number);
    }

    /// The session that the loader has by now.
    pub(crate) fn session(&self) -> Option<SessionId> {
        edge::session()
    }

    /// The loader does so itself.
    pub(crate) fn hush(&mut self) {}

    /// Everything is delivered.
    pub(crate) fn settled(&mut self, _ended: bool) {
        edge::settled();
    }
}

struct Instance(RefCell<Option<Recording>>);

// SAFETY: wasm32 without the atomics feature has one thread.
unsafe impl Sync for Instance {}

static INSTANCE: Instance = Instance(RefCell::new(None));

/// The first call starts recording as of `number` ms since the page began, with a tolerance of
/// `status` / 16 CSS px, and listens; each later one is an operation. See [`enter`].
#[unsafe(export_name = "enter")]
extern "C" fn entered(operation: u32, number: u32, status: u32) {
    // A handler that made the page dispatch an event would come here twice.
    let Ok(mut recording) = INSTANCE.0.try_borrow_mut() else { return };
    match &mut *recording {
        Some(recording) => enter(recording, operation, &Event, number, status),
        None => *recording = begin(number, status),
    }
}

fn begin(began: u32, tolerance: u32) -> Option<Recording> {
    let path = Path::new(f64::from(tolerance) / 16.0);
    let recording = open(Life, path, edge::session()?, edge::stream()?, began.into());
    edge::listen(NAMES);
    Some(recording)
}
