//! Frames of two recorded visits, kept beside the one that holds every kind: any change of the
//! format, of the coder's weights or of the path shows as a diff in review.
//!
//! `BLESS=1 cargo test -p desireline-bench --test golden` writes them anew.

use std::path::{Path, PathBuf};
use std::{env, fs};

use desireline::path::TOLERANCE;
use desireline::{reader, wire::Frame};
use desireline_bench::session;

/// Visits and those of their frames that are kept: the page and the first ways, reading, a form
/// being filled in. Frames between them are left out, for no frame needs another.
const KEPT: [(u8, [usize; 3]); 2] = [(3, [0, 1, 3]), (8, [0, 2, 8])];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// File name and content of everything that is kept of a visit.
fn golden(visit: u8, numbers: [usize; 3]) -> Vec<(String, Vec<u8>)> {
    let file = repository().join(format!("bench/sessions/{visit}.ndjson"));
    let told = session::tell(&file, TOLERANCE, visit);
    let kept = numbers.iter().flat_map(|number| {
        let coded = told.frames[*number].clone();
        let frame = Frame::read(&coded).expect("a good frame");
        let rows = reader::rows(&frame).map(|row| serde_json::to_string(&row).expect("rows are plain") + "\n");
        let files =
            [("plain.bin", frame.to_plain()), ("ndjson", rows.collect::<String>().into()), ("coded.bin", coded)];
        files.map(|(extension, bytes)| (format!("visit-{visit}-{number}.{extension}"), bytes))
    });
    kept.collect()
}

#[test]
fn recorded_visits_are_told_as_ever() {
    let folder = repository().join("tests/golden");
    for (name, bytes) in KEPT.into_iter().flat_map(|(visit, numbers)| golden(visit, numbers)) {
        let file = folder.join(&name);
        if env::var_os("BLESS").is_some() {
            fs::write(&file, &bytes).expect("it can be written");
        }
        assert!(fs::read(&file).expect(&name) == bytes, "{name} is another now");
    }
}
