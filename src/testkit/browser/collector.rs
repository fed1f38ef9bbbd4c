use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array};
use serde_json::Value;
use wasm_bindgen::prelude::*;

use super::super::Events;
use super::{done, object};
use crate::capture::{MAX_INTERVAL, Options, Recorder};

#[wasm_bindgen(module = "/src/testkit/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = memoryCollector)]
    fn open(options: &JsValue) -> Handle;
}

#[wasm_bindgen]
extern "C" {
    type Handle;
    #[wasm_bindgen(method, getter)]
    fn requests(this: &Handle) -> Array;
    #[wasm_bindgen(method, getter)]
    fn frames(this: &Handle) -> Array;
    #[wasm_bindgen(method)]
    fn fresh(this: &Handle) -> Array;
    #[wasm_bindgen(method)]
    fn answer(this: &Handle, answer: &JsValue);
    #[wasm_bindgen(method)]
    fn release(this: &Handle, status: u16);
    #[wasm_bindgen(method)]
    fn restore(this: &Handle);
}

/// What a [`Collector`] does with a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Answers with this status; 204 is what it does by itself.
    Status(u16),
    /// The connection breaks.
    Cut,
    /// `fetch` itself throws, as where an extension blocks it.
    Throw,
    /// Answers only when [`Collector::release`] is called.
    Hold,
}

impl From<Answer> for JsValue {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Status(status) => status.into(),
            Answer::Cut => "cut".into(),
            Answer::Throw => "throw".into(),
            Answer::Hold => "hold".into(),
        }
    }
}

/// Kinds that come along with many an event.
const ALONG: [&str; 8] = ["press", "inside", "visibility", "visitor", "field", "unanswered", "wheel", "selection"];

/// A collector in the page's memory: `fetch` goes there for its endpoint, and for nothing else, until
/// it is dropped. Drop the recorder first: what it still has to send goes here then.
#[must_use = "posts go to the network again when this is dropped"]
pub struct Collector {
    handle: Handle,
    endpoint: String,
}

impl fmt::Debug for Collector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Collector").field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

impl Collector {
    /// Takes what is posted to an endpoint, and answers everything with 204.
    pub fn at(endpoint: &str) -> Self {
        let handle = open(&object([("endpoint", endpoint.into())]));
        Self { handle, endpoint: endpoint.into() }
    }

    /// Gives these answers next, one each.
    pub fn answering(self, answers: &[Answer]) -> Self {
        answers.iter().for_each(|answer| self.handle.answer(&JsValue::from(*answer)));
        self
    }

    /// Options of a recorder that posts here, and only when it is told: its timer does not come due
    /// within a test.
    pub fn options(&self) -> Options {
        let mut options = Options::new(self.endpoint.as_str());
        options.interval = MAX_INTERVAL;
        options
    }

    /// The same, without the kinds that come along with many an event: for a test of other kinds that
    /// counts what was told.
    pub fn quiet(&self) -> Options {
        Options { without: ALONG.map(Into::into).into(), ..self.options() }
    }

    /// Answers everything that is held.
    pub fn release(&self, status: u16) {
        self.handle.release(status);
    }

    /// Everything that was posted, in order; what was posted again is there again.
    pub fn frames(&self) -> Vec<Vec<u8>> {
        vectors(&self.handle.frames())
    }

    /// Everything that was said with each post beside its body: `url`, and the options of `fetch`.
    pub fn requests(&self) -> Vec<Value> {
        self.handle.requests().iter().map(|request| plain(&request)).collect()
    }

    /// The events of all frames so far.
    ///
    /// # Panics
    /// One of them cannot be read.
    #[track_caller]
    pub fn events(&self) -> Events {
        read(&self.handle.frames())
    }

    /// The events of the frames that came since this was called last.
    ///
    /// # Panics
    /// One of them cannot be read.
    #[track_caller]
    pub fn fresh(&self) -> Events {
        read(&self.handle.fresh())
    }

    /// Has the recorder send what it has, waits until all of it is answered for good, and gives all
    /// [`events`](Self::events).
    pub async fn delivered(&self, recorder: &Recorder) -> Events {
        done(Promise::new(&mut |done: Function, _| recorder.flush_then(done))).await;
        self.events()
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.handle.restore();
    }
}

fn vectors(frames: &Array) -> Vec<Vec<u8>> {
    frames.iter().map(|frame| Uint8Array::new(&frame).to_vec()).collect()
}

#[track_caller]
fn read(frames: &Array) -> Events {
    Events::read(vectors(frames)).unwrap_or_else(|error| panic!("a posted frame cannot be read: {error}"))
}

/// A request without its body and its signal, which are no JSON.
fn plain(request: &JsValue) -> Value {
    let rest = Object::assign(&Object::new(), request.unchecked_ref());
    for name in ["body", "signal"] {
        // Of a plain object of our own every property can go.
        let _ = Reflect::delete_property(&rest, &name.into());
    }
    let text = JSON::stringify(&rest).ok().and_then(|text| text.as_string()).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}
