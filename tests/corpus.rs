//! What fuzzing has found worth keeping, once more: `fuzz/corpus/` as an ordinary test.
//!
//! `cargo xtask fuzz` looks for more. A file that fails here is run alone with
//! `CORPUS=name cargo test --test corpus`.

#![cfg(not(target_arch = "wasm32"))]

#[path = "support/fuzzing.rs"]
mod fuzzing;
#[path = "support/memory.rs"]
mod memory;
mod support;

use std::panic;
use std::path::PathBuf;
use std::{env, fs};

/// What the repository has room for.
const MOST_FILES: usize = 150;
const MOST_BYTES: usize = 300 * 1024;

/// One test, because the allocator counts for the whole program.
#[test]
fn the_corpus_finds_nothing() {
    let only = env::var("CORPUS").ok();
    let (mut files, mut bytes, mut failed) = (0, 0, Vec::new());
    for (name, target) in fuzzing::TARGETS {
        let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "fuzz", "corpus", name].iter().collect();
        let mut paths: Vec<_> = fs::read_dir(&folder).expect(name).map(|entry| entry.expect(name).path()).collect();
        paths.sort();
        assert!(!paths.is_empty(), "{name} has no corpus");
        for path in paths {
            let input = fs::read(&path).expect(name);
            files += 1;
            bytes += input.len();
            let wanted = only.as_ref().is_none_or(|only| path.ends_with(only));
            if wanted && panic::catch_unwind(|| target(&input)).is_err() {
                failed.push(path);
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    assert!(files <= MOST_FILES && bytes <= MOST_BYTES, "{files} files, {bytes} bytes: too much to keep");
}
