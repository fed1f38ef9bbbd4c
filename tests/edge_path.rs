//! The pointer's path: thinned within the tolerance, from all places that the browser gathered.

#![cfg(target_arch = "wasm32")]

use desireline::capture::Recorder;
use desireline::testkit::{Collector, Events, Row, Stage, sleep};
use serde_json::json;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// When, in ms since the movement began, and where.
type Place = (f64, f64, f64);

/// Events of a hand at moments that are over: `at` makes one, `move` dispatches it.
const HAND: &str = "
    const began = performance.now() + 1;
    const at = ([t, clientX, clientY]) => Object.defineProperty(
        new PointerEvent('pointermove', { bubbles: true, clientX, clientY }), 'timeStamp', { value: began + t });
    const move = (place) => document.body.dispatchEvent(at(place));
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));";

/// A recorder of an empty page that tells the path within a tolerance.
struct Walk {
    recorder: Recorder,
    collector: Collector,
    stage: Stage,
}

impl Walk {
    fn within(tolerance: f64) -> Self {
        Self::on("", tolerance)
    }

    fn on(html: &str, tolerance: f64) -> Self {
        let stage = Stage::of(html);
        let collector = Collector::at("/v1/frames");
        let mut options = collector.quiet();
        options.tolerance = tolerance;
        let recorder = Recorder::start(&options).expect("it starts");
        Self { recorder, collector, stage }
    }

    async fn run(&self, code: &str) {
        self.stage.run_async(code).await;
    }

    async fn events(&self) -> Events {
        self.collector.delivered(&self.recorder).await.but("page")
    }
}

/// Events of a hand that was at these places, at a tolerance.
async fn walked(places: &[Place], tolerance: f64) -> Events {
    let walk = Walk::within(tolerance);
    let long = places.last().expect("a movement").0 + 5.0;
    let list = serde_json::to_string(places).expect("plain");
    walk.run(&format!("{HAND} await wait({long}); {list}.forEach(move);")).await;
    walk.events().await
}

/// An even way and a trembling, turning one, with pauses.
fn ways() -> [Vec<Place>; 2] {
    let even = (0..60).map(|step| (f64::from(step) * 10.0, f64::from(step) * 7.0, 100.0 + f64::from(step) * 2.0));
    let mut state = 7_u32;
    let mut random = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from((state >> 8) % below)
    };
    let (mut t, mut x, mut y) = (0.0, 300.0, 300.0);
    let wild = (0..200).map(|step| {
        t += 1.0 + random(9) + if step % 50 == 49 { 400.0 } else { 0.0 };
        x += random(9) - 4.0 + f64::from(step / 20 % 3) * 3.0;
        y += random(5) - 2.0;
        (t, x, y)
    });
    [even.collect(), wild.collect()]
}

/// How far the told path is from a place at its moment, in CSS px.
fn deviation(rows: &[Row], began: f64, (t, x, y): Place) -> f64 {
    let number = |row: &Row, name: &str| row[name].as_f64().expect("a number");
    let after = rows.iter().position(|row| number(row, "t") - began >= t).expect("the path goes on to its end");
    let (to, from) = (&rows[after], &rows[after.saturating_sub(1)]);
    let span = number(to, "t") - number(from, "t");
    let part = if span > 0.0 { (t + began - number(from, "t")) / span } else { 1.0 };
    let told = |name| number(from, name) + (number(to, name) - number(from, name)) * part;
    (told("x") - x).hypot(told("y") - y)
}

#[wasm_bindgen_test]
async fn an_even_movement_takes_few_places() {
    let [even, _] = ways();
    let events = walked(&even, 1.0).await;
    let rows = events.rows();
    assert!((2..=5).contains(&rows.len()), "{events}");
    let left_out = events.frames().map(|frame| frame.header().missing.sampled_out).max().unwrap_or_default();
    assert_eq!(left_out as usize + rows.len(), even.len(), "what is left out is counted");
}

