//! The browser's types, from one of two sources with one shape.
//!
//! Applications share web-sys and js-sys with the recorder. In the npm package those two would
//! bring the closures of every js-sys function along, which no tool can tell from live ones:
//! docs/DESIGN.md, "Size", has the figures.

#[cfg(feature = "std")]
pub(crate) use shared::*;
#[cfg(not(feature = "std"))]
pub(crate) use small::*;

#[cfg(feature = "std")]
mod shared {
    pub(crate) use js_sys::Function;
    use js_sys::Math;
    pub(crate) use web_sys::{Element, Event};

    /// From 0 (included) to 1 (excluded).
    pub(crate) fn chance() -> f64 {
        Math::random()
    }
}

#[cfg(not(feature = "std"))]
mod small {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        pub(crate) type Function;
        pub(crate) type Element;
        pub(crate) type Event;

        /// From 0 (included) to 1 (excluded).
        #[wasm_bindgen(js_namespace = Math, js_name = random)]
        pub(crate) fn chance() -> f64;
    }
}
