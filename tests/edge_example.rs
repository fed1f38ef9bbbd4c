//! The test that docs/TESTING.md shows to the author of a Rust application.

#![cfg(target_arch = "wasm32")]

// Shown from here on.
use desireline::capture::Recorder;
use desireline::session::{SessionId, StreamId};
use desireline::testkit::{Collector, Fixed, Stage, Visitor};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// 2026 began, in ms since 1970 UTC.
const NEW_YEAR: u64 = 1_767_225_600_000;

#[wasm_bindgen_test]
async fn an_order_is_recorded_and_no_address_leaves_the_page() {
    let stage = Stage::of(
        "<form id=order>
            <input name=email type=email>
            <button id=buy>Buy</button>
         </form>",
    );
    stage.run("$('#order').addEventListener('submit', (event) => event.preventDefault())");
    let fixed = Fixed::at(NEW_YEAR, SessionId([0x5e; 16]), StreamId([0x57; 6]));
    let collector = Collector::at("/v1/frames");
    let recorder = Recorder::start(&collector.options()).unwrap();

    let visitor = Visitor::at(&fixed);
    visitor.type_into("[name=email]", "jane@example.org").await;
    visitor.click("#buy").await;

    let events = collector.delivered(&recorder).await;
    events.one("page").with("t", NEW_YEAR).with("session", "5e".repeat(16));
    events.on("input[name=email]").count("key", 16).count("change", 1);
    events.on("button#buy").one("click").with("button", 0);
    events.in_order(&["focus input[name=email]", "blur input[name=email]", "click button#buy", "submit form#order"]);
    events.contains_nowhere("jane@example.org");
}
