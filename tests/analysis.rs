//! Reports over frames: whatever arrives, in whatever order, the same visit is told.

#![cfg(not(target_arch = "wasm32"))]

use desireline::analysis::friction::Found;
use desireline::analysis::{NoVisit, PageReport, VisitReport, visit};
use desireline::session::{SessionId, StreamId};
use desireline::wire::*;
use proptest::prelude::*;
use proptest::sample::Index;

/// The wall clock at the visit's beginning, in ms since 1970 UTC.
const WALL: u64 = 1_700_000_000_000;
const VIEW: View = View {
    viewport_w: 1_280,
    viewport_h: 600,
    document_w: 1_265,
    document_h: 3_000,
    zoom: 100,
    scroll_x: 0,
    scroll_y: 0,
    x: 0,
    y: 0,
};

fn page(url: &str) -> Event<'_> {
    let View { viewport_w, viewport_h, document_w, document_h, zoom, .. } = VIEW;
    Event::Page(Page { url, viewport_w, viewport_h, document_w, document_h, zoom, ..Page::default() })
}

/// One document, begun so many ms into the visit.
struct Document {
    encoder: Encoder,
    began: u64,
    frames: Vec<Frame>,
}

impl Document {
    fn new(stream: u8, began: u64) -> Self {
        Self { encoder: Encoder::new(SessionId([1; 16]), StreamId([stream; 6]), VIEW), began, frames: Vec::new() }
    }

    fn push(&mut self, t: u64, event: &Event<'_>) {
        self.encoder.push(t, event);
    }

    fn on(&mut self, tag: &str, id: &str, field: FieldKind) -> TargetNo {
        self.encoder.target(&Target { tag, id, field, ..Target::default() }).expect("room")
    }

    fn seal(&mut self) {
        // With every frame the visitor's clock is set a little: it must bend nothing.
        let bent = WALL + self.began + self.frames.len() as u64;
        let bytes = self.encoder.seal(bent, Missing::default());
        self.frames.extend(bytes.map(|bytes| Frame::read(&bytes).expect("a good frame")));
    }
}

fn told(frames: &[Frame]) -> VisitReport {
    visit(frames).expect("a visit")
}

fn found(page: &PageReport) -> Vec<Found> {
    page.signals.iter().map(|signal| signal.signal).collect()
}

/// Front page, a look at another and back, then the form, in three documents and five frames.
fn shop() -> Vec<Frame> {
    let mut front = Document::new(1, 0);
    front.push(0, &page("https://shop.example/"));
    front.push(1_000, &Event::Scroll(Scroll { y: 600, ..Scroll::default() }));
    front.seal();
    front.push(11_000, &Event::Pointer(Pointer { x: 300, y: 300, ..Pointer::default() }));
    let link = front.on("a", "bags", FieldKind::None);
    front.push(11_200, &Event::Pointer(Pointer { x: 400, y: 310, ..Pointer::default() }));
    front.encoder.bounds(link, Bounds { x: 350, y: 900, w: 100, h: 20, ..Bounds::default() });
    front.push(11_900, &Event::Click(Click { target: link, x: 400, y: 310, ..Click::default() }));
    front.push(12_000, &Event::Visibility(Visibility { state: PageState::Hidden }));
    front.seal();
    let mut bags = Document::new(2, 12_500);
    bags.push(0, &page("https://shop.example/bags"));
    bags.push(3_000, &Event::Visibility(Visibility { state: PageState::Hidden }));
    bags.seal();
    let mut back = Document::new(0, 16_000);
    back.push(0, &page("https://shop.example/"));
    back.push(9_000, &page("https://shop.example/order"));
    let (email, form) = (back.on("input", "email", FieldKind::Email), back.on("form", "order", FieldKind::None));
    back.push(10_000, &Event::Focus(Focus { target: email }));
    back.push(11_500, &Event::Input(Input { target: email, how: How::Typed }));
    back.seal();
    let (email, form_again) = (back.on("input", "email", FieldKind::Email), back.on("form", "order", FieldKind::None));
    assert_ne!(form, TargetNo::NONE);
    back.push(13_000, &Event::Blur(Blur { target: email }));
    back.push(13_100, &Event::Submit(Submit { target: form_again, fields: 1 }));
    back.push(13_900, &Event::Outcome(Outcome { target: form_again, result: FormResult::Failure }));
    back.push(14_000, &Event::Vital(Vital { vital: VitalName::Lcp, value: 900 }));
    back.push(14_000, &Event::Vital(Vital { vital: VitalName::Lcp, value: 950 }));
    back.seal();
    [front, bags, back].into_iter().flat_map(|document| document.frames).collect()
}

