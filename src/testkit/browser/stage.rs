use alloc::format;
use alloc::string::String;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::done;

#[wasm_bindgen(module = "/src/testkit/page.js")]
extern "C" {
    fn raise(html: &str);
    fn strike();
    #[wasm_bindgen(catch, js_name = run)]
    fn try_run(code: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = wait)]
    fn start(code: &str) -> Promise;
}

/// Runs lines of script as a script of the page would run; `$` finds an element of the [`Stage`].
///
/// # Panics
/// It throws.
#[track_caller]
pub fn run(code: &str) -> JsValue {
    try_run(code).unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

/// Runs lines of script that may wait.
pub async fn run_async(code: &str) {
    done(start(code)).await;
}

/// Waits some ms by the browser's timers, which no fixed clock holds up.
pub async fn sleep(ms: u32) {
    run_async(&format!("await new Promise((done) => setTimeout(done, {ms}))")).await;
}

/// A piece of page in the body, `div#stage`, until it is dropped: the tests of one program share one
/// page. Another takes its place.
#[derive(Debug)]
#[must_use = "the piece of page is gone when this is dropped"]
pub struct Stage(());

impl Stage {
    /// Puts this into the body, scrolled to the top.
    pub fn of(html: &str) -> Self {
        raise(html);
        Self(())
    }

    /// As [`run`], for what needs the stage.
    ///
    /// # Panics
    /// It throws.
    #[track_caller]
    pub fn run(&self, code: &str) -> JsValue {
        run(code)
    }

    /// A text that the script returns.
    ///
    /// # Panics
    /// It throws, or returns something else.
    #[track_caller]
    pub fn text(&self, code: &str) -> String {
        self.run(code).as_string().unwrap_or_else(|| panic!("{code}: no text"))
    }

    /// A number that the script returns.
    ///
    /// # Panics
    /// It throws, or returns something else.
    #[track_caller]
    pub fn number(&self, code: &str) -> f64 {
        self.run(code).as_f64().unwrap_or_else(|| panic!("{code}: no number"))
    }

    /// As [`run_async`](run_async()), for what needs the stage.
    pub async fn run_async(&self, code: &str) {
        run_async(code).await;
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        strike();
    }
}
