//! A visit to a real page in a real browser, with the collector on the same page.

use std::cell::RefCell;
use std::rc::Rc;

use desireline::capture::{Options, Recorder};
use desireline::reader;
use desireline::testkit::{Collector, Console, Events, Stage};
pub use desireline::testkit::{run, run_async, sleep};
use desireline::wire::Frame;
use serde_json::Value;

thread_local! {
    /// The collector of the visit that is under way.
    static COLLECTOR: RefCell<Option<Rc<Collector>>> = const { RefCell::new(None) };
    /// The console, while a test listens to it.
    static CONSOLE: RefCell<Option<Console>> = const { RefCell::new(None) };
}

/// A string that the script returns.
pub fn text(code: &str) -> String {
    run(code).as_string().unwrap_or_else(|| panic!("{code}: no string"))
}

/// A number that the script returns.
pub fn number(code: &str) -> f64 {
    run(code).as_f64().unwrap_or_else(|| panic!("{code}: no number"))
}

/// Listens to everything that is said on the console.
pub fn hush() {
    CONSOLE.set(Some(Console::hushed()));
}

/// What was said since [`hush`].
pub fn heard() -> String {
    CONSOLE.take().map(|console| console.said()).unwrap_or_default()
}

/// A recorder on a stage, and the rows that its collector gets.
pub struct Visit {
    recorder: Option<Recorder>,
    collector: Rc<Collector>,
    _stage: Stage,
}

impl Visit {
    /// Starts recording on a fresh stage; the collector takes everything.
    pub fn of(html: &str) -> Self {
        Self::begun(html, &hearing(&[]))
    }

    /// The same with kinds that are quiet in other tests.
    pub fn hearing(html: &str, kinds: &[&str]) -> Self {
        Self::begun(html, &hearing(kinds))
    }

    /// The same with options.
    pub fn begun(html: &str, options: &Options) -> Self {
        let stage = Stage::of(html);
        let collector = Rc::new(Collector::at("/v1/frames"));
        COLLECTOR.set(Some(collector.clone()));
        let recorder = Some(Recorder::start(options).expect("it starts"));
        Self { recorder, collector, _stage: stage }
    }

    /// The same with these options.
    pub fn with(html: &str, options: &Options) -> Self {
        Self::begun(html, options)
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
        plain(&self.collector.fresh().but("page"))
    }

    /// Runs a script and gives the rows that came of it.
    pub async fn rows_of(&mut self, code: &str) -> Vec<Value> {
        run(code);
        self.rows().await
    }

    /// The rows that arrived since the last call.
    pub fn arrived(&mut self) -> Vec<Value> {
        plain(&self.collector.fresh())
    }

    /// Sends what is recorded and waits until all of it is answered for good.
    pub async fn delivered(&self) {
        self.collector.delivered(self.recorder()).await;
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.recorder = None;
        COLLECTOR.set(None);
        heard();
    }
}

fn collector() -> Rc<Collector> {
    COLLECTOR.with_borrow(|collector| collector.clone().expect("a visit is under way"))
}

/// What comes with many an event, and has tests of its own.
const QUIET: [&str; 8] = ["press", "inside", "visibility", "visitor", "field", "unanswered", "wheel", "selection"];

/// Options whose timer does not come due within a test.
pub fn options() -> Options {
    hearing(&[])
}

/// The same, with kinds that are quiet in other tests.
pub fn hearing(kinds: &[&str]) -> Options {
    let mut options = Options::new("/v1/frames");
    options.without = QUIET.into_iter().filter(|kind| !kinds.contains(kind)).map(String::from).collect();
    options.interval = desireline::capture::MAX_INTERVAL;
    options
}

/// What was posted since the visit began, frame by frame.
pub fn posted() -> Vec<Vec<u8>> {
    collector().frames()
}

/// A frame as rows.
pub fn read(bytes: &[u8]) -> Vec<Value> {
    let frame = Frame::read(bytes).unwrap_or_else(|error| panic!("{error}"));
    reader::rows(&frame).map(|row| serde_json::to_value(row).expect("rows are plain")).collect()
}

/// Something about each frame that was posted since the visit began.
pub fn frames<T>(about: impl Fn(&Frame) -> T) -> Vec<T> {
    let read = |bytes: Vec<u8>| Frame::read(&bytes).unwrap_or_else(|error| panic!("{error}"));
    posted().into_iter().map(read).map(|frame| about(&frame)).collect()
}

fn plain(events: &Events) -> Vec<Value> {
    events.rows().iter().map(|row| row.json().clone()).collect()
}

/// The rows of a kind.
pub fn of_kind(rows: &[Value], kind: &str) -> Vec<Value> {
    rows.iter().filter(|row| row["kind"] == kind).cloned().collect()
}

/// What each row of a kind says: some fields, in the order asked for.
pub fn said<const N: usize>(rows: &[Value], kind: &str, names: [&str; N]) -> Value {
    of_kind(rows, kind).iter().map(|row| Value::from(fields(row, names).to_vec())).collect()
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
