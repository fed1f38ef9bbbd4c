//! A timer that ends when it is dropped.

#[cfg(feature = "std")]
pub(crate) use with_gloo::Timer;
#[cfg(not(feature = "std"))]
pub(crate) use without_std::Timer;

#[cfg(feature = "std")]
mod with_gloo {
    use crate::capture::dom::Function;
    use gloo_timers::callback::Interval;

    use crate::capture::edge;

    /// Calls a function every so many ms.
    pub(crate) struct Timer(#[expect(dead_code, reason = "held for its drop")] Interval);

    impl Timer {
        pub(crate) fn new(ms: u32, f: Function) -> Self {
            Self(Interval::new(ms, move || edge::call(&f)))
        }
    }
}

/// gloo-timers needs std (it turns on wasm-bindgen's feature of that name).
#[cfg(not(feature = "std"))]
mod without_std {
    use crate::capture::dom::Function;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_name = setInterval)]
        fn set_interval(f: &Function, ms: u32) -> f64;
        #[wasm_bindgen(js_name = clearInterval)]
        fn clear_interval(id: f64);
    }

    /// Calls a function every so many ms.
    pub(crate) struct Timer(f64);

    impl Timer {
        pub(crate) fn new(ms: u32, f: Function) -> Self {
            Self(set_interval(&f, ms))
        }
    }

    impl Drop for Timer {
        fn drop(&mut self) {
            clear_interval(self.0);
        }
    }
}
