//! The golden frames through the real collector: what `export` prints is line for line what the
//! library's reader said when they were made.

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::program::{Server, run};

/// Content of the golden files whose name ends so.
fn golden(end: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| file.to_str().unwrap().ends_with(end)).map(|file| fs::read(file).unwrap()).collect()
}

/// The export's order; rows of one frame stay as they are.
fn key(line: &str) -> (u64, String, String, u64) {
    let row: Value = serde_json::from_str(line).unwrap();
    let text = |name: &str| row[name].as_str().unwrap().to_owned();
    (row["t"].as_u64().unwrap(), text("session"), text("stream"), row["seq"].as_u64().unwrap())
}

#[test]
fn the_export_says_what_the_reader_says() {
    let texts: Vec<String> = golden(".ndjson").into_iter().map(|text| String::from_utf8(text).unwrap()).collect();
    let mut expected: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
    expected.sort_by_cached_key(|line| key(line));
    for coding in ["plain", "coded"] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.sqlite");
        let server = Server::start(&path, &[]);
        let frames = golden(&format!(".{coding}.bin"));
        assert_eq!((frames.len(), texts.len()), (7, 7));
        for frame in frames {
            assert_eq!(server.post(&frame), 204);
        }
        let output = run(&["export", "--store", path.to_str().unwrap()]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let printed = String::from_utf8(output.stdout).unwrap();
        assert_eq!(printed.lines().collect::<Vec<_>>(), expected, "{coding}");
    }
}
