//! The session cookie, starting and ending, and what is left behind in the page: nothing.

#![cfg(target_arch = "wasm32")]

use desireline::capture::{Cookie, MAX_INTERVAL, MIN_INTERVAL, Options, Recorder, StartError};
use desireline::session::{SessionId, StreamId};
use desireline::testkit::{Answer, Collector, Console, Fixed, Stage, Visitor, sleep};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const MOVE: &str =
    "document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 1, clientY: 2 }))";

/// A recorder of a stage and its collector.
struct Visit {
    recorder: Recorder,
    collector: Collector,
    stage: Stage,
}

impl Visit {
    fn of(html: &str) -> Self {
        Self::answered(html, &[])
    }

    fn answered(html: &str, answers: &[Answer]) -> Self {
        let stage = Stage::of(html);
        let collector = Collector::at("/v1/frames").answering(answers);
        let recorder = Recorder::start(&collector.quiet()).expect("it starts");
        Self { recorder, collector, stage }
    }
}

fn options() -> Options {
    Options { interval: MAX_INTERVAL, ..Options::new("/v1/frames") }
}

fn forget_cookie(stage: &Stage, name: &str) {
    stage.run(&format!("document.cookie = '{name}=; Max-Age=0; Path=/'"));
}

fn cookie(stage: &Stage, name: &str) -> Option<String> {
    let cookies = stage.text("return document.cookie");
    let mut pairs = cookies.split("; ").filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

/// The session that a cookie holds.
fn kept(stage: &Stage, name: &str) -> Option<String> {
    cookie(stage, name)?.split('.').next().map(ToOwned::to_owned)
}

#[wasm_bindgen_test]
async fn the_cookie_holds_the_session_and_nothing_else() {
    let stage = Stage::of("");
    forget_cookie(&stage, "desireline");
    let lines = "
        window.lines = [];
        const old = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        Object.defineProperty(document, 'cookie', { configurable: true, get: () => old.get.call(document),
            set: (line) => { lines.push(line); old.set.call(document, line); } });";
    stage.run(lines);
    let visit = Visit::of("");
    let written = stage.text("delete document.cookie; return lines.join('|')");
    let session = visit.recorder.session();
    let id = session.to_hex();
    let minute = stage.number("return Math.floor(Date.now() / 60000)");
    let expected = |minute: f64| format!("desireline={id}.{minute}.{minute}; Path=/; SameSite=Lax");
    assert!(
        written == expected(minute) || written == expected(minute - 1.0),
        "http, so not Secure; and no Expires: {written}"
    );
    assert_eq!(kept(&stage, "desireline").as_deref(), Some(id.as_str()));
    assert_eq!(SessionId::from_hex(&id), Ok(session));
    assert_ne!(session, SessionId([0; 16]));
}

#[wasm_bindgen_test]
async fn a_second_recording_joins_the_session_in_a_new_stream() {
    forget_cookie(&Stage::of(""), "desireline");
    let (session, stream) = {
        let visit = Visit::of("");
        (visit.recorder.session(), visit.recorder.stream())
    };
    let visit = Visit::of("");
    assert_eq!(visit.recorder.session(), session);
    assert_ne!(visit.recorder.stream(), stream);
}

#[wasm_bindgen_test]
async fn another_name_is_another_session() {
    let stage = Stage::of("");
    forget_cookie(&stage, "other-name");
    let first = Visit::of("").recorder.session();
    let _collector = Collector::at("/v1/frames");
    let mut named = options();
    named.cookie = Cookie::Named("other-name".into());
    let second = Recorder::start(&named).expect("the first has ended").session();
    assert_ne!(first, second);
    assert_eq!(kept(&stage, "other-name"), Some(second.to_hex()));
    forget_cookie(&stage, "other-name");
}

#[wasm_bindgen_test]
async fn rows_name_session_and_stream() {
    let visit = Visit::of("");
    visit.stage.run(MOVE);
    let events = visit.collector.delivered(&visit.recorder).await;
    let row = events.one("pointer");
    row.with("session", visit.recorder.session().to_hex()).with("stream", visit.recorder.stream().to_hex());
}

#[wasm_bindgen_test]
async fn the_first_row_is_the_page() {
    let visit = Visit::of("");
    let events = visit.collector.delivered(&visit.recorder).await;
    let page = events.one("page");
    page.with("url", visit.stage.text("return location.origin + location.pathname"));
    page.with("viewport_w", visit.stage.number("return innerWidth") as u32);
    page.with("language", visit.stage.text("return navigator.language"));
    assert_eq!(events.rows().len(), 1, "{events}");
}

#[wasm_bindgen_test]
async fn a_bad_option_is_refused_and_nothing_is_touched() {
    let stage = Stage::of("");
    forget_cookie(&stage, "desireline");
    let bad = |change: fn(&mut Options)| {
        let mut options = options();
        change(&mut options);
        let error = Recorder::start(&options).expect_err("it is bad");
        (error, error.code())
    };
    assert_eq!(bad(|options| options.endpoint.clear()), (StartError::Endpoint, "bad-option"));
    assert_eq!(bad(|options| options.interval = MIN_INTERVAL - 1), (StartError::Interval, "bad-option"));
    assert_eq!(bad(|options| options.interval = MAX_INTERVAL + 1), (StartError::Interval, "bad-option"));
    for tolerance in [-0.1, 50.1, f64::NAN, f64::INFINITY] {
        let mut options = options();
        options.tolerance = tolerance;
        let error = Recorder::start(&options).expect_err("it is bad");
        assert_eq!((error, error.code()), (StartError::Tolerance, "bad-option"), "{tolerance}");
    }
    for name in ["", "a b", "a;b", "a=b", "é"] {
        let mut options = options();
        options.cookie = Cookie::Named(name.into());
        assert_eq!(Recorder::start(&options).unwrap_err(), StartError::Cookie, "{name}");
    }
    for sample in [-0.1, 1.1, f64::NAN] {
        let bad = Options { sample, ..options() };
        assert_eq!(Recorder::start(&bad).unwrap_err(), StartError::Sample, "{sample}");
    }
    assert_eq!(bad(|options| options.mask.push("p:nothing".into())), (StartError::Selector, "bad-option"));
    assert_eq!(cookie(&stage, "desireline"), None);
    assert_eq!(StartError::Interval.to_string(), "the interval must be 1,000 to 60,000 ms");
}

#[wasm_bindgen_test]
async fn a_browser_without_random_bytes_is_not_recorded() {
    let stage = Stage::of("");
    forget_cookie(&stage, "desireline");
    // Not `window.crypto`: a hot look-up of that does not notice the change in WebKit.
    stage.run(
        "window.random = Crypto.prototype.getRandomValues;
         Crypto.prototype.getRandomValues = () => { throw new Error('no entropy'); };",
    );
    let result = Recorder::start(&options());
    stage.run("Crypto.prototype.getRandomValues = random; delete window.random;");
    let error = result.expect_err("ids would not be random");
    assert_eq!((error, error.code()), (StartError::NoRandom, "unsupported"));
    assert_eq!(cookie(&stage, "desireline"), None);
}

#[wasm_bindgen_test]
async fn a_dropped_recorder_delivers_and_hears_no_more() {
    let Visit { recorder, collector, stage } = Visit::of("");
    stage.run(MOVE);
    drop(recorder);
    assert_eq!(collector.fresh().told(), ["page -", "pointer -"], "delivered at once");
    stage.run(MOVE);
    sleep(50).await;
    assert_eq!(collector.fresh().rows().len(), 0);
}

#[wasm_bindgen_test]
async fn a_page_has_one_recording_at_a_time() {
    let buy = "<button id=buy>Buy</button>";
    let Visit { recorder: first, collector, stage } = Visit::answered(buy, &[Answer::Hold]);
    let error = Recorder::start(&options()).expect_err("one is running");
    assert_eq!((error, error.code()), (StartError::Running, "already-started"));
    stage.run("$('#buy').click()");
    first.flush();
    stage.run("$('#buy').click()");
    drop(first);

    let second = Recorder::start(&options()).expect("the first has ended, though it still delivers");
    stage.run("$('#buy').click()");
    drop(second);
    assert_eq!(collector.frames().len(), 3);
    collector.events().on("button#buy").count("click", 3);
}

#[wasm_bindgen_test]
async fn starting_and_stopping_leaves_nothing_behind() {
    drop(Visit::of(""));
    sleep(50).await;
    let page = Stage::of("");
    let cookies = page.text("return document.cookie");
    page.run(
        "window.heard_now = 0; window.timers_now = 0;
         const count = (owner, name, counter, by) => {
             const old = owner[name];
             owner[name] = function (...given) { window[counter] += by; return old.apply(this, given); };
             return () => { owner[name] = old; };
         };
         window.uncount = [
             count(window, 'addEventListener', 'heard_now', 1), count(window, 'removeEventListener', 'heard_now', -1),
             count(window, 'setInterval', 'timers_now', 1), count(window, 'clearInterval', 'timers_now', -1),
         ];",
    );
    for _ in 0..200 {
        let visit = Visit::of("<button id=buy>Buy</button>");
        visit.stage.run("$('#buy').click()");
        visit.collector.delivered(&visit.recorder).await;
    }
    sleep(50).await;
    let left = ["heard_now", "timers_now"].map(|left| page.number(&format!("return {left}")));
    page.run(
        "uncount.forEach((put_back) => put_back()); for (const name of ['heard_now', 'timers_now', 'uncount']) delete window[name];",
    );
    assert_eq!(left, [0.0, 0.0], "listeners and timers");
    assert_eq!(page.text("return document.cookie"), cookies);
}

#[wasm_bindgen_test]
async fn the_page_is_not_marked_and_the_console_is_silent() {
    let Visit { recorder, collector, stage } = Visit::of(
        "<form id=order><input type=password name=secret><input name=city><button>Go</button></form><my-field></my-field>",
    );
    let console = Console::hushed();
    let before = stage.text("return document.documentElement.outerHTML");
    let globals = stage.text("return Object.keys(window).sort().join()");
    stage.run(&format!(
            "{MOVE};
             for (const element of document.querySelectorAll('#stage *')) {{
                 for (const type of ['pointerdown', 'focusin', 'input', 'change', 'focusout', 'scroll']) element.dispatchEvent(new Event(type, {{ bubbles: true }}));
                 element.dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, button: 2 }}));
                 element.dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, key: 'a' }}));
             }}"
        ));
    collector.delivered(&recorder).await;
    drop(recorder);
    assert_eq!(console.said(), "");
    assert_eq!(stage.text("return document.documentElement.outerHTML"), before);
    assert_eq!(stage.text("return Object.keys(window).sort().join()"), globals);
    assert_eq!(stage.number("return localStorage.length + sessionStorage.length"), 0.0);
}

