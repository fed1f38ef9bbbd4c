//! What both benches work on.

mod clock;

pub(crate) use clock::{Own, criterion};

use desireline::path::{Place, TOLERANCE};
use desireline::wire::Frame;
use desireline_bench::{balabit, session, sets};

/// Real events.
#[derive(Debug)]
pub(crate) struct Material {
    pub(crate) name: &'static str,
    /// All in one stream.
    pub(crate) frames: Vec<Frame>,
    /// Places of the pointer from which they were made.
    #[allow(dead_code, reason = "only one of the benches thins them")]
    pub(crate) places: Vec<Place>,
}

/// A recorded visit as the recorder tells it by default, and a trace, if one is there.
pub(crate) fn all() -> Vec<Material> {
    let [visits, ..] = sets::visits();
    let visit = visits.tracks.into_iter().next().expect("a visit");
    let told = session::tell_lines(&visit.lines, TOLERANCE);
    let mut all = vec![material("a visit", &told.frames, told.seen)];
    if let Some(trace) = sets::traces().and_then(|traces| traces.tracks.into_iter().next()) {
        all.push(material("Balabit", &balabit::frames(&trace.places), trace.places));
    }
    all
}

fn material(name: &'static str, frames: &[Vec<u8>], places: Vec<Place>) -> Material {
    let frames = frames.iter().map(|bytes| Frame::read(bytes).expect("a good frame")).collect();
    Material { name, frames, places }
}
