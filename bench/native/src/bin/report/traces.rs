//! Traces in self-contained frames of 100 samples, each place as it is.

use desireline::path::Place;
use desireline_bench::balabit::{self, FRAME};
use desireline_bench::baseline::{openreplay, rrweb};
use desireline_bench::seen::from_places;
use desireline_bench::sets::Set;

use crate::bytes::Bytes;

pub(crate) fn print(set: &Set) {
    println!("\n## Balabit: bytes a sample, in frames of {FRAME} samples, every place told\n");
    println!("| trace | samples | plain | plain + deflate | coded | coded without head | head |");
    println!("|:--|--:|--:|--:|--:|--:|--:|");
    for track in &set.tracks {
        row(&track.name, &[&track.places]);
    }
    let all: Vec<&[Place]> = set.tracks.iter().map(|track| &track.places[..]).collect();
    row("all", &all);

    println!("\nThe same samples in the same frames, as others write them\n");
    println!("| of all eight | plain | deflate | coded |\n|:--|--:|--:|--:|");
    let count = all.iter().map(|places| places.len()).sum();
    let chunks = || all.iter().flat_map(|places| places.chunks(FRAME));
    let bodies = |body: fn(&[_]) -> Vec<u8>| Bytes::of_bodies(chunks().map(|places| body(&from_places(places))));
    println!("| desireline | {} |", ours(&all).each(count));
    println!("| rrweb JSON | {} |", bodies(rrweb::body).each(count));
    println!("| OpenReplay-like | {} |", bodies(openreplay::body).each(count));
}

fn row(name: &str, places: &[&[Place]]) {
    let count: usize = places.iter().map(|places| places.len()).sum();
    let Bytes { plain, deflated, coded, head, .. } = ours(places);
    let cells = [plain, deflated, coded, coded - head, head].map(|bytes| format!("{:.4}", bytes as f64 / count as f64));
    println!("| {name} | {count} | {} |", cells.join(" | "));
}

/// Each trace is a stream of its own, whose clock begins anew.
fn ours(places: &[&[Place]]) -> Bytes {
    let frames: Vec<_> = places.iter().flat_map(|places| balabit::frames(places)).collect();
    Bytes::of_frames(&frames)
}
