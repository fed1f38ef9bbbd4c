//! The testkit's parts that need a browser: guards over what its JavaScript does, which the npm
//! package's testkit shares.

mod collector;
mod console;
mod fixed;
mod stage;
mod visitor;

pub use collector::{Answer, Collector};
pub use console::Console;
pub use fixed::Fixed;
pub use stage::{Stage, run, run_async, sleep};
pub use visitor::Visitor;

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// An object of these properties.
fn object<const N: usize>(properties: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Of a plain object of our own every property can be set.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

/// Waits for what JavaScript does; that it failed is the test's failure.
#[track_caller]
fn done(promise: Promise) -> impl Future<Output = JsValue> {
    let caller = core::panic::Location::caller();
    async move { JsFuture::from(promise).await.unwrap_or_else(|error| panic!("{caller}: {error:?}")) }
}
