//! What a hand does beside moving and clicking: presses, further fingers, the wheel, drags.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::json;
use support::browser::{Visit, all_told, run, said, sleep};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Dispatches an event of the pointer at an element.
const POINT: &str = "const point = (selector, type, init) => $(selector).dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, isPrimary: true, pointerType: 'mouse', ...init }));";

fn pointing(code: &str) -> String {
    format!("{POINT} {code}")
}

#[wasm_bindgen_test]
async fn a_press_says_where_it_is_and_on_what() {
    let mut visit = Visit::hearing("<button id=buy><b>Buy</b></button>", &["press"]);
    let rows = visit
        .rows_of(&pointing(
            "point('b', 'pointerdown', { clientX: 12, clientY: 34, button: 2, pressure: 0.5 });
             point('b', 'pointermove', { clientX: 19, clientY: 34, pressure: 0.5 });
             point('#buy', 'pointerup', { clientX: 19, clientY: 40, button: 2, pointerType: 'pen', pressure: 0.123 });",
        ))
        .await;
    let expected = json!([["down", 12, 34, 2, "mouse", 50, "button#buy"], ["up", 19, 40, 2, "pen", 12, "button#buy"],]);
    assert_eq!(said(&rows, "press", ["phase", "x", "y", "button", "pointer", "pressure", "target"]), expected);
    assert_eq!(all_told(&rows), ["pointer -", "press button#buy", "pointer -", "pointer -", "press button#buy"]);
}

/// Chromium gives it the corner of the window.
#[wasm_bindgen_test]
async fn a_press_that_is_cancelled_is_where_the_pointer_was() {
    let mut visit = Visit::hearing("<p id=text>Text</p>", &["press"]);
    let rows = visit
        .rows_of(&pointing(
            "point('p', 'pointerdown', { clientX: 12, clientY: 34, pointerType: 'touch' });
             point('p', 'pointercancel', { pointerType: 'touch', button: -1 });",
        ))
        .await;
    let expected = json!([["down", 12, 34, "touch", "p#text"], ["cancel", 12, 34, "touch", "p#text"]]);
    assert_eq!(said(&rows, "press", ["phase", "x", "y", "pointer", "target"]), expected);
}

#[wasm_bindgen_test]
async fn further_fingers_have_numbers_and_are_no_presses() {
    let mut visit = Visit::hearing("<p>Text</p>", &["press"]);
    let rows = visit
        .rows_of(&pointing(
            "const finger = (pointerId, type, clientX, clientY) => point('p', type, { pointerId, clientX, clientY, isPrimary: false, pointerType: 'touch' });
             finger(7, 'pointermove', 5, 5);
             finger(7, 'pointerdown', 10, 10);
             finger(9, 'pointerdown', 50, 10);
             finger(7, 'pointermove', 12, 12);
             finger(7, 'pointermove', 20, 10);
             finger(9, 'pointercancel', 0, 0);
             finger(7, 'pointerup', 21, 10);
             finger(7, 'pointerup', 21, 10);
             finger(11, 'pointerdown', -4, 3);",
        ))
        .await;
    let expected = json!([
        [1, "start", 10, 10],
        [2, "start", 50, 10],
        [1, "move", 20, 10],
        [2, "cancel", 50, 10],
        [1, "end", 21, 10],
        [1, "start", -4, 3],
    ]);
    assert_eq!(said(&rows, "contact", ["contact", "phase", "x", "y"]), expected);
    assert_eq!(rows.len(), 6, "{rows:?}");
}

#[wasm_bindgen_test]
async fn double_clicks_and_menus_belong_to_the_nearest_control() {
    let mut visit = Visit::of("<a href=# id=more><i>more</i></a><p>Text</p>");
    let rows = visit
        .rows_of(&pointing("for (const type of ['dblclick', 'contextmenu']) { point('i', type); point('p', type); }"))
        .await;
    assert_eq!(all_told(&rows), ["double_click a#more", "double_click p", "context_menu a#more", "context_menu p"]);
}

/// A turn of the wheel by each of some amounts.
const TURN: &str =
    "const turn = (init) => document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true, ...init }));";

