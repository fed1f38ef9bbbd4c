//! How frames get out of a page: at its end, and past a collector that fails.

#![cfg(target_arch = "wasm32")]

mod support;

use desireline::capture::{MIN_INTERVAL, Recorder};
use serde_json::{Value, json};
use support::browser::{Visit, heard, hush, of_requests, options, posted, read, run, sleep};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Longest wait after a first failure, in ms, and some.
const FIRST_WAIT: u32 = 1_100;

fn wander(x: i32) {
    run(&format!("document.body.dispatchEvent(new PointerEvent('pointermove', {{ bubbles: true, clientX: {x} }}))"));
}

/// Where the pointer was in all frames, whichever came first; each frame once.
fn places(frames: &[Vec<u8>]) -> Vec<i64> {
    let mut once = frames.to_vec();
    once.sort_unstable();
    once.dedup();
    let rows = once.iter().flat_map(|frame| read(frame));
    let mut places: Vec<i64> = rows.filter_map(|row| row["x"].as_i64()).collect();
    places.sort_unstable();
    places
}

#[wasm_bindgen_test]
async fn a_request_is_simple_and_says_nothing_of_the_visitor() {
    let visit = Visit::of("");
    visit.delivered().await;
    let told = |name| of_requests(name).pop().unwrap();
    assert_eq!(told("url"), "/v1/frames");
    assert_eq!(told("method"), "POST");
    assert_eq!(told("headers"), Value::Null, "a header would cost a preflight");
    assert_eq!(told("credentials"), "omit");
    assert_eq!(told("referrerPolicy"), "no-referrer");
    assert_eq!(told("redirect"), "error");
    assert_eq!(told("keepalive"), true);
}

#[wasm_bindgen_test]
async fn the_page_s_end_flushes_at_once() {
    for end in ["new PageTransitionEvent('pagehide')", "new Event('freeze')"] {
        let mut visit = Visit::of("");
        wander(7);
        run(&format!("dispatchEvent({end})"));
        let rows = visit.arrived();
        assert_eq!(rows.last().map(|row| row["x"].clone()), Some(json!(7)), "{end}: posted before the event is over");
    }
}

#[wasm_bindgen_test]
async fn a_page_out_of_sight_flushes_at_once() {
    let mut visit = Visit::of("");
    wander(7);
    run("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
    assert_eq!(visit.arrived().len(), 0, "it is still seen");
    run("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
         document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
         delete document.visibilityState;");
    assert_eq!(visit.arrived().len(), 2);
}

#[wasm_bindgen_test]
async fn at_the_page_s_end_a_frame_under_way_holds_up_no_other() {
    let mut visit = Visit::answered("", r#"["hang"]"#);
    wander(1);
    visit.recorder().flush();
    wander(2);
    visit.recorder().flush();
    assert_eq!(posted().len(), 1, "one at a time");
    wander(3);
    run("dispatchEvent(new PageTransitionEvent('pagehide'))");
    assert_eq!(places(&posted()), [1, 2, 3]);
    assert!(of_requests("keepalive").iter().all(|keepalive| keepalive == true));
    visit.stop();
}

#[wasm_bindgen_test]
async fn a_page_that_comes_back_is_a_new_stream() {
    let mut visit = Visit::of("");
    let first = visit.recorder().stream();
    wander(1);
    run("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
         dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));");
    wander(2);
    visit.delivered().await;
    let rows = visit.arrived();
    let streams: Vec<String> = rows.iter().map(|row| row["stream"].as_str().unwrap().to_owned()).collect();
    let second = visit.recorder().stream();
    assert_ne!(first, second);
    assert_eq!(streams, [first, first, second, second].map(|stream| stream.to_hex()));
    let told: Vec<_> = rows.iter().map(|row| (row["kind"].clone(), row["seq"].clone())).collect();
    let page_and_pointer = [(json!("page"), json!(0)), (json!("pointer"), json!(0))];
    assert_eq!(told, [page_and_pointer.clone(), page_and_pointer].concat());
    run("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))");
    assert_eq!(visit.recorder().stream(), second, "a first showing is none");
}

#[wasm_bindgen_test]
async fn a_collector_that_fails_gets_the_same_bytes_again() {
    for answer in ["\"throw\"", "\"reject\"", "503", "429", "408"] {
        let mut visit = Visit::answered("", &format!("[{answer}]"));
        hush();
        wander(1);
        visit.recorder().flush();
        sleep(20).await;
        wander(2);
        visit.recorder().flush();
        assert_eq!(posted().len(), 1, "{answer}: it waits");
        sleep(FIRST_WAIT).await;
        visit.delivered().await;
        let frames = posted();
        assert_eq!(frames.len(), 3, "{answer}");
        assert_eq!(frames[0], frames[1], "{answer}: byte by byte");
        assert_eq!(places(&frames), [1, 2], "{answer}: nothing is lost");
        assert_eq!(heard(), "", "{answer}");
        visit.stop();
    }
}

#[wasm_bindgen_test]
async fn a_frame_refused_for_good_is_counted_and_holds_up_no_other() {
    let mut visit = Visit::answered("", "[400, 204]");
    wander(1);
    visit.delivered().await;
    wander(2);
    visit.delivered().await;
    let frames = posted();
    assert_eq!(frames.len(), 2);
    let missing = |frame: &[u8]| desireline::wire::Frame::read(frame).unwrap().header().missing;
    assert_eq!((missing(&frames[0]).refused, missing(&frames[1]).refused), (0, 1));
    assert_eq!(read(&frames[1])[0]["x"], 2);
    visit.stop();
}

#[wasm_bindgen_test]
async fn the_timer_flushes() {
    let mut visit = Visit::of("");
    visit.stop();
    let before = posted().len();
    let mut often = options();
    often.interval = MIN_INTERVAL;
    let recorder = Recorder::start(&often).unwrap();
    wander(9);
    assert_eq!(posted().len(), before);
    sleep(MIN_INTERVAL + 200).await;
    assert_eq!(places(&posted()), [9]);
    drop(recorder);
}

#[wasm_bindgen_test]
async fn a_frame_is_sealed_before_it_grows_too_long() {
    let mut visit = Visit::within("", 0.0);
    run(
        "for (let i = 0; i < 9000; i += 1) document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: i * 97 % 1000, clientY: i * 31 % 700 }))",
    );
    visit.delivered().await;
    let frames = posted();
    assert!(frames.len() > 2, "{}", frames.len());
    assert!(frames.iter().all(|frame| frame.len() <= 16 * 1024));
    assert_eq!(places(&frames).len(), 9000);
    let sequence: Vec<u32> = frames.iter().map(|frame| read(frame)[0]["seq"].as_u64().unwrap() as u32).collect();
    assert!(sequence.iter().copied().eq(0..frames.len() as u32), "{sequence:?}");
    visit.stop();
}
