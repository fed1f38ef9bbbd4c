//! The edge by wasm-bindgen: DOM objects cross as themselves.

use alloc::string::String;
use alloc::vec::Vec;

pub(crate) use js_sys::Function;
pub(crate) use web_sys::{Element, Event};

use wasm_bindgen::prelude::*;

use crate::session::{SessionId, StreamId};

#[wasm_bindgen(module = "/src/capture/edge.js")]
extern "C" {
    fn join(cookie: &str) -> String;
    fn unkept() -> String;
    fn fresh() -> String;
    #[wasm_bindgen(js_name = refused)]
    fn refuses(consent: &str, gpc: bool, dnt: bool, cookie: &str) -> JsValue;

    pub(crate) fn broken() -> bool;
    pub(crate) fn busy() -> bool;
    pub(crate) fn ticker(entry: &JsValue) -> Function;
    pub(crate) fn settle(entry: &JsValue);
    pub(crate) fn call(f: &Function);
    pub(crate) fn shows(f: &Function);
    pub(crate) fn listen(kinds: &str, entry: &JsValue, without: &str) -> Function;
    pub(crate) fn navigation() -> u8;

    pub(crate) fn mark(element: &Element);
    pub(crate) fn known(element: &Element) -> u16;
    pub(crate) fn know(element: &Element, number: u16);
    pub(crate) fn forget();
    pub(crate) fn facts(element: &Element) -> String;

    pub(crate) fn origin(event: &Event) -> Option<Element>;
    pub(crate) fn clickable(element: &Element) -> Element;
    pub(crate) fn controls(form: &Element) -> u16;
    pub(crate) fn field(event: &Event, place: u8) -> f64;
    pub(crate) fn key(event: &Event) -> String;
    pub(crate) fn pointer(event: &Event) -> u8;
    pub(crate) fn modifiers(event: &Event) -> u8;
    pub(crate) fn stroke(event: &Event) -> i32;
    pub(crate) fn side(element: &Element, place: u8) -> i32;
    pub(crate) fn places(event: &Event) -> Vec<f64>;
    pub(crate) fn row(signal: &Event) -> Vec<u8>;
    pub(crate) fn scrolled(element: Option<&Element>, axis: u8, event: Option<&Event>) -> i32;

    pub(crate) fn size(index: u8) -> u32;
    pub(crate) fn text(index: u8) -> String;
    pub(crate) fn hidden() -> bool;

    pub(crate) fn post(url: &str, bytes: &[u8], keepalive: bool, number: u32, entry: &JsValue);
}

#[wasm_bindgen(module = "/src/capture/signals.js")]
extern "C" {
    pub(crate) fn attach(entry: &JsValue);
}

#[wasm_bindgen(module = "/src/capture/around.js")]
extern "C" {
    pub(crate) fn pinned(element: &Element) -> bool;
    pub(crate) fn scroller(element: &Element) -> Option<Element>;
    pub(crate) fn way(element: &Element) -> String;
    pub(crate) fn addresses(parameters: Vec<String>, hash: bool, redact: Option<Function>) -> Function;
    pub(crate) fn guard(entry: &JsValue, block: &str, mask: &str, allow: &str);
    pub(crate) fn grant(entry: &JsValue, cookie: &str);
    pub(crate) fn revoke(entry: &JsValue, cookie: &str, lasting: bool);
}

// What around.js imports must be there too, and only what is named here is.
#[wasm_bindgen(module = "/src/capture/consent.js")]
extern "C" {
    #[wasm_bindgen(js_name = grant)]
    fn _grant(entry: &JsValue, cookie: &str);
}

#[wasm_bindgen]
extern "C" {
    /// The stream's clock, in ms since the page began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn monotonic() -> f64;
    /// The wall clock, in ms since 1970 UTC.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub(crate) fn wall() -> f64;
}

/// The session this page belongs to, by that cookie; without one a session of this page alone.
pub(crate) fn session(cookie: Option<&str>) -> Option<SessionId> {
    SessionId::from_hex(&cookie.map_or_else(unkept, join)).ok()
}

/// Whether this visitor is not to be recorded, as the site, the browser or the visitor says.
pub(crate) fn refused(consent: &str, gpc: bool, dnt: bool, cookie: &str) -> bool {
    refuses(consent, gpc, dnt, cookie).is_truthy()
}

/// Whether that is a list of CSS selectors.
pub(crate) fn is_selector(text: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.query_selector(text).is_ok())
}

/// Sets what edge.js keeps on an entry.
pub(crate) fn set(entry: &JsValue, name: &str, value: &JsValue) {
    // Fails for what is no object only.
    let _ = js_sys::Reflect::set(entry, &JsValue::from_str(name), value);
}

pub(crate) fn stream() -> Option<StreamId> {
    StreamId::from_hex(&fresh()).ok()
}

/// From 0 (included) to 1 (excluded).
pub(crate) fn chance() -> f64 {
    js_sys::Math::random()
}
