//! The pointer's path at the default tolerance: how far it is off, and what it takes.

use desireline::path::Place;
use desireline_bench::sets::Set;
use desireline_bench::{account, error, pointer, session};

use crate::TOLERANCE;

pub(crate) fn print(sets: &[&Set]) {
    println!("\n## The pointer's path at tolerance {TOLERANCE} CSS px\n");
    println!(
        "Rows of the pointer alone, in the frames of whole visits. A `pointermove` may hold several places seen.\n"
    );
    println!(
        "| set | `pointermove`s | places seen | told | plain bytes a seen place | coded | coded a `pointermove` | worst px | mean px |"
    );
    println!("|:--|--:|--:|--:|--:|--:|--:|--:|--:|");
    for set in sets {
        row(set);
    }
}

fn row(set: &Set) {
    let (mut frames, mut moves, mut seen, mut told_count) = (Vec::new(), 0, 0, 0);
    let (mut worst, mut sum) = (0.0_f64, 0.0);
    for track in &set.tracks {
        let told: Vec<Place>;
        if track.lines.is_empty() {
            let batches = pointer::thinned(pointer::by_time(&track.places), TOLERANCE);
            frames.extend(pointer::frames(batches.iter().map(Vec::as_slice)));
            told = batches.concat();
            moves += track.places.len();
        } else {
            let visit = session::tell_lines(&track.lines, TOLERANCE);
            frames.extend(visit.frames);
            told = visit.kept;
            moves += track.lines.iter().filter(|line| line["type"] == "pointermove").count();
        }
        let [off, mean] = error::worst_and_mean(&track.places, |place| error::ours(&told, place));
        (worst, sum) = (worst.max(off), sum + mean * track.places.len() as f64);
        (seen, told_count) = (seen + track.places.len(), told_count + told.len());
    }
    let part = account::of(&frames).into_iter().find(|part| part.name == "pointer").unwrap_or_default();
    println!(
        "| {} | {moves} | {seen} | {told_count} | {:.2} | **{:.2}** | {:.2} | {worst:.3} | {:.3} |",
        set.name,
        part.plain as f64 / seen as f64,
        part.coded / seen as f64,
        part.coded / moves as f64,
        sum / seen as f64
    );
}
