//! The Balabit traces: `t_ms,kind,button,x,y` a line.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use desireline::path::Place;

/// Samples of one frame.
pub const FRAME: usize = 100;

/// The folder of the traces that are kept for measuring, if there is one: the repository has none
/// of them. `DESIRELINE_BALABIT` names it, else it lies beside.
pub fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/balabit");
    Some(env::var_os("DESIRELINE_BALABIT").map_or_else(beside, PathBuf::from)).filter(|folder| folder.is_dir())
}

/// The files of a folder, by name.
///
/// # Panics
/// The folder cannot be read.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    files
}

/// Moves and drags of a file.
///
/// # Panics
/// It is not of that form.
pub fn samples(file: &Path) -> Vec<Place> {
    let text = fs::read_to_string(file).expect("a readable file");
    let rows = text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let moves = rows.filter(|row| matches!(row[1], "move" | "drag"));
    moves.map(|row| Place { t: number(row[0]), x: number(row[3]), y: number(row[4]) }).collect()
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

/// The samples in frames of [`FRAME`], each place as it is.
pub fn frames(samples: &[Place]) -> Vec<Vec<u8>> {
    super::pointer::frames(samples.chunks(FRAME))
}
