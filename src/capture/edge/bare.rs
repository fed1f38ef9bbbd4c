//! The edge without wasm-bindgen, for the npm package: only numbers cross. `pkg/src/wasm.js` is the
//! other side; it keeps DOM objects in slots for as long as one event is looked at, and leaves a text
//! where wasm can take it.

// Whatever comes from outside of Rust is unsafe to declare (docs/DESIGN.md, "Size"). Here it is
// numbers, into which JavaScript turns any value; no narrow integer or `bool` is trusted to be one.
#![allow(unsafe_code)]

use alloc::string::String;
use alloc::vec::Vec;

use crate::session::{SessionId, StreamId};

/// The slot of an element.
pub(crate) struct Element(u32);

/// The event that is looked at: slot 0.
pub(crate) struct Event;

const EVENT: u32 = 0;
/// A slot in which there is nothing.
const NOTHING: u32 = u32::MAX;

mod asked {
    #[link(wasm_import_module = "edge")]
    unsafe extern "C" {
        pub(super) safe fn mark(slot: u32);
        pub(super) safe fn known(slot: u32) -> u32;
        pub(super) safe fn know(slot: u32, number: u32);
        pub(super) safe fn controls(slot: u32) -> u32;
        pub(super) safe fn side(slot: u32, place: u32) -> i32;
        pub(super) safe fn pinned(slot: u32) -> u32;
        pub(super) safe fn scrolled(slot: u32, axis: u32) -> i32;
        pub(super) safe fn field(slot: u32, place: u32) -> f64;
        pub(super) safe fn pointer(slot: u32) -> u32;
        pub(super) safe fn modifiers(slot: u32) -> u32;
        pub(super) safe fn stroke(slot: u32) -> i32;

        // A slot; 0 where there is no element.
        pub(super) safe fn origin(slot: u32) -> u32;
        pub(super) safe fn clickable(slot: u32) -> u32;
        pub(super) safe fn scroller(slot: u32) -> u32;

        pub(super) safe fn navigation() -> u32;

        // The length of a text, in bytes of UTF-8.
        pub(super) safe fn facts(slot: u32) -> u32;
        pub(super) safe fn way(slot: u32) -> u32;
        pub(super) safe fn key(slot: u32) -> u32;
        pub(super) safe fn text(index: u32) -> u32;
        // The length of a list of numbers, in bytes.
        pub(super) safe fn places(slot: u32) -> u32;
        pub(super) safe fn row(slot: u32) -> u32;
        // The length of an id, in bytes; 0 where there is none.
        pub(super) safe fn session() -> u32;
        pub(super) safe fn stream() -> u32;
        /// Writes the last text or id to where there is room for it.
        pub(super) fn take(to: *mut u8);

        pub(crate) safe fn forget();
        pub(super) safe fn size(index: u32) -> u32;
        pub(super) safe fn hidden() -> u32;
        pub(crate) safe fn monotonic() -> f64;
        pub(crate) safe fn wall() -> f64;
        pub(crate) safe fn chance() -> f64;

        /// Reads so many bytes.
        pub(super) fn hear(kinds: *const u8, length: usize);
        /// Reads so many bytes.
        pub(super) fn send(frame: *const u8, length: usize, keepalive: bool, number: u32);
        pub(crate) safe fn settled();
        /// Writes no more bytes than are there, and gives how many it wrote.
        pub(super) fn code(frame: *mut u8, length: usize) -> usize;
    }
}

pub(crate) use asked::{chance, forget, monotonic, settled, wall};

/// The text of which a question just gave the length.
fn taken(length: u32) -> String {
    let length = length as usize;
    let mut bytes = Vec::new();
    bytes.reserve(length);
    // SAFETY: the length is the last text's, and `take` writes all of it: `TextEncoder.encode` made
    // both, and makes nothing but UTF-8.
    unsafe {
        asked::take(bytes.as_mut_ptr());
        bytes.set_len(length);
        String::from_utf8_unchecked(bytes)
    }
}

pub(crate) fn session() -> Option<SessionId> {
    id(asked::session()).map(SessionId)
}

pub(crate) fn stream() -> Option<StreamId> {
    id(asked::stream()).map(StreamId)
}

