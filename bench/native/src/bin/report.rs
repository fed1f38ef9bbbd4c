//! Bytes of the wire format on real traces, and how far the told path is from the seen one.
//!
//! `cargo run --release -p desireline-bench --bin report -- [BALABIT-FOLDER]`, from the repository.

use std::path::Path;

use desireline::path::{Place, REST};
use desireline::wire::Frame;
use desireline_bench::{balabit, session};

fn main() {
    if let Some(folder) = std::env::args().nth(1) {
        traces(Path::new(&folder));
    }
    sessions(Path::new("bench/sessions"));
}

/// Self-contained frames of 100 samples, each place as it is.
fn traces(folder: &Path) {
    println!("| trace | samples | bytes a sample | without head | plain |\n|---|--:|--:|--:|--:|");
    let mut all = [0; 4];
    for file in balabit::files(folder) {
        let places = balabit::samples(&file);
        let mut sums = [places.len(), 0, 0, 0];
        for bytes in balabit::frames(&places) {
            let frame = Frame::read(&bytes).expect("a good frame");
            let head = head(&frame);
            sums = [sums[0], sums[1] + bytes.len(), sums[2] + bytes.len() - head, sums[3] + frame.to_plain().len()];
        }
        row(&file.file_stem().unwrap_or_default().to_string_lossy(), sums);
        all = std::array::from_fn(|at| all[at] + sums[at]);
    }
    row("all", all);
}

fn row(name: &str, [samples, bytes, body, plain]: [usize; 4]) {
    let each = |bytes: usize| bytes as f64 / samples as f64;
    println!("| {name} | {samples} | {:.4} | {:.4} | {:.4} |", each(bytes), each(body), each(plain));
}

/// Bytes before the code: the head and the number of rows, which is what an empty code leaves.
fn head(frame: &Frame) -> usize {
    let header = frame.header();
    let varint = |value: u64| (70 - (value | 1).leading_zeros() as usize) / 7;
    24 + varint(header.sequence.into()) + varint(header.wall) + varint(header.mono) + 1 + varint(frame.len() as u64)
}

/// Recorded visits as the recorder tells them.
fn sessions(folder: &Path) {
    println!("\n| visit | tolerance | frames | events | bytes | plain | places seen | told | worst px | mean px |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("recorded visits").map(|entry| entry.expect("a file").path()).collect();
    // The shop's have several pages each, whose clocks begin anew.
    let one_page = |file: &&str| file.ends_with(".ndjson") && !file.starts_with("shop-");
    files.retain(|file| file.file_name().and_then(|name| name.to_str()).filter(one_page).is_some());
    files.sort();
    for file in files {
        for tolerance in [0.0, 1.0] {
            let told = session::tell(&file, tolerance, 0);
            let bytes: usize = told.frames.iter().map(Vec::len).sum();
            let plain: usize =
                told.frames.iter().map(|bytes| Frame::read(bytes).expect("a good frame").to_plain().len()).sum();
            let errors: Vec<f64> = told.seen.iter().map(|seen| error(&told.kept, *seen)).collect();
            let worst = errors.iter().copied().fold(0.0, f64::max);
            let mean = errors.iter().sum::<f64>() / errors.len() as f64;
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            println!(
                "| {name} | {tolerance} | {} | {} | {bytes} | {plain} | {} | {} | {worst:.3} | {mean:.3} |",
                told.frames.len(),
                told.events,
                told.seen.len(),
                told.kept.len()
            );
        }
    }
}

/// How far a place is from where the told path is at its moment, in CSS px.
fn error(told: &[Place], seen: Place) -> f64 {
    let after = told.partition_point(|place| place.t < seen.t);
    let near = told[after.saturating_sub(1)..].iter().take_while(|place| place.t <= seen.t + REST);
    let near: Vec<Place> = near.copied().collect();
    let apart = |x: f64, y: f64| (x - f64::from(seen.x)).hypot(y - f64::from(seen.y));
    let at = near.iter().filter(|place| place.t == seen.t).map(|place| apart(place.x.into(), place.y.into()));
    let between = near.windows(2).filter_map(|leg| {
        let (from, to) = (leg[0], leg[1]);
        if from.t > seen.t || to.t < seen.t || to.t == from.t || to.t - from.t > REST {
            return None;
        }
        let gone = (seen.t - from.t) as f64 / (to.t - from.t) as f64;
        let along = |from: i32, to: i32| f64::from(from) + (f64::from(to) - f64::from(from)) * gone;
        Some(apart(along(from.x, to.x), along(from.y, to.y)))
    });
    at.chain(between).fold(f64::INFINITY, f64::min)
}
