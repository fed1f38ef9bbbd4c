use alloc::string::String;
use core::fmt;

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/testkit/page.js")]
extern "C" {
    fn hushed() -> Handle;
}

#[wasm_bindgen]
extern "C" {
    type Handle;
    #[wasm_bindgen(method)]
    fn said(this: &Handle) -> String;
    #[wasm_bindgen(method)]
    fn restore(this: &Handle);
}

/// The console, which is listened to and silent until this is dropped.
#[must_use = "the console is the browser's own again when this is dropped"]
pub struct Console(Handle);

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Console").field(&self.said()).finish()
    }
}

impl Console {
    /// Listens from now on.
    pub fn hushed() -> Self {
        Self(hushed())
    }

    /// Everything that was said since, a line each: `error: words`.
    pub fn said(&self) -> String {
        self.0.said()
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        self.0.restore();
    }
}
