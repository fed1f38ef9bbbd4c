//! All measures over the frames of a visit.

mod elements;
mod page;
mod report;
mod stream;

use alloc::vec::Vec;
use core::{fmt, mem};

use crate::analysis::friction::{Found, Signal, Thresholds, Trail};
use crate::analysis::sorted::sorted;
use crate::reader;
use crate::wire::Frame;
pub use elements::Element;
use elements::Elements;
pub use report::{
    ClickReport, ErrorReport, FieldReport, FormReport, MAX_LISTED, MarkReport, PageReport, SignalReport, VisitReport,
    VitalReport,
};
use stream::Walk;

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoVisit {
    /// There is no frame.
    Empty,
    /// The frames are of several visits.
    Mixed,
}

impl NoVisit {
    /// The sentence for it.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Empty => "there is no frame to look at",
            Self::Mixed => "the frames are of several visits",
        }
    }
}

impl fmt::Display for NoVisit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl core::error::Error for NoVisit {}

/// What the frames of one visit say, with the default thresholds: [`visit_with`].
///
/// # Errors
/// [`NoVisit`] without frames, and for frames of several visits.
///
/// ```
/// # use desireline::{session::{SessionId, StreamId}, wire};
/// # let mut encoder = wire::Encoder::new(SessionId([1; 16]), StreamId([2; 6]), wire::View::default());
/// # encoder.push(0, &wire::Event::Page(wire::Page { url: "https://a.example/", ..Default::default() }));
/// # for t in [2_000, 2_200, 2_400] { encoder.push(t, &wire::Event::Click(wire::Click::default())); }
/// # let frames = [wire::Frame::read(&encoder.seal(0, wire::Missing::default()).unwrap()).unwrap()];
/// use desireline::analysis::{friction::Found, visit};
/// let report = visit(&frames)?;
/// let page = &report.pages[0];
/// assert_eq!((page.url.as_str(), page.attentive_ms), ("https://a.example/", 2_400));
/// assert_eq!(page.signals[0].signal, Found::RageClick);
/// # Ok::<(), desireline::analysis::NoVisit>(())
/// ```
pub fn visit<'a>(frames: impl IntoIterator<Item = &'a Frame>) -> Result<VisitReport, NoVisit> {
    visit_with(frames, &Thresholds::default())
}

/// What the frames of one visit say: in any order, and the same frame more than once. The report does
/// not depend on either; frames that are missing are told.
///
/// Time goes with the events, and with the marks and form controls of a page, whose numbers are
/// limited; memory with the frames in plain.
///
/// # Errors
/// [`NoVisit`] without frames, and for frames of several visits.
pub fn visit_with<'a>(
    frames: impl IntoIterator<Item = &'a Frame>,
    thresholds: &Thresholds,
) -> Result<VisitReport, NoVisit> {
    let frames: Vec<&Frame> = frames.into_iter().collect();
    let session = frames.first().ok_or(NoVisit::Empty)?.header().session;
    if frames.iter().any(|frame| frame.header().session != session) {
        return Err(NoVisit::Mixed);
    }
    let frames = once_each(&frames);
    let mut elements = Elements::default();
    let mut walks: Vec<Walk<'_, '_>> = Vec::new();
    for frames in frames.chunk_by(|one, next| one.header().stream == next.header().stream) {
        let mut walk = Walk::new(frames[0], thresholds);
        frames.iter().for_each(|frame| walk.frame(frame, &mut elements));
        walk.finish(&elements);
        walks.push(walk);
    }
    let start = walks.iter().map(|walk| walk.start).min().unwrap_or_default();
    let end = walks.iter().map(|walk| walk.end).max().unwrap_or_default();
    let bounce = follow(&mut walks, &elements, end, thresholds);
    let mut pages: Vec<PageReport> = walks.into_iter().flat_map(|walk| walk.pages).collect();
    let order = sorted(pages.iter().map(|page| page.start.into()));
    let pages: Vec<PageReport> = order.into_iter().map(|at| mem::take(&mut pages[at])).collect();
    Ok(VisitReport {
        session: session.to_hex(),
        start,
        end,
        duration_ms: end - start,
        frames: frames.len(),
        gaps: reader::gaps(frames.iter().map(|frame| frame.header())),
        score: pages.iter().fold(0, |score, page| score.saturating_add(page.score)),
        bounce,
        pages,
    })
}

/// By stream and sequence, each once. Two frames of one number are the same frame, unless somebody
/// forged one: then the smaller bytes count, so that the order of arrival decides nothing.
fn once_each<'a>(frames: &[&'a Frame]) -> Vec<&'a Frame> {
    let number = |frame: &Frame| {
        let stream = frame.header().stream.0.iter().fold(0, |number, byte| number << 8 | u128::from(*byte));
        stream << 32 | u128::from(frame.header().sequence)
    };
    let mut once: Vec<&Frame> = Vec::new();
    for frame in sorted(frames.iter().map(|frame| number(frame))).into_iter().map(|at| frames[at]) {
        match once.last_mut().filter(|last| number(last) == number(frame)) {
            Some(last) if *last != frame && frame.to_plain() < last.to_plain() => *last = frame,
            Some(_) => {}
            None => once.push(frame),
        }
    }
    once
}

/// Follows the visitor from page to page through all documents, in the order of time, and notes what
/// is found at the page it is about. Whether the visit was a bounce.
fn follow(walks: &mut [Walk<'_, '_>], elements: &Elements, end: u64, thresholds: &Thresholds) -> bool {
    let mut steps = Vec::new();
    for (at, walk) in walks.iter().enumerate() {
        steps.extend(walk.steps.iter().map(|(t, page, event)| (*t, at, *page, *event)));
    }
    let (mut trail, mut here) = (Trail::default(), None);
    for at in sorted(steps.iter().map(|step: &(u64, _, _, _)| step.0.into())) {
        let (t, walk, page, event) = &steps[at];
        let signal = trail.feed(*t, event, thresholds);
        note(walks, here, signal, elements);
        here = page.map(|page| (*walk, page)).or(here);
    }
    let bounce = trail.finish(end, thresholds);
    note(walks, here, bounce, elements);
    bounce.is_some_and(|signal| signal.what == Found::Bounce)
}

fn note(walks: &mut [Walk<'_, '_>], place: Option<(usize, usize)>, signal: Option<Signal>, elements: &Elements) {
    let page = place.and_then(|(walk, page)| walks.get_mut(walk)?.pages.get_mut(page));
    if let (Some(page), Some(signal)) = (page, signal) {
        page::add(page, &signal, None, elements);
    }
}