#[test]
fn a_visit_is_told_page_by_page() {
    let report = told(&shop());
    assert_eq!((report.start, report.duration_ms, report.frames, report.bounce), (WALL, 30_000, 5, false));
    assert!(report.gaps.is_empty());
    let urls: Vec<_> = report.pages.iter().map(|page| page.url.rsplit('/').next().unwrap()).collect();
    assert_eq!(urls, ["", "bags", "", "order"]);
    let [front, bags, back, order] = &report.pages[..] else { panic!("four pages") };

    assert_eq!(
        (front.duration_ms, front.visible_ms, front.deepest, front.deepest_percent),
        (12_000, 12_000, 1_200, 40)
    );
    assert_eq!(front.bands.iter().map(|band| (band.top, band.ms)).collect::<Vec<_>>(), [(0, 1_000), (600, 11_000)]);
    // Half of the way across leads to the edge, in half of the time.
    assert_eq!((front.clicks[0].hover_ms, front.clicks[0].element.as_ref().unwrap().target()), (Some(800), "a#bags"));
    assert_eq!((found(bags), found(back)), (vec![Found::QuickBack], vec![]));

    assert_eq!((found(order), order.score), (vec![Found::SubmitFailure], 30));
    assert_eq!((order.vitals.len(), order.vitals[0].value), (1, 950));
    let form = &order.forms[0];
    assert_eq!((form.submits, form.failures, form.last, form.abandoned), (1, 1, Some(0), false));
    let field = &form.fields[0];
    assert_eq!((field.hesitation_ms, field.dwell_ms, field.edits), (1_500, 3_000, 1));
    assert_eq!(report.score, 50);
}

#[test]
fn what_is_missing_is_noted_and_the_rest_told() {
    let frames = shop();
    let without_first = told(&frames[1..]);
    assert_eq!((without_first.gaps.len(), without_first.gaps[0].missing[0].clone()), (1, 0..=0));
    assert_eq!(without_first.pages[0].url, "");
    assert_eq!(without_first.pages[0].clicks.len(), 1);
    assert_eq!(without_first.pages[0].deepest, 1_200);
}

#[test]
fn frames_of_several_visits_and_no_frames_are_refused() {
    let mut encoder = Encoder::new(SessionId([2; 16]), StreamId([1; 6]), VIEW);
    encoder.push(0, &page("https://a.example/"));
    let other = Frame::read(&encoder.seal(WALL, Missing::default()).unwrap()).unwrap();
    let frames = shop();
    assert_eq!(visit(frames.iter().chain([&other])), Err(NoVisit::Mixed));
    assert_eq!(visit([]), Err(NoVisit::Empty));
    let bounce = told(&[other]);
    assert!(bounce.bounce && found(&bounce.pages[0]) == [Found::Bounce] && bounce.score == 10);
}

/// No list of the report, and no name in it, is longer than what was read: JSON of a hostile frame
/// that names a long element in thousands of clicks stays within bounds.
#[test]
fn a_report_does_not_outgrow_its_frames() {
    let mut document = Document::new(1, 0);
    let long = "a".repeat(MAX_NAME);
    let target = Target { tag: &long, classes: &long, name: &long, field: FieldKind::Text, ..Target::default() };
    let target = document.encoder.target(&target).unwrap();
    for t in 0..4_000 {
        document.push(t, &Event::Click(Click { target, ..Click::default() }));
        document.push(t, &Event::Unanswered(Unanswered { target }));
    }
    document.seal();
    let report = told(&document.frames);
    let (page, json) = (&report.pages[0], serde_json::to_vec(&report).unwrap());
    let kept = desireline::analysis::MAX_LISTED;
    assert_eq!((page.clicks.len(), page.signals.len()), (kept, kept));
    assert_eq!(page.unlisted as usize, 8_001 - 2 * kept);
    assert!(json.len() < 1_000_000, "{}", json.len());
}

#[derive(Clone, Debug)]
struct Step {
    gap: u64,
    stream: u8,
    kind: u8,
    x: i32,
    y: i32,
    target: u8,
    seal: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let gap = prop_oneof![0..300_u64, 0..20_000_u64];
    let whole = (gap, 0..3_u8, 0..24_u8, -50..1_500_i32, any::<i32>(), 0..5_u8, prop::bool::weighted(0.2));
    whole.prop_map(|(gap, stream, kind, x, y, target, seal)| Step { gap, stream, kind, x, y, target, seal })
}

