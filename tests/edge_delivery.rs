//! How frames get out of a page: at its end, and past a collector that fails.

#![cfg(target_arch = "wasm32")]

use desireline::capture::{MIN_INTERVAL, Options, Recorder};
use desireline::testkit::{Answer, Collector, Console, Events, Stage, sleep};
use serde_json::{Value, json};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Longest wait after a first failure, in ms, and some.
const FIRST_WAIT: u32 = 1_100;

/// A recorder of an empty page and its collector.
struct Post {
    recorder: Option<Recorder>,
    collector: Collector,
    stage: Stage,
}

impl Post {
    /// The collector takes everything.
    fn taken() -> Self {
        Self::answered(&[])
    }

    /// The collector gives these answers first.
    fn answered(answers: &[Answer]) -> Self {
        Self::with(answers, |_| {})
    }

    fn with(answers: &[Answer], change: impl Fn(&mut Options)) -> Self {
        let stage = Stage::of("");
        let collector = Collector::at("/v1/frames").answering(answers);
        let mut options = collector.quiet();
        change(&mut options);
        let recorder = Some(Recorder::start(&options).expect("it starts"));
        Self { recorder, collector, stage }
    }

    fn recorder(&self) -> &Recorder {
        self.recorder.as_ref().expect("it still records")
    }

    async fn delivered(&self) -> Events {
        self.collector.delivered(self.recorder()).await
    }

    fn wander(&self, x: i32) {
        self.stage.run(&format!(
            "document.body.dispatchEvent(new PointerEvent('pointermove', {{ bubbles: true, clientX: {x} }}))"
        ));
    }

    fn end_the_page(&self) {
        self.stage.run("dispatchEvent(new PageTransitionEvent('pagehide'))");
    }

    /// Where the pointer was in all frames, whichever came first.
    fn places(&self) -> Vec<i64> {
        let events = self.collector.events();
        let mut places: Vec<i64> = events.rows().iter().filter_map(|row| row["x"].as_i64()).collect();
        places.sort_unstable();
        places
    }
}

#[wasm_bindgen_test]
async fn a_request_is_simple_and_says_nothing_of_the_visitor() {
    let post = Post::taken();
    post.delivered().await;
    let request = post.collector.requests().pop().unwrap();
    let told = |name| request[name].clone();
    assert_eq!(told("url"), "/v1/frames");
    assert_eq!(told("method"), "POST");
    assert_eq!(told("headers"), Value::Null, "a header would cost a preflight");
    assert_eq!(told("credentials"), "omit");
    assert_eq!(told("referrerPolicy"), "no-referrer");
    assert_eq!(told("redirect"), "error");
    assert_eq!(told("keepalive"), true);
}

#[wasm_bindgen_test]
async fn what_the_site_adds_goes_along() {
    let post = Post::with(&[], |options| {
        options.headers = vec![("X-Site".into(), "shop".into())];
        options.credentials = true;
    });
    post.delivered().await;
    let request = post.collector.requests().pop().unwrap();
    assert_eq!((&request["headers"], &request["credentials"]), (&json!({ "X-Site": "shop" }), &json!("include")));
    assert_eq!(request["redirect"], "error");
}

#[wasm_bindgen_test]
async fn the_page_s_end_flushes_at_once() {
    for end in ["new PageTransitionEvent('pagehide')", "new Event('freeze')"] {
        let post = Post::taken();
        post.wander(7);
        post.stage.run(&format!("dispatchEvent({end})"));
        assert_eq!(post.places(), [7], "{end}: posted before the event is over");
    }
}