#[wasm_bindgen_test]
async fn a_turn_of_the_wheel_is_one_row() {
    let mut visit = Visit::hearing("", &["wheel"]);
    let rows = visit
        .rows_of(&format!(
            "{TURN} turn({{ deltaY: 100 }}); turn({{ deltaY: 20.4, deltaX: -3 }}); turn({{ deltaY: -1 }});
             turn({{ deltaY: 3, deltaMode: 1 }}); turn({{ deltaY: 1, deltaMode: 2 }});"
        ))
        .await;
    let expected = json!([[-3, 119, "pixel", 3], [0, 3, "line", 1], [0, 1, "page", 1]]);
    assert_eq!(said(&rows, "wheel", ["dx", "dy", "mode", "events"]), expected);
}

#[wasm_bindgen_test]
async fn a_turn_of_the_wheel_is_told_when_it_has_ended() {
    let mut visit = Visit::hearing("<button id=buy>Buy</button>", &["wheel"]);
    run(&format!("{TURN} turn({{ deltaY: 100 }});"));
    sleep(600).await;
    run("$('#buy').click()");
    run(&format!("{TURN} turn({{ deltaY: 7 }});"));
    let rows = visit.rows().await;
    assert_eq!(all_told(&rows), ["wheel -", "click button#buy", "wheel -"]);
    let apart = rows[1]["t"].as_f64().unwrap() - rows[0]["t"].as_f64().unwrap();
    assert!(apart >= 500.0, "the moment is the turn's own, and not when it was told: {rows:?}");
}

/// Also ahead of what is told by a signal alone.
#[wasm_bindgen_test]
async fn a_turn_of_the_wheel_comes_before_later_signals() {
    let mut visit = Visit::hearing("", &["wheel", "inside"]);
    run(&format!("{TURN} turn({{ deltaY: 100 }});"));
    sleep(600).await;
    run("document.body.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))");
    let rows = visit.rows().await;
    assert_eq!(all_told(&rows), ["wheel -", "inside -"]);
    let apart = rows[1]["t"].as_f64().unwrap() - rows[0]["t"].as_f64().unwrap();
    assert!(apart >= 500.0, "each at its moment: {rows:?}");
}

#[wasm_bindgen_test]
async fn a_turn_that_goes_on_at_the_end_is_told() {
    let mut visit = Visit::hearing("", &["wheel"]);
    run(&format!("{TURN} turn({{ deltaY: 5 }});"));
    visit.stop();
    assert_eq!(said(&visit.arrived(), "wheel", ["dy"]), json!([[5]]));
    sleep(400).await;
    assert!(visit.arrived().is_empty(), "nothing is told after the end");
}

#[wasm_bindgen_test]
async fn drags_have_phases() {
    let mut visit = Visit::of("<p id=from draggable=true>x</p><p id=to>y</p>");
    let rows = visit
        .rows_of(
            "const drag = (selector, type) => $(selector).dispatchEvent(new DragEvent(type, { bubbles: true }));
             drag('#from', 'dragstart'); drag('#to', 'dragover'); drag('#to', 'drop'); drag('#from', 'dragend');",
        )
        .await;
    assert_eq!(
        said(&rows, "drag", ["phase", "target"]),
        json!([["start", "p#from"], ["drop", "p#to"], ["end", "p#from"]])
    );
    assert_eq!(rows.len(), 3);
}

/// An element that vanishes from under the pointer leaves nothing on the other side, either.
#[wasm_bindgen_test]
async fn the_pointer_is_inside_once() {
    let mut visit = Visit::hearing("<p>Text</p>", &["inside"]);
    let rows = visit
        .rows_of(
            "const cross = (type, relatedTarget) => $('p').dispatchEvent(new MouseEvent(type, { bubbles: true, relatedTarget }));
             cross('mouseover', null); cross('mouseover', null); cross('mouseout', document.body); cross('mouseout', null); cross('mouseover', null);",
        )
        .await;
    assert_eq!(said(&rows, "inside", ["inside"]), json!([[true], [false], [true]]));
}
