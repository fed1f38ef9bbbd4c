//! The edge by wasm-bindgen: DOM objects cross as themselves.

use alloc::string::String;
use alloc::vec::Vec;

pub(crate) use js_sys::Function;
pub(crate) use web_sys::{Element, Event};

use wasm_bindgen::prelude::*;

use super::super::options::{Cookie, Options};
use crate::session::{SessionId, StreamId};

#[wasm_bindgen(module = "/src/capture/edge.js")]
extern "C" {
    fn fresh() -> String;
    #[wasm_bindgen(js_name = refused)]
    fn refuses(given: &JsValue, jar: &Jar) -> JsValue;

    /// Where a session is kept.
    pub(crate) type Jar;
    #[wasm_bindgen(js_name = jar)]
    fn jar_of(given: &JsValue) -> Jar;
    #[wasm_bindgen(method)]
    fn join(this: &Jar) -> String;
    #[wasm_bindgen(method, js_name = fresh)]
    fn unkept(this: &Jar) -> String;

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
    pub(crate) fn places(event: &Event) -> Vec<f64>;
    pub(crate) fn row(signal: &Event) -> Vec<u8>;
    pub(crate) fn scrolled(element: Option<&Element>, axis: u8, event: Option<&Event>) -> i32;

    pub(crate) fn size(index: u8) -> u32;
    pub(crate) fn text(index: u8) -> String;
    pub(crate) fn hidden() -> bool;
    /// The stream's clock, in ms since the page began.
    pub(crate) fn monotonic() -> f64;
}

#[wasm_bindgen(module = "/src/capture/around.js")]
extern "C" {
    pub(crate) fn side(element: &Element, place: u8) -> i32;
    pub(crate) fn pinned(element: &Element) -> bool;
    pub(crate) fn scroller(element: &Element) -> Option<Element>;
    pub(crate) fn way(element: &Element) -> String;
    pub(crate) fn addresses(parameters: Vec<String>, hash: bool, redact: Option<Function>) -> Function;
    pub(crate) fn attach(entry: &JsValue);
    pub(crate) fn guard(entry: &JsValue, block: &str, mask: &str, allow: &str);
    pub(crate) fn post(bytes: &[u8], keepalive: bool, number: u32, entry: &JsValue);
    pub(crate) fn grant(entry: &JsValue);
    pub(crate) fn revoke(entry: &JsValue, lasting: bool);
    pub(crate) fn resend(entry: &JsValue);
    pub(crate) fn stay(entry: &JsValue);
}

// What around.js imports must be there too, and only what is named here is.
#[wasm_bindgen(module = "/src/capture/keep.js")]
extern "C" {
    #[wasm_bindgen(js_name = grant)]
    fn _grant(entry: &JsValue);
}
#[wasm_bindgen(module = "/src/capture/signals.js")]
extern "C" {
    #[wasm_bindgen(js_name = attach)]
    fn _attach(entry: &JsValue);
}

#[wasm_bindgen]
extern "C" {
    /// The wall clock, in ms since 1970 UTC.
    #[wasm_bindgen(js_namespace = Date, js_name = now)]
    pub(crate) fn wall() -> f64;
}

/// Where the session is kept, as the options say.
pub(crate) fn jar(options: &Options) -> Jar {
    jar_of(&given(options))
}

/// The session this page belongs to: of the jar, or of this page alone.
pub(crate) fn session(jar: &Jar, kept: bool) -> Option<SessionId> {
    SessionId::from_hex(&if kept { jar.join() } else { jar.unkept() }).ok()
}

/// The session that an entry has by now.
pub(crate) fn session_of(entry: &JsValue) -> Option<SessionId> {
    let session = js_sys::Reflect::get(entry, &JsValue::from_str("session")).ok()?;
    SessionId::from_hex(&session.as_string()?).ok()
}

/// Whether this visitor is not to be recorded, as the site, the browser or the visitor says.
pub(crate) fn refused(options: &Options, jar: &Jar) -> bool {
    refuses(&given(options), jar).is_truthy()
}

/// What edge.js asks of the options, as the npm package is given them.
fn given(options: &Options) -> JsValue {
    let Options { cookie, domain, partitioned, consent, gpc, dnt, .. } = options;
    let cookie = match cookie {
        Cookie::Usual => JsValue::UNDEFINED,
        Cookie::Named(name) => name.into(),
        Cookie::None => JsValue::FALSE,
    };
    let given = js_sys::Object::new().into();
    for (name, value) in [
        ("cookie", cookie),
        ("domain", domain.as_deref().into()),
        ("partitioned", (*partitioned).into()),
        ("consent", consent.name().into()),
        ("gpc", (*gpc).into()),
        ("dnt", (*dnt).into()),
    ] {
        set(&given, name, &value);
    }
    given
}

/// What the options add to each post, as `fetch` takes it.
pub(crate) fn request(options: &Options) -> JsValue {
    let (request, headers) = (js_sys::Object::new().into(), js_sys::Object::new().into());
    for (name, value) in &options.headers {
        set(&headers, name, &value.into());
    }
    if !options.headers.is_empty() {
        set(&request, "headers", &headers);
    }
    set(&request, "credentials", &if options.credentials { "include" } else { "omit" }.into());
    request
}

/// Whether this page is on that domain, or on a part of it.
pub(crate) fn is_on(domain: &str) -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
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
