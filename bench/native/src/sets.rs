//! What is measured: sets of traces and of recorded visits.

use std::path::{Path, PathBuf};

use desireline::path::Place;
use serde_json::Value;

use super::{balabit, line, session};

/// Tracks of one sort.
#[derive(Debug)]
pub struct Set {
    /// What they are.
    pub name: &'static str,
    /// In order.
    pub tracks: Vec<Track>,
}

/// One document of a visit, or one trace.
#[derive(Debug)]
pub struct Track {
    /// The file it comes from.
    pub name: String,
    /// Every place of the pointer that was seen.
    pub places: Vec<Place>,
    /// A document's events as lines; a trace has none.
    pub lines: Vec<Value>,
}

/// The traces, if they are there.
pub fn traces() -> Option<Set> {
    let files = balabit::files(&balabit::folder()?);
    let track = |file: &PathBuf| Track { name: name(file), places: balabit::samples(file), lines: Vec::new() };
    Some(Set { name: "Balabit", tracks: files.iter().map(track).collect() })
}

/// The visits that nothing was learnt from, and those that the coder was trained on.
pub fn visits() -> [Set; 3] {
    let shop = |file: &PathBuf| name(file).starts_with("shop-");
    let (shops, reads) = files("").into_iter().partition(shop);
    [set("untrained reads", files("measured")), set("long reads", reads), set("shop", shops)]
}

fn set(name: &'static str, files: Vec<PathBuf>) -> Set {
    Set { name, tracks: files.iter().flat_map(|file| documents(file)).collect() }
}

/// A file's documents: each has a clock of its own, and is a stream of its own.
fn documents(file: &Path) -> Vec<Track> {
    let mut lines = session::lines(file);
    let mut tracks = Vec::new();
    while !lines.is_empty() {
        let next = lines.iter().skip(1).position(|line| line["type"] == "page");
        let rest = next.map(|at| lines.split_off(at + 1)).unwrap_or_default();
        let moves = lines.iter().filter(|line| line["type"] == "pointermove");
        let places = moves.flat_map(line::places).collect();
        tracks.push(Track { name: name(file), places, lines: std::mem::replace(&mut lines, rest) });
    }
    tracks
}

fn files(under: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sessions").join(under);
    let mut files: Vec<_> =
        folder.read_dir().expect("recorded visits").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ndjson"));
    files.sort_by_key(|file| (name(file).len(), name(file)));
    files
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
