//! The reader in JavaScript: the same rows as objects.

use alloc::vec::Vec;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::rows;
use crate::wire::Frame;

/// Reads one frame into an array of rows. The loader wraps it (`pkg/src/reader.js`) and turns
/// the thrown sentence into an error with a code.
///
/// # Errors
/// The sentence of the [`ReadError`](crate::wire::ReadError).
#[wasm_bindgen(js_name = readFrame)]
pub fn read_frame(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let frame = Frame::read(bytes).map_err(|error| JsValue::from_str(error.reason()))?;
    let rows: Vec<_> = rows(&frame).collect();
    // Plain objects and numbers, as JSON.parse would give: times stay below 2^53.
    Ok(rows.serialize(&Serializer::json_compatible())?)
}
