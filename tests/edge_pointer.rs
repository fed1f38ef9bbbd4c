//! Pointer, click and scroll events of a real page.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::{Value, json};
use support::browser::{Visit, all_told, fields, number, run, run_async, told};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const MOVE: &str = "document.body.dispatchEvent(new PointerEvent('pointermove', \
    { bubbles: true, clientX: 30.6, clientY: -4, pointerType: 'pen' }))";

fn kinds(rows: &[Value], kind: &str) -> Vec<Value> {
    rows.iter().filter(|row| row["kind"] == kind).cloned().collect()
}

#[wasm_bindgen_test]
async fn a_pointer_is_where_it_is() {
    let mut visit = Visit::of("");
    let rows = visit.rows_of(MOVE).await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    // WebKit gives events whole places, cut off.
    let x = number("return Math.round(new PointerEvent('pointermove', { clientX: 30.6 }).clientX)") as i32;
    let place = fields(&rows[0], ["kind", "x", "y", "page_x", "page_y", "pointer"]);
    assert_eq!(place, [json!("pointer"), json!(x), json!(-4), json!(x), json!(-4), json!("pen")]);
}

#[wasm_bindgen_test]
async fn the_wall_clock_is_the_visitors() {
    let mut visit = Visit::of("");
    let before = number("return Date.now()");
    let rows = visit.rows_of(MOVE).await;
    let t = rows[0]["t"].as_f64().unwrap();
    assert!((t - before).abs() < 2_000.0, "{t} is not near {before}");
}

#[wasm_bindgen_test]
async fn a_click_belongs_to_the_nearest_control() {
    let mut visit = Visit::of(
        "<button id=buy><b>Buy</b></button> <a href=# class='Card product large'><i>x</i></a>
         <p class=plain><span>text</span></p> <div role=button><em>y</em></div>
         <button class='u-123456 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'></button>",
    );
    let rows = visit
        .rows_of("for (const inner of ['b', 'i', 'span', 'em', '[class^=u]']) $(inner).dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 5, clientY: 6, detail: 1 }))")
        .await;
    let long = format!("click button.{}.{}", "a".repeat(32), "b".repeat(32));
    let targets = ["click button#buy", "click a.product.large", "click span", "click div", &long];
    assert_eq!(all_told(&rows), targets);
    assert_eq!(fields(&rows[0], ["x", "y", "button", "pointer"]), [json!(5), json!(6), json!(0), json!("mouse")]);
    assert_eq!(fields(&rows[0], ["field", "field_type"]), [Value::Null, json!("button")]);
}

#[wasm_bindgen_test]
async fn a_click_tells_button_modifiers_and_pointer() {
    let mut visit = Visit::of("<button id=buy>Buy</button>");
    let rows = visit
        .rows_of(
            "const at = { bubbles: true, clientX: 5, clientY: 6, detail: 1 };
             $('#buy').dispatchEvent(new PointerEvent('click', { ...at, ctrlKey: true, metaKey: true, pointerType: 'touch' }));
             $('#buy').dispatchEvent(new PointerEvent('auxclick', { ...at, button: 1, shiftKey: true, altKey: true }));",
        )
        .await;
    let told = |row: &Value| fields(row, ["button", "modifiers", "pointer"]);
    assert_eq!(told(&rows[0]), [json!(0), json!(["ctrl", "meta"]), json!("touch")]);
    assert_eq!(told(&rows[1]), [json!(1), json!(["alt", "shift"]), json!("mouse")]);
    assert_eq!(rows.len(), 2);
}

#[wasm_bindgen_test]
async fn a_click_of_the_keyboard_is_in_the_middle() {
    let mut visit = Visit::of(
        "<button id=buy style='position: fixed; left: 40px; top: 60px; width: 100px; height: 20px'>Buy</button>",
    );
    let rows = visit.rows_of("$('#buy').click()").await;
    assert_eq!(fields(&rows[0], ["x", "y", "target"]), [json!(90), json!(70), json!("button#buy")]);
}

/// Scrolls the page, and waits until it has told so.
async fn scroll(y: i32) {
    run_async(&format!(
        "const scrolled = new Promise((done) => addEventListener('scroll', done, {{ once: true }}));
         scrollTo(0, {y});
         await scrolled;"
    ))
    .await;
}

