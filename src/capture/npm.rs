//! What the npm package's loader calls. One recording a page: the loader counts who wants it.

use wasm_bindgen::prelude::*;

use super::start::start;
use super::{Options, edge};

/// Starts recording. `began` is when that was asked for, in ms since the page began.
///
/// Gives the recording's entry, a function of an operation and a value, on which the loader
/// builds `flush` and `stop`; or the code of a [`StartError`](super::StartError).
#[wasm_bindgen]
pub fn begin(endpoint: &str, cookie: &str, interval: u32, began: f64) -> JsValue {
    let (endpoint, cookie) = (endpoint.into(), cookie.into());
    match start(&Options { endpoint, cookie, interval, began: Some(began) }) {
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
