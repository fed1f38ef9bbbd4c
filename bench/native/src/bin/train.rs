//! Trains the coder: prints the primer, or the table of weights.
//!
//! From the repository: `train primer TRACES` prints `src/wire/coder/primer.rs`' bytes; after that is
//! built in, `train weights TRACES` prints `src/wire/coder/weights.rs`' rows. TRACES is a folder of
//! Balabit traces that are kept for training; the visits are those of `bench/sessions`.

use std::path::Path;

use desireline::wire::{Frame, train};
use desireline_bench::{balabit, primer, session};

/// What is weighed in one decision.
const INPUTS: usize = 9;
/// Steps of the training: each goes through all decisions with its own rate.
const RATES: [f64; 8] = [0.1, 0.05, 0.03, 0.02, 0.01, 0.005, 0.002, 0.0005];
/// Tolerances at which each visit is told: the default counts twice.
const TOLERANCES: [f64; 3] = [0.0, 1.0, 1.0];
/// Furthest weight that an `i8` of 1/32 holds.
const FURTHEST: f64 = 3.96;

fn main() {
    let usage = "usage: train primer|weights TRACES";
    let what = std::env::args().nth(1).expect(usage);
    let traces = std::env::args().nth(2).expect(usage);
    let frames = frames(Path::new(&traces));
    match what.as_str() {
        "primer" => primer::print(&frames),
        "weights" => weights(&frames),
        _ => panic!("{usage}"),
    }
}

/// Frames to train on: 0 stands for traces, 1 for visits.
fn frames(traces: &Path) -> Vec<(Frame, u8)> {
    let read = |bytes: &Vec<u8>| Frame::read(bytes).expect("a good frame");
    let mut frames = Vec::new();
    for file in balabit::files(traces) {
        frames.extend(balabit::frames(&balabit::samples(&file)).iter().map(|bytes| (read(bytes), 0)));
    }
    for entry in std::fs::read_dir("bench/sessions").expect("recorded visits") {
        let file = entry.expect("a file").path();
        if file.extension().is_some_and(|extension| extension == "ndjson") {
            for tolerance in TOLERANCES {
                frames.extend(session::tell(&file, tolerance, 0).frames.iter().map(|bytes| (read(bytes), 1)));
            }
        }
    }
    frames
}

fn weights(frames: &[(Frame, u8)]) {
    let trial = train::Trial::new(None);
    let mut decisions: Vec<_> = frames.iter().flat_map(|(frame, _)| trial.decisions(frame)).collect();
    // The same order every time, and no file's habits last.
    let mut seed = 1_u64;
    for at in (1..decisions.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        decisions.swap(at, (seed >> 33) as usize % (at + 1));
    }
    let mut weights: Vec<[f64; INPUTS]> = train::weights().iter().map(|row| row.map(|w| f64::from(w) / 32.0)).collect();
    let mut squares = vec![[1e-2; INPUTS]; weights.len()];
    for rate in RATES {
        let mut bits = 0.0;
        for (row, inputs, yes) in &decisions {
            let inputs = inputs.map(|input| f64::from(input) / 256.0);
            let sum: f64 = inputs.iter().zip(&weights[*row]).map(|(input, weight)| input * weight).sum();
            let p = (1.0 / (1.0 + (-sum).exp())).clamp(1.0 / 4096.0, 4095.0 / 4096.0);
            bits -= if *yes { p } else { 1.0 - p }.log2();
            let error = f64::from(u8::from(*yes)) - p;
            for at in 0..INPUTS {
                let slope = error * inputs[at];
                squares[*row][at] += slope * slope;
                let weight = weights[*row][at] + rate * slope / squares[*row][at].sqrt();
                weights[*row][at] = weight.clamp(-FURTHEST, FURTHEST);
            }
        }
        eprintln!("rate {rate}: {:.0} bytes predicted", bits / 8.0);
    }
    for row in &weights {
        let row = row.map(|weight| ((weight * 32.0).round() as i32).to_string());
        println!("    [{}],", row.join(", "));
    }
}
