//! Bytes of the wire format on real traces, beside what others would send of the same, and how far
//! the told path is from the seen one. Markdown, on the standard output.
//!
//! `cargo run --release -p desireline-bench --bin report -- [CRITERION]`, with the folder in which
//! criterion keeps its results, if their speeds are to be shown as well.

mod beside;
mod bytes;
mod kinds;
mod path;
mod speeds;
mod traces;
mod visits;

use std::path::Path;

use desireline_bench::sets;

/// How the pointer's path is told by default, in CSS px.
const TOLERANCE: f64 = desireline::path::TOLERANCE;

const INTRODUCTION: &str = "\
# Bytes and speed, natively

Written by `cargo xtask bench`. **Head** is what stands in the clear before each frame's view and rows. **Coded** frames
are what is posted, but for the first seconds of an npm visit, whose coder comes late: those are **plain**. **Deflate**
is flate2's best, raw, for each body by itself; beside coded frames nothing else is needed. The others are encoders of our
own (`bench/native/src/baseline`) that take their shapes, without the page's snapshot and as lean as those allow.

- **Balabit**: one session each of eight people at a remote desktop, kept for measuring. The coder was trained on another
  session of each.
- **untrained reads**: `bench/sessions/measured`, of which nothing was learnt.
- **long reads**, **shop**: `bench/sessions`. The coder's weights and primer were trained on these: coded, they flatter.";

fn main() {
    println!("{INTRODUCTION}");
    let traces = sets::traces();
    match &traces {
        Some(traces) => traces::print(traces),
        None => println!("\nThe Balabit traces were not there: `DESIRELINE_BALABIT` names their folder."),
    }
    let visits = sets::visits();
    let all: Vec<_> = traces.iter().chain(&visits).collect();
    path::print(&all);
    beside::print(&all);
    visits::print(&visits);
    kinds::print(&all);
    if let Some(folder) = std::env::args_os().nth(1) {
        speeds::print(Path::new(&folder));
    }
}
