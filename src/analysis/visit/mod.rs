//! All measures over the frames of a visit.

mod elements;
mod page;
mod report;
mod stream;

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

use crate::analysis::friction::{Found, Thresholds, Trail};
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
    let mut frames: Vec<&Frame> = frames.into_iter().collect();
    let session = frames.first().ok_or(NoVisit::Empty)?.header().session;
    if frames.iter().any(|frame| frame.header().session != session) {
        return Err(NoVisit::Mixed);
    }
    frames.sort_by(|one, other| order(one, other));
    frames.dedup_by_key(|frame| (frame.header().stream, frame.header().sequence));

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
    // Stable: pages of one document that were opened in the same ms stay in their order.
    pages.sort_by_key(|page| page.start);
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

/// By stream and sequence. Two frames of one number are the same frame, unless somebody forged one:
/// then the smaller bytes go first, so that the order of arrival decides nothing.
fn order(one: &Frame, other: &Frame) -> Ordering {
    let number = |frame: &Frame| (frame.header().stream, frame.header().sequence);
    number(one)
        .cmp(&number(other))
        .then_with(|| if one == other { Ordering::Equal } else { one.to_plain().cmp(&other.to_plain()) })
}

/// Follows the visitor from page to page through all documents, in the order of time, and notes what
/// is found at the page it is about. Whether the visit was a bounce.
fn follow(walks: &mut [Walk<'_, '_>], elements: &Elements, end: u64, thresholds: &Thresholds) -> bool {
    let mut steps = Vec::new();
    for (at, walk) in walks.iter().enumerate() {
        steps.extend(walk.steps.iter().map(|(t, page, event)| (*t, at, *page, *event)));
    }
    steps.sort_by_key(|step| step.0);
    let (mut trail, mut here) = (Trail::default(), None);
    for (t, walk, page, event) in &steps {
        let signal = trail.feed(*t, event, thresholds);
        note(walks, here, signal, elements);
        here = page.map(|page| (*walk, page)).or(here);
    }
    let bounce = trail.finish(end, thresholds);
    note(walks, here, bounce, elements);
    bounce.is_some_and(|signal| signal.what == Found::Bounce)
}

fn note(
    walks: &mut [Walk<'_, '_>],
    place: Option<(usize, usize)>,
    signal: Option<crate::analysis::friction::Signal>,
    elements: &Elements,
) {
    let page = place.and_then(|(walk, page)| walks.get_mut(walk)?.pages.get_mut(page));
    if let (Some(page), Some(signal)) = (page, signal) {
        page::add(page, &signal, None, elements);
    }
}
