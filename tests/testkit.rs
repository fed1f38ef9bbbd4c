//! What the testkit says of frames, without a browser.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::testkit::Events;
use desireline::wire::{Click, Event, Page, Pointer, Submit, TargetNo};
use support::{BEGAN, BUY, coded, encoder, plain, seal};

/// Nothing else of the frame holds it.
const SECRET: &str = "Xq7#zz9!Vw";

fn frame(url: &str) -> Vec<u8> {
    let mut encoder = encoder();
    encoder.push(BEGAN, &Event::Page(Page { url, ..Page::default() }));
    encoder.push(BEGAN + 5, &Event::Pointer(Pointer { x: 3, ..Pointer::default() }));
    let target = encoder.target(&BUY).expect("there is room");
    encoder.push(BEGAN + 9, &Event::Click(Click { target, x: 4, ..Click::default() }));
    encoder.push(BEGAN + 12, &Event::Submit(Submit { target: TargetNo::NONE, fields: 2 }));
    plain(&seal(&mut encoder))
}

fn events() -> Events {
    Events::read([frame("https://shop.example/")]).unwrap()
}

type Expect = fn(&Events);

/// What a failed expectation says.
fn said(expect: Expect) -> String {
    let failed = std::panic::catch_unwind(|| expect(&events())).expect_err("it is not as expected");
    failed.downcast_ref::<String>().expect("a sentence").clone()
}

#[test]
fn what_is_there_is_found() {
    let events = events();
    events.one("click").on("button#buy").with("x", 4).with("pointer", "mouse");
    events.on("button#buy").count("click", 1).none("submit");
    events.but("pointer").in_order(&["page -", "click button#buy", "submit -"]);
    assert_eq!(events.with("x", 3).told(), ["pointer -"]);
    assert_eq!(events.some("submit").fields(["fields", "target"]), [2.into(), serde_json::Value::Null]);
    assert_eq!(events.frames().count(), 1);
}

#[test]
fn a_frame_counts_once() {
    let frame = frame("https://shop.example/");
    let twice = Events::read([frame.clone(), coded(&frame)]).unwrap();
    assert_eq!(twice.rows(), events().rows());
    Events::read([&frame[1..]]).unwrap_err();
}

#[test]
fn a_failure_says_what_was_expected_and_what_there_was() {
    let all = ["4 events", "\n  page - {", "\n  pointer - {", "\n  click button#buy {", "\n  submit - {"];
    let listing: [(&str, Expect); 4] = [
        ("expected 1 of `key`, found 0 in ", |events| drop(events.one("key").told())),
        ("expected a `key`, found none in ", |events| drop(events.some("key").told())),
        ("expected 0 of `click`, found 1 in ", |events| _ = events.none("click")),
        ("`page -` does not follow in ", |events| _ = events.in_order(&["submit -", "page -"])),
    ];
    for (expected, expect) in listing {
        let said = said(expect);
        assert!(said.starts_with(expected), "{said}");
        assert!(all.iter().all(|part| said.contains(part)), "{said}");
    }
    assert!(said(|events| _ = events.one("click").on("a")).starts_with("expected it on `a`: {"));
    assert!(said(|events| _ = events.one("click").with("x", 5)).starts_with("expected `x` to be 5: {"));
}

#[test]
fn a_secret_is_found_plain_and_coded() {
    let hidden = frame(&format!("https://shop.example/{}", &SECRET[3..7]));
    events().contains_nowhere(SECRET);
    for frame in [coded(&hidden), hidden] {
        let search = || _ = Events::read([frame.clone()]).unwrap().contains_nowhere(SECRET);
        let failed = std::panic::catch_unwind(search).expect_err("it is there");
        let said = failed.downcast_ref::<String>().expect("a sentence");
        assert!(said.starts_with("a secret left the page:\n  frame 0 "), "{said}");
        assert!(said.contains("frame 0 as rows: `#zz9` in UTF-8"), "{said}");
    }
}
