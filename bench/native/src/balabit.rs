//! The Balabit traces: `t_ms,kind,button,x,y` a line.

use std::fs;
use std::path::{Path, PathBuf};

use desireline::path::Place;
use desireline::wire::{Event, Pointer, View};

/// Samples of one frame.
pub const FRAME: usize = 100;

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
    let mut encoder = super::encoder(View::default(), 0);
    let mut frames = Vec::new();
    for chunk in samples.chunks(FRAME) {
        for place in chunk {
            encoder.push(place.t, &Event::Pointer(Pointer { x: place.x, y: place.y, ..Pointer::default() }));
        }
        frames.push(super::seal(&mut encoder));
    }
    frames
}