/// The id of which a question just gave the length.
fn id<const N: usize>(length: u32) -> Option<[u8; N]> {
    let mut id = [0; N];
    if length as usize != N {
        return None;
    }
    // SAFETY: the id is as long as there is room for.
    unsafe { asked::take(id.as_mut_ptr()) };
    Some(id)
}

pub(crate) fn mark(element: &Element) {
    asked::mark(element.0);
}

pub(crate) fn known(element: &Element) -> u16 {
    asked::known(element.0) as u16
}

pub(crate) fn know(element: &Element, number: u16) {
    asked::know(element.0, number.into());
}

pub(crate) fn facts(element: &Element) -> String {
    taken(asked::facts(element.0))
}

pub(crate) fn origin(_: &Event) -> Option<Element> {
    found(asked::origin(EVENT))
}

pub(crate) fn scroller(element: &Element) -> Option<Element> {
    found(asked::scroller(element.0))
}

fn found(slot: u32) -> Option<Element> {
    if slot == 0 { None } else { Some(Element(slot)) }
}

pub(crate) fn pinned(element: &Element) -> bool {
    asked::pinned(element.0) != 0
}

pub(crate) fn way(element: &Element) -> String {
    taken(asked::way(element.0))
}

pub(crate) fn places(_: &Event) -> Vec<f64> {
    // SAFETY: any bytes are a number.
    unsafe { listed(asked::places(EVENT)) }
}

pub(crate) fn row(_: &Event) -> Vec<u8> {
    // SAFETY: any bytes are a number.
    unsafe { listed(asked::row(EVENT)) }
}

/// The list of which a question just gave the length.
///
/// # Safety
/// Any bytes are a `T`.
unsafe fn listed<T>(bytes: u32) -> Vec<T> {
    let length = bytes as usize / size_of::<T>();
    let mut list = Vec::<T>::with_capacity(length);
    // SAFETY: the length is the last list's, and `take` writes all of it.
    unsafe {
        asked::take(list.as_mut_ptr().cast::<u8>());
        list.set_len(length);
    }
    list
}

pub(crate) fn navigation() -> u8 {
    asked::navigation() as u8
}

pub(crate) fn clickable(element: &Element) -> Element {
    Element(asked::clickable(element.0))
}

pub(crate) fn controls(form: &Element) -> u16 {
    asked::controls(form.0) as u16
}

pub(crate) fn field(_: &Event, place: u8) -> f64 {
    asked::field(EVENT, place.into())
}

pub(crate) fn key(_: &Event) -> String {
    taken(asked::key(EVENT))
}

pub(crate) fn pointer(_: &Event) -> u8 {
    asked::pointer(EVENT) as u8
}

pub(crate) fn modifiers(_: &Event) -> u8 {
    asked::modifiers(EVENT) as u8
}

pub(crate) fn stroke(_: &Event) -> i32 {
    asked::stroke(EVENT)
}

pub(crate) fn side(element: &Element, place: u8) -> i32 {
    asked::side(element.0, place.into())
}

/// What an event says of it is always asked first: at the start its slot holds nothing.
pub(crate) fn scrolled(element: Option<&Element>, axis: u8, _: Option<&Event>) -> i32 {
    asked::scrolled(element.map_or(NOTHING, |element| element.0), axis.into())
}

pub(crate) fn size(index: u8) -> u32 {
    asked::size(index.into())
}

pub(crate) fn text(index: u8) -> String {
    taken(asked::text(index.into()))
}

pub(crate) fn hidden() -> bool {
    asked::hidden() != 0
}

pub(crate) fn listen(kinds: &str) {
    // SAFETY: the pointer is good for the length.
    unsafe { asked::hear(kinds.as_ptr(), kinds.len()) }
}

/// Codes a plain frame, once the coder is there.
pub(crate) fn code(frame: &mut Vec<u8>) {
    // SAFETY: the pointer is good for the length.
    let length = unsafe { asked::code(frame.as_mut_ptr(), frame.len()) };
    frame.truncate(length);
}

pub(crate) fn post(frame: &[u8], keepalive: bool, number: u32) {
    // SAFETY: the pointer is good for the length.
    unsafe { asked::send(frame.as_ptr(), frame.len(), keepalive, number) }
}
