//! What fuzzing has found worth keeping of requests, once more: `fuzz/corpus/http_ingest` as an ordinary test.

#[path = "support/fuzzing.rs"]
mod fuzzing;

use std::path::Path;
use std::{fs, panic};

#[test]
fn the_corpus_finds_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/http_ingest");
    let paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(paths.len() > 10, "the corpus is gone");
    let mut failed = Vec::new();
    for path in paths {
        let input = fs::read(&path).unwrap();
        if panic::catch_unwind(|| fuzzing::http_ingest(&input)).is_err() {
            failed.push(path);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
