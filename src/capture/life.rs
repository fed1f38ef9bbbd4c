use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::edge::Jar;
use super::entry::enter;
use super::recording::Recording;
use super::timer::Timer;
use super::{Consent, Cookie, NAMES, Options, edge};
use crate::delivery::Parcel;
use crate::session::SessionId;

/// [`enter`] as JavaScript calls it, which leaves out what an operation does not need.
type Entry = Closure<dyn Fn(u32, JsValue, Option<u32>, Option<u32>)>;

/// A recording's tie to the browser, in an application: what keeps it going until everything is
/// delivered. `npm.rs` has the npm package's.
pub(crate) struct Life {
    waiting: Vec<Function>,
    going: Option<Going>,
}

struct Going {
    entry: Entry,
    listeners: Option<Listeners>,
    _timer: Timer,
}

impl Life {
    pub(crate) fn new() -> Self {
        Self { waiting: Vec::new(), going: None }
    }

    /// The session by now.
    pub(crate) fn session(&self) -> Option<SessionId> {
        self.going.as_ref().and_then(|going| edge::session_of(going.entry.as_ref()))
    }

    /// Listens to every kind and flushes in the interval.
    ///
    /// The clock is our own, not the visitor's: requests that follow keystrokes would tell of
    /// them even where they are encrypted (threat K3).
    pub(crate) fn begin(recording: &Rc<RefCell<Recording>>, options: &Options, jar: &Jar) {
        let inner = recording.clone();
        let entry = Entry::new(move |operation, event: JsValue, number: Option<u32>, status: Option<u32>| {
            // A handler that made the page dispatch an event would come here twice.
            if let Ok(mut recording) = inner.try_borrow_mut() {
                let (number, status) = (number.unwrap_or_default(), status.unwrap_or_default());
                enter(&mut recording, operation, event.unchecked_ref(), number, status);
            }
        });
        let listeners = Some(Listeners(edge::listen(NAMES, entry.as_ref(), &options.without.join(" "))));
        edge::set(entry.as_ref(), "session", &recording.borrow().session().to_hex().into());
        edge::set(entry.as_ref(), "jar", jar);
        edge::set(entry.as_ref(), "endpoint", &options.endpoint.as_str().into());
        edge::set(entry.as_ref(), "request", &edge::request(options));
        edge::set(entry.as_ref(), "kept", &(options.cookie != Cookie::None).into());
        if options.consent == Consent::Pending {
            edge::set(entry.as_ref(), "held", &Array::new());
        }
        edge::set(entry.as_ref(), "persist", &options.persist.into());
        let [block, mask, allow] = options.rules();
        edge::guard(entry.as_ref(), &block, &mask, &allow);
        edge::attach(entry.as_ref());
        edge::stay(entry.as_ref());
        edge::resend(entry.as_ref());
        let timer = Timer::new(options.interval, edge::ticker(entry.as_ref()));
        recording.borrow_mut().life.going = Some(Going { entry, listeners, _timer: timer });
    }

    /// What JavaScript calls, while the recording is tied to the page.
    pub(crate) fn entry(&self) -> Option<JsValue> {
        self.going.as_ref().map(|going| going.entry.as_ref().clone())
    }

    pub(crate) fn post(&self, parcel: &Parcel<'_>) {
        if let Some(Going { entry, .. }) = &self.going {
            edge::post(parcel.bytes, parcel.keepalive, parcel.number, entry.as_ref());
        }
    }

    /// The visitor consents: what is held goes to the collector, and the session into its cookie.
    pub(crate) fn grant(&self) {
        if let Some(Going { entry, .. }) = &self.going {
            edge::grant(entry.as_ref());
        }
    }

    /// Nothing leaves any more, and no answer comes back. See [`Recorder::revoke`](super::Recorder::revoke).
    pub(crate) fn revoke(&self, lasting: bool) {
        if let Some(Going { entry, .. }) = &self.going {
            edge::revoke(entry.as_ref(), lasting);
        }
    }

    /// Hears no more; the timer goes on.
    pub(crate) fn hush(&mut self) {
        if let Some(going) = &mut self.going {
            going.listeners = None;
        }
    }

    /// Calls `done` once, when all is [`settled`](Self::settled).
    pub(crate) fn wait(&mut self, done: Function) {
        self.waiting.push(done);
    }

    /// Everything is delivered, and if the recording has `ended` it was the last.
    pub(crate) fn settled(&mut self, ended: bool) {
        while let Some(done) = self.waiting.pop() {
            edge::call(&done);
        }
        if ended {
            self.going = None;
        }
    }
}

/// Every listener at the window, until this is dropped.
#[must_use = "the listeners are removed when this is dropped"]
struct Listeners(Function);

impl Drop for Listeners {
    fn drop(&mut self) {
        edge::call(&self.0);
    }
}
