//! A visit to a real page in a real browser, with the collector on the same page.

use desireline::capture::{Options, Recorder};
use desireline::reader::rows;
use desireline::wire::Frame;
use js_sys::{Array, Function, Promise, Uint8Array};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/tests/support/browser.js")]
extern "C" {
    /// Puts a fresh piece of page into the body.
    #[wasm_bindgen(js_name = set)]
    pub fn stage(html: &str);
    fn clear();
    #[wasm_bindgen(catch, js_name = run)]
    fn try_run(code: &str) -> Result<JsValue, JsValue>;
    fn wait(code: &str) -> Promise;
    fn collect(answers: &str);
    fn bodies() -> Array;
    fn requests(name: &str) -> String;
    /// Listens to everything that is said on the console.
    pub fn hush();
    /// What was said since [`hush`].
    pub fn heard() -> String;
}

/// Runs lines of script in the page; `$` finds an element of the stage. Events it dispatches are
/// recorded before this returns.
pub fn run(code: &str) -> JsValue {
    try_run(code).unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

/// A string that the script returns.
pub fn text(code: &str) -> String {
    run(code).as_string().unwrap_or_else(|| panic!("{code}: no string"))
}

/// A number that the script returns.
pub fn number(code: &str) -> f64 {
    run(code).as_f64().unwrap_or_else(|| panic!("{code}: no number"))
}

/// Runs lines of script that may wait.
pub async fn run_async(code: &str) {
    JsFuture::from(wait(code)).await.unwrap_or_else(|error| panic!("{code}: {error:?}"));
}

/// Waits some ms.
pub async fn sleep(ms: u32) {
    run_async(&format!("await new Promise((done) => setTimeout(done, {ms}))")).await;
}

/// A recorder on a stage, and the rows that its collector gets.
pub struct Visit {
    recorder: Option<Recorder>,
    taken: usize,
}

impl Visit {
    /// Starts recording on a fresh stage; the collector takes everything.
    pub fn of(html: &str) -> Self {
        Self::answered(html, "[]")
    }

    /// The same with a collector that gives these answers first: a JSON list of statuses,
    /// "reject", "throw" or "hang".
    pub fn answered(html: &str, answers: &str) -> Self {
        Self::begun(html, answers, &options())
    }

    /// The same with a path told within a tolerance, in CSS px.
    pub fn within(html: &str, tolerance: f64) -> Self {
        let mut options = options();
        options.tolerance = tolerance;
        Self::begun(html, "[]", &options)
    }

    /// The same with these options.
    pub fn with(html: &str, options: &Options) -> Self {
        Self::begun(html, "[]", options)
    }

    fn begun(html: &str, answers: &str, options: &Options) -> Self {
        stage(html);
        collect(answers);
        Self { recorder: Some(Recorder::start(options).expect("it starts")), taken: 0 }
    }

    /// The recorder.
    pub fn recorder(&self) -> &Recorder {
        self.recorder.as_ref().expect("it still records")
    }

    /// Ends the recording.
    pub fn stop(&mut self) {
        self.recorder = None;
    }

    /// The rows that were recorded since the last call, but for the page's own.
    pub async fn rows(&mut self) -> Vec<Value> {
        self.delivered().await;
        self.arrived().into_iter().filter(|row| row["kind"] != "page").collect()
    }

    /// Runs a script and gives the rows that came of it.
    pub async fn rows_of(&mut self, code: &str) -> Vec<Value> {
        run(code);
        self.rows().await
    }

    /// The rows that arrived since the last call.
    pub fn arrived(&mut self) -> Vec<Value> {
        let posted = posted();
        let new = posted.iter().skip(self.taken).flat_map(|bytes| read(bytes)).collect();
        self.taken = posted.len();
        new
    }

    /// Sends what is recorded and waits until all of it is answered for good.
    pub async fn delivered(&self) {
        let recorder = self.recorder();
        let promise = Promise::new(&mut |done: Function, _| recorder.flush_then(done));
        JsFuture::from(promise).await.expect("it is never refused");
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.recorder = None;
        clear();
    }
}

/// Options whose timer does not come due within a test.
pub fn options() -> Options {
    let mut options = Options::new("/v1/frames");
    // What comes with many an event, and has tests of its own.
    let quiet = ["press", "inside", "visibility", "visitor", "field", "unanswered", "wheel", "selection"];
    options.without = quiet.map(String::from).into();
    options.interval = desireline::capture::MAX_INTERVAL;
    options
}

/// What was posted since the visit began, frame by frame.
pub fn posted() -> Vec<Vec<u8>> {
    bodies().iter().map(|body| Uint8Array::new(&body).to_vec()).collect()
}

/// Something about each frame that was posted since the visit began.
pub fn frames<T>(about: impl Fn(&Frame) -> T) -> Vec<T> {
    let read = |bytes: Vec<u8>| Frame::read(&bytes).unwrap_or_else(|error| panic!("{error}"));
    posted().into_iter().map(read).map(|frame| about(&frame)).collect()
}

/// One thing about each request since the visit began.
pub fn of_requests(name: &str) -> Vec<Value> {
    serde_json::from_str(&requests(name)).expect("JSON")
}

/// A frame as rows.
pub fn read(bytes: &[u8]) -> Vec<Value> {
    let frame = Frame::read(bytes).unwrap_or_else(|error| panic!("{error}"));
    rows(&frame).map(|row| serde_json::to_value(row).expect("rows are plain")).collect()
}

/// Some fields of a row, in the order asked for.
pub fn fields<const N: usize>(row: &Value, names: [&str; N]) -> [Value; N] {
    names.map(|name| row[name].clone())
}

/// A row's kind and target: `click button#buy`.
pub fn told(row: &Value) -> String {
    let target = row["target"].as_str().unwrap_or("-");
    format!("{} {target}", row["kind"].as_str().unwrap_or_default())
}

/// Kinds and targets of rows.
pub fn all_told(rows: &[Value]) -> Vec<String> {
    rows.iter().map(told).collect()
}