#[wasm_bindgen_test]
async fn the_page_scrolls_under_the_pointer() {
    let mut visit = Visit::of("<div style='height: 5000px'></div>");
    scroll(300).await;
    run(MOVE);
    let rows = visit.rows().await;
    assert_eq!(all_told(&rows), ["scroll -", "pointer -"]);
    assert_eq!(fields(&rows[0], ["x", "y"]), [json!(0), json!(300)]);
    assert_eq!(fields(&rows[1], ["y", "page_y"]), [json!(-4), json!(296)]);
}

/// They wait with movements: each is told where the page was by then, in the order in which all came.
#[wasm_bindgen_test]
async fn scrolls_that_waited_are_told_in_their_order() {
    let mut visit = Visit::of("<div style='height: 5000px'></div>");
    scroll(300).await;
    scroll(500).await;
    run(MOVE);
    scroll(400).await;
    let rows = visit.rows().await;
    assert_eq!(all_told(&rows), ["scroll -", "scroll -", "pointer -", "scroll -"]);
    assert_eq!(rows.iter().map(|row| row["y"].as_i64().unwrap()).collect::<Vec<_>>(), [300, 500, -4, 400]);
    assert_eq!(rows[2]["page_y"], 496);
    let times = rows.iter().map(|row| row["t"].as_f64().unwrap()).collect::<Vec<_>>();
    assert!(times.is_sorted() && times[0] < times[3], "each at its moment: {times:?}");
}

#[wasm_bindgen_test]
async fn a_click_right_after_a_jump_is_in_the_right_place() {
    let mut visit = Visit::of("<div style='height: 5000px'></div><button id=buy>Buy</button>");
    let rows = visit
        .rows_of("scrollTo(0, 700); $('#buy').dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 1, clientY: 2, detail: 1 }))")
        .await;
    let click = &kinds(&rows, "click")[0];
    assert_eq!(fields(click, ["y", "page_y"]), [json!(2), json!(702)], "the scroll event comes only later");
}

#[wasm_bindgen_test]
async fn an_element_scrolls_by_itself() {
    let mut visit =
        Visit::of("<div id=list style='height: 50px; overflow: auto'><div style='height: 900px'></div></div>");
    run_async(
        "const scrolled = new Promise((done) => $('#list').addEventListener('scroll', done, { once: true }));
         $('#list').scrollTop = 120;
         await scrolled;",
    )
    .await;
    let rows = visit.rows().await;
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(told(&rows[0]), "scroll div#list");
    assert_eq!(fields(&rows[0], ["x", "y"]), [json!(0), json!(120)]);
}

#[wasm_bindgen_test]
async fn a_page_may_lie_about_its_size() {
    let mut visit = Visit::of("");
    run("Object.defineProperty(window, 'innerWidth', { value: -1, configurable: true, writable: true });
         dispatchEvent(new Event('resize'));");
    let rows = visit.rows_of(MOVE).await;
    run("delete window.innerWidth");
    assert!(kinds(&rows, "pointer").len() == 1, "the frame can be read: {rows:?}");
}

#[wasm_bindgen_test]
async fn events_with_traps_in_them_cost_only_themselves() {
    let mut visit = Visit::of("<button id=buy>Buy</button>");
    let rows = visit
        .rows_of(
            "for (const name of ['clientX', 'timeStamp', 'composedPath', 'pointerType', 'button', 'ctrlKey']) {
               const event = new PointerEvent('click', { bubbles: true, clientX: 9, detail: 1 });
               Object.defineProperty(event, name, { get() { throw new Error('trap'); } });
               $('#buy').dispatchEvent(event);
             }
             $('#buy').dispatchEvent(new PointerEvent('click', { bubbles: true, clientX: 7, detail: 1 }));",
        )
        .await;
    let clicks = kinds(&rows, "click");
    let last = clicks.last().expect("recording goes on");
    assert_eq!(last["x"], 7, "{rows:?}");
}

#[wasm_bindgen_test]
async fn events_at_no_element_are_no_matter() {
    let mut visit = Visit::of("<p>text</p>");
    let rows = visit
        .rows_of(
            "for (const type of ['pointermove', 'click', 'auxclick', 'scroll', 'keydown', 'focusin', 'focusout', 'input', 'change', 'submit']) {
               window.dispatchEvent(new Event(type));
               document.dispatchEvent(new Event(type, { bubbles: true }));
               $('p').firstChild.dispatchEvent(new Event(type, { bubbles: true }));
             }
             document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 1, clientY: 1 }));",
        )
        .await;
    assert_eq!(rows.last().map(|row| row["x"].clone()), Some(json!(1)), "{rows:?}");
    assert!(rows.iter().all(|row| row["target"].is_null()), "{rows:?}");
}
