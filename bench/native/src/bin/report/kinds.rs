//! Bytes by kind of event.

use desireline_bench::sets::Set;
use desireline_bench::{account, pointer, session};

use crate::TOLERANCE;

pub(crate) fn print(sets: &[&Set]) {
    println!("\n## Bytes by kind, at tolerance {TOLERANCE} CSS px, in frames of 5 s\n");
    println!(
        "Plain bytes are exact. Coded ones are what the coder's decisions cost, by the probabilities that it had for"
    );
    println!("them; \"sum and end\" is the rest, so that all parts together are exactly the frames.\n");
    println!("| set | part | count | plain | coded | plain each | coded each | share of coded |");
    println!("|:--|:--|--:|--:|--:|--:|--:|--:|");
    for set in sets {
        let mut frames = Vec::new();
        for track in &set.tracks {
            if track.lines.is_empty() {
                let batches = pointer::thinned(pointer::by_time(&track.places), TOLERANCE);
                frames.extend(pointer::frames(batches.iter().map(Vec::as_slice)));
            } else {
                frames.extend(session::tell_lines(&track.lines, TOLERANCE).frames);
            }
        }
        let parts = account::of(&frames);
        let all: f64 = parts.iter().map(|part| part.coded).sum();
        for account::Part { name, count, plain, coded } in parts {
            let each = |bytes: f64| format!("{:.2}", bytes / count as f64);
            let (plain_each, coded_each, share) = (each(plain as f64), each(coded), 100.0 * coded / all);
            println!(
                "| {} | {name} | {count} | {plain} | {coded:.0} | {plain_each} | {coded_each} | {share:.1} % |",
                set.name
            );
        }
    }
}
