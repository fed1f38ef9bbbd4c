use alloc::rc::Rc;
use core::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::dom::Function;
use super::recording::Recording;
use super::timer::Timer;
use super::{HANDLERS, NAMES, edge};

/// The one way from JavaScript into a recording: an operation, a value for it, a frame's number
/// and a status. One closure serves every listener, the timer, the answers and the loader; a
/// closure for each would cost the visitor a kilobyte.
pub(crate) type Entry = Closure<dyn Fn(u32, JsValue, u32, u16) -> JsValue>;

// Operations, as in edge.js and the loader. Smaller numbers are the kinds, by their place in NAMES.
const ANSWER: u32 = 100;
const TICK: u32 = 101;
const FLUSH: u32 = 102;
const END: u32 = 103;
const MISSED: u32 = 104;
const IDS: u32 = 105;

/// What keeps a recording going; it refers to itself through these until everything is delivered.
pub(crate) struct Life {
    pub(crate) entry: Entry,
    pub(crate) listeners: Option<Listeners>,
    _timer: Timer,
}

impl Life {
    /// Listens to every kind and flushes every `interval` ms.
    ///
    /// The clock is our own, not the visitor's: requests that follow keystrokes would tell of
    /// them even where they are encrypted (threat K3).
    pub(crate) fn begin(recording: &Rc<RefCell<Recording>>, interval: u32) {
        let inner = recording.clone();
        let entry = Entry::new(move |operation, value, number, status| {
            // A handler that made the page dispatch an event would come here twice.
            let recording = inner.try_borrow_mut();
            recording.map_or(JsValue::UNDEFINED, |mut it| enter(&mut it, operation, value, number, status))
        });
        let listeners = Some(Listeners(edge::listen(NAMES, entry.as_ref())));
        let timer = Timer::new(interval, edge::ticker(entry.as_ref()));
        recording.borrow_mut().life = Some(Self { entry, listeners, _timer: timer });
    }
}

fn enter(recording: &mut Recording, operation: u32, value: JsValue, number: u32, status: u16) -> JsValue {
    match operation {
        ANSWER => recording.answered(number, status),
        TICK => recording.tick(),
        FLUSH => recording.flush_then(value.unchecked_into()),
        END => recording.end(),
        MISSED => recording.miss(number),
        IDS => return JsValue::from_str(&recording.ids()),
        kind => {
            if let Some(handler) = HANDLERS.get(kind as usize) {
                handler(recording, value.unchecked_ref());
            }
        }
    }
    JsValue::UNDEFINED
}

/// Every listener at the window, until this is dropped.
#[must_use = "the listeners are removed when this is dropped"]
pub(crate) struct Listeners(Function);

impl Drop for Listeners {
    fn drop(&mut self) {
        edge::call(&self.0);
    }
}
