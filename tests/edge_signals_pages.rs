//! What becomes of a page: how it is seen, its address, what plays in it.

#![cfg(target_arch = "wasm32")]

mod support;

use desireline::wire::Event;
use serde_json::{Value, json};
use support::browser::{Visit, all_told, frames, run, run_async, said, text};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A property of an object of the browser's has another value until it is deleted again.
const FAKE: &str = "const fake = (owner, name, value) => Object.defineProperty(owner, name, { configurable: true, get: () => value });";

fn faking(code: &str) -> String {
    format!("{FAKE} {code}")
}

#[wasm_bindgen_test]
async fn a_page_that_goes_out_of_sight_says_so_before_it_ends() {
    let mut visit = Visit::hearing("", &["visibility"]);
    run(&faking(
        "const turn = (state) => { fake(document, 'visibilityState', state); document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); };
         turn('hidden');",
    ));
    assert_eq!(said(&visit.arrived(), "visibility", ["state"]), json!([["hidden"]]), "posted at once");
    run("delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
         document.dispatchEvent(new Event('freeze'));");
    assert_eq!(said(&visit.arrived(), "visibility", ["state"]), json!([["visible"], ["frozen"]]), "posted at once");
    let rows = visit.rows_of("document.dispatchEvent(new Event('resume'))").await;
    assert_eq!(said(&rows, "visibility", ["state"]), json!([["resumed"]]));
}

/// Browsers tell both as a page is left: what comes after the first would cost a request.
#[wasm_bindgen_test]
async fn a_page_that_was_left_does_not_go_out_of_sight() {
    let mut visit = Visit::hearing("", &["visibility"]);
    run(&faking(
        "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
         fake(document, 'visibilityState', 'hidden'); document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
         delete document.visibilityState;",
    ));
    let rows = visit
        .rows_of("document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); dispatchEvent(new PageTransitionEvent('pageshow'))")
        .await;
    assert_eq!(said(&rows, "visibility", ["state"]), json!([["visible"]]));
}

#[wasm_bindgen_test]
async fn a_screen_that_is_turned_has_an_angle() {
    let mut visit = Visit::of("");
    let rows = visit
        .rows_of(&faking(
            "dispatchEvent(new Event('resize'));
             for (const angle of [90, 90, 270, -90, 100000, NaN, 0]) { fake(screen, 'orientation', { angle }); dispatchEvent(new Event('resize')); }
             delete screen.orientation;",
        ))
        .await;
    // What no screen has is held within the range.
    assert_eq!(said(&rows, "orientation", ["angle"]), json!([[90], [270], [0], [270], [0]]));
}

#[wasm_bindgen_test]
async fn a_pinch_says_what_is_shown() {
    let mut visit = Visit::of("");
    let rows = visit
        .rows_of(&faking(
            "const show = (scale, offsetLeft, offsetTop) => {
                 for (const [name, value] of Object.entries({ scale, offsetLeft, offsetTop })) fake(visualViewport, name, value);
                 visualViewport.dispatchEvent(new Event('resize')); visualViewport.dispatchEvent(new Event('scroll'));
             };
             show(1, 0, 0); show(2, 0, 0); show(2.01, 1, 1); show(2, 40, -16.2);
             for (const name of ['scale', 'offsetLeft', 'offsetTop']) delete visualViewport[name];",
        ))
        .await;
    assert_eq!(said(&rows, "pinch", ["zoom", "left", "top"]), json!([[200, 0, 0], [200, 40, -16]]));
}

#[wasm_bindgen_test]
async fn the_whole_screen_printing_and_the_network_are_told() {
    let mut visit = Visit::of("<div id=film></div>");
    let rows = visit
        .rows_of(&faking(
            "const change = () => $('#film').dispatchEvent(new Event('fullscreenchange', { bubbles: true, composed: true }));
             fake(document, 'fullscreenElement', $('#film')); change(); delete document.fullscreenElement; change();
             for (const type of ['beforeprint', 'afterprint', 'offline', 'online']) dispatchEvent(new Event(type));",
        ))
        .await;
    assert_eq!(said(&rows, "fullscreen", ["on", "target"]), json!([[true, "div#film"], [false, "div#film"]]));
    assert_eq!(said(&rows, "print", ["done"]), json!([[false], [true]]));
    assert_eq!(said(&rows, "network", ["online"]), json!([[false], [true]]));
}

#[wasm_bindgen_test]
async fn films_and_sounds_tell_what_becomes_of_them() {
    let mut visit = Visit::of("<video id=film></video><audio id=song loop></audio>");
    let rows = visit
        .rows_of(&faking(
            "const set = (selector, facts) => { for (const [name, value] of Object.entries(facts)) fake($(selector), name, value); };
             const tell = (selector, type) => $(selector).dispatchEvent(new Event(type));
             set('#film', { currentTime: 12.6, volume: 0.456, muted: false });
             for (const type of ['play', 'timeupdate', 'pause', 'seeked', 'ended']) tell('#film', type);
             set('#film', { muted: true }); tell('#film', 'volumechange');
             tell('#song', 'seeked');",
        ))
        .await;
    let expected = json!([
        ["play", 13, 46, "video#film"],
        ["pause", 13, 46, "video#film"],
        ["seek", 13, 46, "video#film"],
        ["end", 13, 46, "video#film"],
        ["volume", 13, 0, "video#film"],
    ]);
    assert_eq!(said(&rows, "media", ["action", "position", "volume", "target"]), expected);
}