/// Frames of up to three documents in which those things happen.
fn frames(steps: &[Step]) -> Vec<Frame> {
    let mut documents: Vec<Document> = (0..3).map(|at| Document::new(at, u64::from(at) * 700)).collect();
    let mut t = 0;
    for step in steps {
        t += step.gap;
        let document = &mut documents[usize::from(step.stream)];
        let ids = ["", "one", "two", "three", "four"];
        let (id, kinds) = (ids[usize::from(step.target)], [FieldKind::None, FieldKind::Text]);
        let target = document.on("input", id, kinds[usize::from(step.target > 2)]);
        let (x, y) = (step.x, step.y % 4_000);
        document.encoder.bounds(target, Bounds { x, y, w: 80, h: 30, ..Bounds::default() });
        document.push(
            t,
            &match step.kind {
                0..=2 => Event::Click(Click { target, x, y: y % 60, ..Click::default() }),
                3..=5 => Event::Pointer(Pointer { x, y, ..Pointer::default() }),
                6 | 7 => Event::Scroll(Scroll { y, ..Scroll::default() }),
                8 => page(
                    ["https://a.example/", "https://a.example/b", "https://a.example/c"][usize::from(step.target % 3)],
                ),
                9 => Event::Focus(Focus { target }),
                10 | 11 => Event::Input(Input { target, how: How::Deleted }),
                12 => Event::Blur(Blur { target }),
                13 => Event::Field(Field { target, edits: 3, ..Field::default() }),
                14 => Event::Submit(Submit { target, fields: 2 }),
                15 => Event::Invalid(Invalid { target, rule: Rule::Type }),
                16 => Event::Outcome(Outcome { target, result: FormResult::Failure }),
                17 => Event::Mark(Mark { target }),
                18 => Event::Unanswered(Unanswered { target }),
                19 => Event::Error(PageError { message: "it broke", ..PageError::default() }),
                20 => Event::Visibility(Visibility {
                    state: if x % 2 == 0 { PageState::Hidden } else { PageState::Visible },
                }),
                21 => Event::Friction(Friction { weight: step.y.unsigned_abs(), name: "custom" }),
                22 => {
                    Event::Resize(Resize { viewport_h: step.y.unsigned_abs(), document_h: 5_000, ..Resize::default() })
                }
                _ => Event::Pause(Pause { paused: x % 2 == 0 }),
            },
        );
        if step.seal {
            document.seal();
        }
    }
    documents.iter_mut().for_each(Document::seal);
    documents.into_iter().flat_map(|document| document.frames).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Frames that arrive late, twice, in code or not at all.
    #[test]
    fn the_order_of_arrival_and_repetition_decide_nothing(
        steps in prop::collection::vec(step(), 1..120),
        lost in prop::collection::vec(any::<Index>(), 0..2),
        moved in prop::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 0..20),
    ) {
        let mut frames = frames(&steps);
        for at in lost {
            if frames.len() > 1 {
                frames.remove(at.index(frames.len()));
            }
        }
        let report = told(&frames);
        let mut arrived = frames.clone();
        for (from, to, code) in moved {
            let frame = frames[from.index(frames.len())].clone();
            let again = if code { Frame::read(&frame.to_coded()).unwrap() } else { frame };
            arrived.insert(to.index(arrived.len()), again);
        }
        arrived.reverse();
        prop_assert_eq!(&told(&arrived), &report);

        let sum = report.pages.iter().fold(0_u32, |sum, page| sum.saturating_add(page.score));
        prop_assert_eq!(report.score, sum);
        for page in &report.pages {
            prop_assert!(page.attentive_ms <= page.visible_ms && page.visible_ms <= page.duration_ms);
            prop_assert!(page.start >= report.start && page.end <= report.end);
            prop_assert!(page.bands.iter().all(|band| band.ms <= page.attentive_ms));
            prop_assert!(page.marks.iter().all(|mark| mark.ms <= page.attentive_ms));
            let hovers = page.clicks.iter().filter_map(|click| click.hover_ms);
            prop_assert!(hovers.into_iter().all(|ms| ms <= report.duration_ms));
        }
        prop_assert!(serde_json::to_string(&report).is_ok());
    }
}