#[wasm_bindgen_test]
async fn after_half_an_hour_the_page_goes_on_in_another_session() {
    let stage = Stage::of("<button id=buy>Buy</button>");
    let fixed = Fixed::at(1_767_225_600_000, SessionId([0x5e; 16]), StreamId([0x57; 6]));
    let collector = Collector::at("/v1/frames");
    let recorder = Recorder::start(&collector.quiet()).expect("it starts");
    let visitor = Visitor::at(&fixed);
    visitor.click("#buy").await;
    fixed.advance(31.0 * 60_000.0);
    // A page that changes by itself keeps nobody's session.
    stage.run("dispatchEvent(new Event('resize'))");
    visitor.click("#buy").await;

    let events = collector.delivered(&recorder).await;
    let session = recorder.session();
    assert_ne!(session, fixed.session);
    assert_ne!(recorder.stream(), fixed.stream);
    assert_eq!(kept(&stage, "desireline"), Some(session.to_hex()));
    let pages = events.of("page");
    let pages = pages.rows();
    assert_eq!(pages.len(), 2, "{events}");
    pages[0].with("session", fixed.session.to_hex()).with("navigation", "navigate");
    pages[1].with("session", session.to_hex()).with("navigation", "restored");
    let clicks = events.of("click");
    let clicks = clicks.rows();
    assert_eq!(clicks.len(), 2, "{events}");
    clicks[0].with("session", fixed.session.to_hex());
    clicks[1].with("session", session.to_hex());
}
