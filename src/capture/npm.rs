//! What the npm package's loader calls. One recording a page: the loader counts who wants it.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::edge;
use super::start::start;

/// Starts recording. `began` is when that was asked for, in ms since the page began.
///
/// Gives the recording's entry, a function of an operation and a value, on which the loader
/// builds `flush` and `stop`; or the code of a [`StartError`](super::StartError).
#[wasm_bindgen]
pub fn begin(endpoint: String, cookie: String, interval: u32, began: f64) -> JsValue {
    match start(endpoint, &cookie, interval, Some(began)) {
        Ok(recording) => match &recording.borrow().life {
            Some(life) => life.entry.as_ref().clone(),
            None => JsValue::UNDEFINED,
        },
        Err(error) => JsValue::from_str(error.code()),
    }
}

/// Whether a fault of ours has ended all recording on this page.
#[wasm_bindgen]
pub fn broken() -> bool {
    edge::broken()
}