#[wasm_bindgen_test]
async fn a_page_out_of_sight_flushes_at_once() {
    let post = Post::taken();
    post.wander(7);
    post.stage.run("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
    assert_eq!(post.collector.frames().len(), 0, "it is still seen");
    post.stage.run(
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
         document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
         delete document.visibilityState;",
    );
    assert_eq!(post.places(), [7]);
}

#[wasm_bindgen_test]
async fn at_the_page_s_end_a_frame_under_way_holds_up_no_other() {
    let post = Post::answered(&[Answer::Hold]);
    post.wander(1);
    post.recorder().flush();
    post.wander(2);
    post.recorder().flush();
    assert_eq!(post.collector.frames().len(), 1, "one at a time");
    post.wander(3);
    post.end_the_page();
    assert_eq!(post.places(), [1, 2, 3]);
    assert!(post.collector.requests().iter().all(|request| request["keepalive"] == true));
}

#[wasm_bindgen_test]
async fn a_page_that_comes_back_is_a_new_stream() {
    let post = Post::taken();
    let first = post.recorder().stream();
    post.wander(1);
    post.stage.run(
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
         dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));",
    );
    post.wander(2);
    let events = post.delivered().await;
    let rows = events.rows();
    let streams: Vec<String> = rows.iter().map(|row| row["stream"].as_str().unwrap().to_owned()).collect();
    let second = post.recorder().stream();
    assert_ne!(first, second);
    assert_eq!(streams, [first, first, second, second].map(|stream| stream.to_hex()));
    let told: Vec<_> = rows.iter().map(|row| (row["kind"].clone(), row["seq"].clone())).collect();
    let page_and_pointer = [(json!("page"), json!(0)), (json!("pointer"), json!(0))];
    assert_eq!(told, [page_and_pointer.clone(), page_and_pointer].concat());
    post.stage.run("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))");
    assert_eq!(post.recorder().stream(), second, "a first showing is none");
}

#[wasm_bindgen_test]
async fn a_collector_that_fails_gets_the_same_bytes_again() {
    let statuses = [503, 429, 408].map(Answer::Status);
    for answer in [Answer::Throw, Answer::Cut].into_iter().chain(statuses) {
        let post = Post::answered(&[answer]);
        let console = Console::hushed();
        post.wander(1);
        post.recorder().flush();
        sleep(20).await;
        post.wander(2);
        post.recorder().flush();
        assert_eq!(post.collector.frames().len(), 1, "{answer:?}: it waits");
        sleep(FIRST_WAIT).await;
        post.delivered().await;
        let frames = post.collector.frames();
        assert_eq!(frames.len(), 3, "{answer:?}");
        assert_eq!(frames[0], frames[1], "{answer:?}: byte by byte");
        assert_eq!(post.places(), [1, 2], "{answer:?}: nothing is lost");
        assert_eq!(console.said(), "", "{answer:?}");
    }
}

#[wasm_bindgen_test]
async fn a_frame_refused_for_good_is_counted_and_holds_up_no_other() {
    let post = Post::answered(&[Answer::Status(400)]);
    post.wander(1);
    post.delivered().await;
    post.wander(2);
    let events = post.delivered().await;
    let refused: Vec<_> = events.frames().map(|frame| frame.header().missing.refused).collect();
    assert_eq!(refused, [0, 1]);
    events.rows().last().unwrap().with("x", 2);
}

#[wasm_bindgen_test]
async fn the_timer_flushes() {
    let post = Post::with(&[], |options| options.interval = MIN_INTERVAL);
    post.wander(9);
    assert_eq!(post.collector.frames().len(), 0);
    sleep(MIN_INTERVAL + 200).await;
    assert_eq!(post.places(), [9]);
}

#[wasm_bindgen_test]
async fn a_frame_is_sealed_before_it_grows_too_long() {
    let post = Post::with(&[], |options| options.tolerance = 0.0);
    post.stage.run(
        "for (let i = 0; i < 9000; i += 1) document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: i * 97 % 1000, clientY: i * 31 % 700 }))",
    );
    let events = post.delivered().await;
    let frames = post.collector.frames();
    assert!(frames.len() > 2, "{}", frames.len());
    assert!(frames.iter().all(|frame| frame.len() <= 16 * 1024));
    assert_eq!(post.places().len(), 9000);
    let sequence: Vec<u32> = events.frames().map(|frame| frame.header().sequence).collect();
    assert!(sequence.iter().copied().eq(0..frames.len() as u32), "{sequence:?}");
}
