//! The pointer alone, in batches of 5 s, beside what others keep of it and how they write it.

use desireline::path::Place;
use desireline_bench::baseline::{openreplay, rrweb};
use desireline_bench::seen::{self, Seen};
use desireline_bench::sets::Set;
use desireline_bench::{error, pointer};

use crate::TOLERANCE;
use crate::bytes::Bytes;

/// One way to tell the pointer.
struct Way {
    name: String,
    bytes: Bytes,
    told: usize,
    worst: f64,
    /// Of all distances.
    sum: f64,
}

pub(crate) fn print(sets: &[&Set]) {
    println!("\n## The pointer alone, in batches of 5 s: bytes a place seen\n");
    println!("Heads and views are in. For the others' error the way is read by whichever of two rules comes nearer at");
    println!("each moment: straight on, or staying until the next place.\n");
    println!("| set | kept by | told of seen | plain | deflate | coded | worst px | mean px |");
    println!("|:--|:--|--:|--:|--:|--:|--:|--:|");
    for set in sets {
        let seen: usize = set.tracks.iter().map(|track| track.places.len()).sum();
        for Way { name, bytes, told, worst, sum } in ways(set) {
            let share = 100.0 * told as f64 / seen as f64;
            let mean = sum / seen as f64;
            println!("| {} | {name} | {share:.0} % | {} | {worst:.2} | {mean:.2} |", set.name, bytes.each(seen));
        }
    }
}

fn ways(set: &Set) -> Vec<Way> {
    let mut ways = Vec::new();
    for (name, tolerance) in [("desireline, every place", 0.0), ("desireline, default", TOLERANCE)] {
        ways.push(ours(set, name, tolerance));
    }
    let all = |seen: &[Seen]| seen.to_vec();
    ways.push(theirs(set, "rrweb JSON, every place", &all, rrweb::body));
    ways.push(theirs(set, "rrweb JSON, its 50 ms", &rrweb::sampled, rrweb::body));
    ways.push(theirs(set, "OpenReplay-like, every place", &all, openreplay::body));
    ways.push(theirs(set, "OpenReplay-like, its 240 ms", &openreplay::sampled, openreplay::body));
    ways
}

fn ours(set: &Set, name: &str, tolerance: f64) -> Way {
    let tracks = set.tracks.iter().filter(|track| !track.places.is_empty());
    let tracks: Vec<_> = tracks
        .map(|track| {
            let batches = pointer::thinned(pointer::by_time(&track.places), tolerance);
            let frames = pointer::frames(batches.iter().map(Vec::as_slice));
            (&track.places[..], batches.concat(), frames)
        })
        .collect();
    let bytes = Bytes::of_frames(tracks.iter().flat_map(|(_, _, frames)| frames));
    way(name, bytes, tracks.iter().map(|(seen, told, _)| (*seen, &told[..])), error::ours)
}

fn theirs(set: &Set, name: &str, sampled: &dyn Fn(&[Seen]) -> Vec<Seen>, body: fn(&[Seen]) -> Vec<u8>) -> Way {
    let tracks: Vec<_> = set
        .tracks
        .iter()
        .map(|track| {
            let told = sampled(&seen::from_places(&track.places));
            (&track.places[..], seen::places(&told), told)
        })
        .collect();
    let bytes = Bytes::of_bodies(tracks.iter().flat_map(|(_, _, told)| seen::by_time(told).map(body)));
    way(name, bytes, tracks.iter().map(|(seen, told, _)| (*seen, &told[..])), error::at_best)
}

fn way<'a>(
    name: &str,
    bytes: Bytes,
    tracks: impl Iterator<Item = (&'a [Place], &'a [Place])>,
    error: fn(&[Place], Place) -> f64,
) -> Way {
    let mut way = Way { name: name.to_owned(), bytes, told: 0, worst: 0.0, sum: 0.0 };
    for (seen, told) in tracks {
        let [worst, mean] = error::worst_and_mean(seen, |place| error(told, place));
        way.told += told.len();
        way.worst = way.worst.max(worst);
        way.sum += mean * seen.len() as f64;
    }
    way
}