/// Addresses that a page gives itself, with and without the Navigation API.
#[wasm_bindgen_test]
async fn a_page_that_gives_itself_an_address_is_another_page() {
    for api in [true, false] {
        if !api {
            run(&faking("fake(window, 'navigation', undefined)"));
        }
        let home = text("return location.pathname");
        let mut visit = Visit::of("<button id=buy>Buy</button>");
        visit.delivered().await;
        visit.arrived();
        run("history.pushState({}, '', '/one?secret=1#x'); $('#buy').click();
             history.pushState({}, '', '/one?other#y'); $('#buy').click();
             history.replaceState({}, '', '/two'); $('#buy').click();");
        run_async(
            "const back = (steps) => new Promise((done) => { addEventListener('popstate', () => setTimeout(done), { once: true }); history.go(steps); });
             await back(-2);",
        )
        .await;
        run("$('#buy').click()");
        visit.delivered().await;
        let rows = visit.arrived();
        run("delete window.navigation");
        drop(visit);

        let click = "click button#buy";
        assert_eq!(all_told(&rows), ["page -", click, click, "page -", click, "page -", click], "{api}: {rows:?}");
        let told = said(&rows, "page", ["navigation", "url"]);
        let at = |path: &str| Value::from(text("return location.origin") + path);
        assert_eq!(told, json!([["push", at("/one")], ["replace", at("/two")], ["traverse", at(&home)]]), "{api}");
    }
}

/// Firefox keeps 50 entries, WebKit 100. There the next one makes the history no longer.
#[wasm_bindgen_test]
async fn a_history_that_is_full_says_nothing_by_its_length() {
    for (entries, told) in [(50, "push"), (100, "push"), (99, "replace")] {
        run(&faking(&format!("fake(window, 'navigation', undefined); fake(history, 'length', {entries})")));
        let home = text("return location.pathname");
        let mut visit = Visit::of("<button id=buy>Buy</button>");
        visit.delivered().await;
        visit.arrived();
        run("history.replaceState({}, '', '/next'); $('#buy').click()");
        visit.delivered().await;
        let rows = visit.arrived();
        run(&format!("delete window.navigation; delete history.length; history.replaceState({{}}, '', '{home}')"));
        assert_eq!(said(&rows, "page", ["navigation"]), json!([[told]]), "{entries}");
    }
}

#[wasm_bindgen_test]
async fn an_element_that_is_marked_is_told_once_with_its_place() {
    let mut visit = Visit::of("<p data-desireline-attention id=offer style='width: 200px; height: 50px'>Offer</p>");
    assert_eq!(said(&visit.rows().await, "mark", ["target"]), json!([["p#offer"]]));
    let sizes = frames(|frame| {
        let marks = frame.events().filter(|record| matches!(record.event, Event::Mark(_)));
        marks.filter_map(|record| record.bounds.map(|bounds| (bounds.w, bounds.h))).collect::<Vec<_>>()
    });
    assert_eq!(sizes.concat(), [(200, 50)]);
    run("$('p').insertAdjacentHTML('afterend', '<p data-desireline-attention id=late>Late</p>')");
    assert_eq!(said(&visit.rows().await, "mark", ["target"]), json!([["p#late"]]));
}

#[wasm_bindgen_test]
async fn the_browser_says_what_it_is_once() {
    let mut visit = Visit::hearing("", &["visitor"]);
    let rows = visit.rows_of("document.body.click()").await;
    let [row] = &rows.into_iter().filter(|row| row["kind"] == "visitor").collect::<Vec<_>>()[..] else {
        panic!("not one visitor");
    };
    let agent = text("return navigator.userAgent");
    let version = row["version"].as_u64().unwrap();
    assert!(["Chrome", "Firefox", "Safari"].contains(&row["browser"].as_str().unwrap()), "{row}");
    assert!(version > 0 && agent.contains(&format!("/{version}")), "{row} of {agent}");
    assert_eq!(row["system"], "Linux");
    assert_eq!(row["time_zone"], text("return Intl.DateTimeFormat().resolvedOptions().timeZone"));
    assert_eq!(row["languages"], text("return navigator.languages.slice(0, 3).join(',')"));
    assert_eq!(row["pixel_ratio"], 100);
}

/// Not every browser has `Temporal`, and what stands in for it has not all of it.
#[wasm_bindgen_test]
async fn the_time_zone_is_told_without_temporal() {
    for instead in ["undefined", "{}", "{ Now: {} }"] {
        run(&format!("window.kept = window.Temporal; window.Temporal = {instead}"));
        let mut visit = Visit::hearing("", &["visitor"]);
        run("window.Temporal = window.kept; delete window.kept");
        let zone = text("return Intl.DateTimeFormat().resolvedOptions().timeZone");
        assert_eq!(said(&visit.rows().await, "visitor", ["time_zone"]), json!([[zone]]), "{instead}");
    }
}
