//! Whole visits with all their events, as each would post them every 5 s.

use desireline_bench::baseline::{openreplay, rrweb};
use desireline_bench::seen::{self, Seen};
use desireline_bench::session;
use desireline_bench::sets::{Set, Track};

use crate::TOLERANCE;
use crate::bytes::Bytes;

pub(crate) fn print(sets: &[Set]) {
    println!("\n## Whole visits, all events, in batches of 5 s: bytes an event seen\n");
    println!(
        "Events seen are those that ours tells at tolerance 0. Of them rrweb and OpenReplay leave keys and submits out,"
    );
    println!("ours leaves out presses and releases of buttons.\n");
    println!("| set | as | batches | plain | deflate | coded |\n|:--|:--|--:|--:|--:|--:|");
    for set in sets {
        let events = events(&set.tracks);
        for (name, bytes) in ways(&set.tracks) {
            println!("| {} | {name} | {} | {} |", set.name, bytes.bodies, bytes.each(events));
        }
    }

    println!("\nEach visit, in bytes\n");
    println!(
        "| visit | events seen | told by default | plain | coded | of it heads | rrweb JSON 50 ms + deflate | OpenReplay-like 240 ms + deflate |"
    );
    println!("|:--|--:|--:|--:|--:|--:|--:|--:|");
    for set in sets {
        for tracks in set.tracks.chunk_by(|a, b| a.name == b.name) {
            let told: usize = tracks.iter().map(|track| session::tell_lines(&track.lines, TOLERANCE).events).sum();
            let Bytes { plain, coded, head, .. } = ours(tracks, TOLERANCE);
            let rrweb = theirs(tracks, &rrweb::sampled, rrweb::body).deflated;
            let openreplay = theirs(tracks, &openreplay::sampled, openreplay::body).deflated;
            let (name, events) = (&tracks[0].name, events(tracks));
            println!("| {name} | {events} | {told} | {plain} | **{coded}** | {head} | {rrweb} | {openreplay} |");
        }
    }
}

fn events(tracks: &[Track]) -> usize {
    tracks.iter().map(|track| session::tell_lines(&track.lines, 0.0).events).sum()
}

fn ways(tracks: &[Track]) -> [(&'static str, Bytes); 6] {
    let all = |seen: &[Seen]| seen.to_vec();
    [
        ("desireline, every place", ours(tracks, 0.0)),
        ("desireline, default", ours(tracks, TOLERANCE)),
        ("rrweb JSON, every place", theirs(tracks, &all, rrweb::body)),
        ("rrweb JSON, its sampling", theirs(tracks, &rrweb::sampled, rrweb::body)),
        ("OpenReplay-like, every place", theirs(tracks, &all, openreplay::body)),
        ("OpenReplay-like, its sampling", theirs(tracks, &openreplay::sampled, openreplay::body)),
    ]
}

fn ours(tracks: &[Track], tolerance: f64) -> Bytes {
    let frames: Vec<_> = tracks.iter().flat_map(|track| session::tell_lines(&track.lines, tolerance).frames).collect();
    Bytes::of_frames(&frames)
}

fn theirs(tracks: &[Track], sampled: &dyn Fn(&[Seen]) -> Vec<Seen>, body: fn(&[Seen]) -> Vec<u8>) -> Bytes {
    let told = tracks.iter().map(|track| sampled(&seen::from_lines(&track.lines)));
    Bytes::of_bodies(told.flat_map(|told| seen::by_time(&told).map(body).collect::<Vec<_>>()))
}
