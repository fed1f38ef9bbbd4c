//! Bindings of `edge.js`, the part of the recorder that must be JavaScript. Mostly numbers cross.

use alloc::string::String;

use super::dom::Function;
use super::dom::{Element, Event};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/capture/edge.js")]
extern "C" {
    pub(crate) fn broken() -> bool;
    pub(crate) fn busy() -> bool;
    pub(crate) fn ticker(entry: &JsValue) -> Function;
    pub(crate) fn call(f: &Function);
    pub(crate) fn listen(kinds: &str, entry: &JsValue) -> Function;

    pub(crate) fn mark(element: &Element);
    pub(crate) fn mark_all();
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
    pub(crate) fn middle(element: &Element, axis: u8) -> i32;
    pub(crate) fn scrolled(element: Option<&Element>, axis: u8, event: Option<&Event>) -> i32;

    pub(crate) fn size(index: u8) -> u32;
    pub(crate) fn text(index: u8) -> String;
    pub(crate) fn secure() -> bool;
    pub(crate) fn hidden() -> bool;
    pub(crate) fn random() -> f64;
    pub(crate) fn cookies(line: Option<&str>) -> String;

    pub(crate) fn post(url: &str, bytes: &[u8], keepalive: bool, number: u32, entry: &JsValue);
}

// Places in edge.js' list of event fields.
pub(crate) const TIME_STAMP: u8 = 0;
pub(crate) const CLIENT_X: u8 = 1;
pub(crate) const CLIENT_Y: u8 = 2;
pub(crate) const BUTTON: u8 = 3;
pub(crate) const DETAIL: u8 = 4;
pub(crate) const REPEAT: u8 = 5;
pub(crate) const PERSISTED: u8 = 6;
