//! Frames and what they are read as, kept: any change of either shows as a diff in review.
//!
//! `BLESS=1 cargo test --test golden` writes `tests/golden/` anew.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::path::{Path, PathBuf};
use std::{env, fs};

use desireline::reader;
use desireline::wire::{
    Blur, Bounds, Change, Click, Event, FieldKind, Focus, How, Input, Key, KeyClass, Missing, Modifiers, Page, Pointer,
    PointerKind, Resize, Scroll, Submit, Target, TargetNo,
};
use support::{BEGAN, BUY, ORIGIN, encoder};

/// A frame that holds every kind, with its body in plain.
fn every_kind() -> Vec<u8> {
    let mut encoder = encoder();
    let page = Page {
        url: "https://shop.example/é/*",
        referrer: "https://search.example/",
        language: "en-GB",
        viewport_w: 1280,
        viewport_h: 720,
        document_w: 1265,
        document_h: 3400,
        zoom: 100,
        screen_w: 1920,
        screen_h: 1080,
        ..Page::default()
    };
    encoder.push(BEGAN, &Event::Page(page));
    let sizes = Resize { viewport_w: 1280, viewport_h: 640, document_w: 1265, document_h: 3400, zoom: 150 };
    encoder.push(300, &Event::Resize(sizes));
    encoder.push(310, &Event::Scroll(Scroll { x: -20, y: 500, target: TargetNo::NONE }));
    for step in 0..60 {
        let (x, y) = (100 + step * step / 4, 200 + step * 3);
        let pointer = if step < 50 { PointerKind::Mouse } else { PointerKind::Pen };
        encoder.push(320 + 17 * step as u64, &Event::Pointer(Pointer { x, y, pointer, ..Pointer::default() }));
    }
    let buy = encoder.target(&BUY).expect("room");
    let list = Target { tag: "ul", classes: "results wide", role: "listbox", path: 0x00_0abc, ..Target::default() };
    let scroller = encoder.target(&list).expect("room");
    encoder.bounds(buy, Bounds { x: 900, y: 860, w: 120, h: 40, fixed: false, scroller });
    let modifiers = Modifiers::from_bits(5);
    encoder.push(1_400, &Event::Click(Click { target: buy, x: 960, y: 377, button: 2, modifiers, ..Click::default() }));
    encoder.bounds(buy, Bounds { x: 900, y: 360, w: 120, h: 40, fixed: true, scroller: TargetNo::NONE });
    encoder.push(1_500, &Event::Click(Click { target: buy, x: 961, y: 377, ..Click::default() }));
    encoder.push(1_600, &Event::Scroll(Scroll { target: scroller, x: 0, y: 250 }));
    let email = Target { tag: "input", name: "email", path: 0xff_ffff, field: FieldKind::Email, ..Target::default() };
    let target = encoder.target(&email).expect("room");
    encoder.push(2_000, &Event::Focus(Focus { target }));
    encoder.push(2_100, &Event::Key(Key { target, class: KeyClass::Letter, ..Key::default() }));
    encoder.push(2_100, &Event::Input(Input { target, how: How::Typed }));
    encoder.push(
        2_300,
        &Event::Key(Key { target, class: KeyClass::Navigation, modifiers, repeat: true, ..Key::default() }),
    );
    encoder.push(2_310, &Event::Change(Change { target }));
    encoder.push(2_310, &Event::Blur(Blur { target }));
    encoder.push(2_400, &Event::Submit(Submit { target: TargetNo::NONE, fields: 300 }));
    let missing = Missing { queue_full: 1, refused: 0, over_limit: 300, sampled_out: 41, private: 2 };
    encoder.seal(ORIGIN, missing).expect("events")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn kept(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).expect(name)
}

fn ndjson(bytes: &[u8]) -> String {
    let frame = support::good(bytes);
    reader::rows(&frame).map(|row| serde_json::to_string(&row).expect("rows are plain") + "\n").collect()
}

#[test]
fn the_frame_of_every_kind_is_written_as_ever() {
    let plain = support::plain(&every_kind());
    let files = [
        ("every-kind.ndjson", ndjson(&plain).into_bytes()),
        ("every-kind.coded.bin", support::coded(&plain)),
        ("every-kind.plain.bin", plain),
    ];
    for (name, bytes) in &files {
        if env::var_os("BLESS").is_some() {
            fs::write(folder().join(name), bytes).expect(name);
        }
        assert!(&kept(name) == bytes, "{name} is another now");
    }
}

/// Those of recorded visits are written by `bench/native`, which knows how they are told.
#[test]
fn each_golden_frame_is_read_as_ever() {
    let names = fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("a file").file_name());
    let names: Vec<String> = names.map(|name| name.into_string().expect("a plain name")).collect();
    let frames: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".ndjson")).collect();
    assert_eq!((frames.len(), names.len()), (7, 7 * 3), "rows, and the frame in either coding");
    for name in frames {
        let rows = String::from_utf8(kept(&format!("{name}.ndjson"))).expect("text");
        let [plain, coded] = ["plain", "coded"].map(|coding| kept(&format!("{name}.{coding}.bin")));
        assert_eq!(ndjson(&plain), rows, "{name}, plain");
        assert_eq!(ndjson(&coded), rows, "{name}, coded");
        assert!(support::plain(&coded) == plain && support::coded(&plain) == coded, "{name}: one is the other");
    }
}
