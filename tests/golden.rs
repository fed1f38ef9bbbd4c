//! Frames and what they are read as, kept: any change of either shows as a diff in review.
//!
//! `BLESS=1 cargo test --test golden` writes `tests/golden/` anew.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use desireline::reader;
use support::every_kind;

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
    let plain = support::plain(&every_kind::frame());
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

#[test]
fn it_holds_every_kind() {
    let rows = ndjson(&every_kind::frame());
    let kind = |row: &str| serde_json::from_str::<serde_json::Value>(row).expect("JSON")["kind"].to_string();
    let kinds: BTreeSet<String> = rows.lines().map(kind).collect();
    assert_eq!(kinds.len(), 43);
}
