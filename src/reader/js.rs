//! The reader in JavaScript: the same rows, gaps and reports as objects.

use alloc::vec::Vec;

use js_sys::Uint8Array;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::{gaps, rows};
use crate::analysis::visit;
use crate::wire::Frame;

/// Reads one frame into an array of rows. The loader wraps it (`pkg/src/reader.js`) and turns
/// the thrown sentence into an error with a code.
///
/// # Errors
/// The sentence of the [`ReadError`](crate::wire::ReadError).
#[wasm_bindgen(js_name = readFrame)]
pub fn read_frame(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let frame = good(bytes)?;
    let rows: Vec<_> = rows(&frame).collect();
    // Plain objects and numbers, as JSON.parse would give: times stay below 2^53.
    Ok(rows.serialize(&Serializer::json_compatible())?)
}

/// Finds which frames are missing among some: [`gaps`]. A frame that cannot be read is told, for a
/// head alone would make it one that is there.
///
/// # Errors
/// As [`read_frame`].
#[wasm_bindgen(js_name = findGaps)]
pub fn find_gaps(frames: Vec<Uint8Array>) -> Result<JsValue, JsValue> {
    let header = |frame: &Uint8Array| Ok::<_, JsValue>(*good(&frame.to_vec())?.header());
    let headers = frames.iter().map(header).collect::<Result<Vec<_>, _>>()?;
    Ok(gaps(&headers).serialize(&Serializer::json_compatible())?)
}

/// What the frames of one visit say: [`visit`].
///
/// # Errors
/// As [`read_frame`], and the sentence of the [`NoVisit`](crate::analysis::NoVisit).
#[wasm_bindgen(js_name = analyseFrames)]
pub fn analyse_frames(frames: Vec<Uint8Array>) -> Result<JsValue, JsValue> {
    let frames = frames.iter().map(|frame| good(&frame.to_vec())).collect::<Result<Vec<_>, _>>()?;
    let report = visit(&frames).map_err(|error| JsValue::from_str(error.reason()))?;
    Ok(report.serialize(&Serializer::json_compatible())?)
}

fn good(bytes: &[u8]) -> Result<Frame, JsValue> {
    Frame::read(bytes).map_err(|error| JsValue::from_str(error.reason()))
}