#[wasm_bindgen_test]
async fn without_tolerance_every_place_is_told() {
    for way in ways() {
        let events = walked(&way, 0.0).await;
        let told: Vec<_> = events.rows().iter().map(|row| row.fields(["x", "y"])).collect();
        let seen: Vec<_> = way.iter().map(|(_, x, y)| [json!(*x as i32), json!(*y as i32)]).collect();
        assert_eq!(told, seen);
        assert!(events.frames().all(|frame| frame.header().missing.sampled_out == 0));
    }
}

#[wasm_bindgen_test]
async fn the_path_is_within_the_tolerance_at_every_moment() {
    for tolerance in [1.0, 5.0] {
        for way in ways() {
            let events = walked(&way, tolerance).await;
            let rows = events.rows();
            assert!(rows.len() < way.len(), "nothing was left out");
            // Moments are whole ms, and so is what began counts from: the first place is always told.
            let first = rows[0]["t"].as_f64().expect("a number") - way[0].0;
            for place in &way {
                let off = deviation(rows, first, *place);
                assert!(off <= tolerance + 1e-9, "{off} px at {place:?} with {tolerance}: {events}");
            }
        }
    }
}

#[wasm_bindgen_test]
async fn gathered_places_are_used() {
    let walk = Walk::within(0.0);
    walk.run(&format!(
        "{HAND} await wait(60);
         const gathered = (list, place) => Object.assign(at(place), {{ getCoalescedEvents: list }});
         const tell = (event) => document.body.dispatchEvent(event);
         tell(gathered(() => [[1, 10, 1], [4, 20, 2], [8, 30, 3]].map(at), [8, 30, 3]));
         tell(gathered(() => [], [20, 40, 4]));
         tell(gathered(undefined, [30, 50, 5]));
         tell(gathered(() => {{ throw new Error('trap'); }}, [40, 60, 6]));
         tell(gathered(() => [at([45, 65, 7]), null], [45, 65, 7]));
         tell(gathered(undefined, [50, 70, 8]));"
    ))
    .await;
    let events = walk.events().await;
    let rows = events.rows();
    let places: Vec<_> = rows.iter().map(|row| row["x"].as_i64().expect("a number")).filter(|x| *x > 0).collect();
    assert_eq!(places, [10, 20, 30, 40, 50, 65, 70], "{events}");
    assert_eq!(rows[1]["t"].as_f64().unwrap() - rows[0]["t"].as_f64().unwrap(), 3.0, "each has its own time");
}

#[wasm_bindgen_test]
async fn a_click_comes_after_the_path_up_to_it() {
    let walk = Walk::on("<button id=buy>Buy</button>", 1.0);
    walk.run(&format!(
        "{HAND} await wait(80);
         [[0, 10, 10], [10, 20, 10], [20, 30, 10], [30, 40, 10]].forEach(move);
         const click = new MouseEvent('click', {{ bubbles: true, clientX: 41, clientY: 11, detail: 1 }});
         $('#buy').dispatchEvent(Object.defineProperty(click, 'timeStamp', {{ value: began + 35 }}));
         [[50, 60, 10], [60, 70, 10]].forEach(move);"
    ))
    .await;
    let events = walk.events().await;
    let rows = events.rows();
    assert_eq!(events.told(), ["pointer -", "pointer -", "click button#buy", "pointer -"], "{events}");
    rows[2].with("x", 41).with("y", 11);
    let times: Vec<_> = rows.iter().map(|row| row["t"].as_f64().unwrap() - rows[0]["t"].as_f64().unwrap()).collect();
    assert_eq!(times, [0.0, 30.0, 35.0, 60.0]);
}

#[wasm_bindgen_test]
async fn times_that_lie_harm_nothing_after_them() {
    let walk = Walk::within(1.0);
    walk.run(&format!(
        "{HAND} await wait(60);
         [[10, 10, 10], [1e300, 5e9, -5e9], [-1e300, 1e300, -1e300], [NaN, 20, 20], [Infinity, 30, 30]].forEach(move);"
    ))
    .await;
    sleep(300).await;
    walk.run(&format!("{HAND} move([0, 77, 7]);")).await;
    let events = walk.events().await;
    let last = events.rows().last().expect("the frame can be read").with("x", 77).with("y", 7);
    let now = walk.stage.number("return Date.now()");
    assert!((last["t"].as_f64().unwrap() - now).abs() < 1_000.0, "{last:?} at {now}");
}
