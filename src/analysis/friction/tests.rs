//! Each threshold just reached and just missed.

use proptest::prelude::*;

use super::*;
use crate::wire::*;

fn click(x: i32, y: i32) -> Event<'static> {
    Event::Click(Click { x, y, ..Click::default() })
}

fn place(x: i32, y: i32) -> Event<'static> {
    Event::Pointer(Pointer { x, y, ..Pointer::default() })
}

fn page(url: &str) -> Event<'_> {
    Event::Page(Page { url, viewport_h: 1_000, ..Page::default() })
}

fn scroll(y: i32) -> Event<'static> {
    Event::Scroll(Scroll { y, ..Scroll::default() })
}

fn error(error: ErrorKind) -> Event<'static> {
    Event::Error(PageError { error, ..PageError::default() })
}

fn enter() -> Event<'static> {
    Event::Key(Key { class: KeyClass::Enter, ..Key::default() })
}

fn outcome(result: FormResult) -> Event<'static> {
    Event::Outcome(Outcome { result, ..Outcome::default() })
}

const INVALID: Event<'static> = Event::Invalid(Invalid { target: TargetNo::NONE, rule: Rule::Missing });

/// What is found, and when.
fn found<'a>(events: impl IntoIterator<Item = (u64, Event<'a>)>) -> Vec<(Found, u64)> {
    let mut scorer = Scorer::new();
    let signals = events.into_iter().filter_map(|(t, event)| scorer.feed(t, 0, &event));
    signals.map(|signal| (signal.what, signal.t)).collect()
}

#[test]
fn three_clicks_in_a_second_within_thirty_px_are_rage() {
    let at = |t, x| found([(0, click(0, 0)), (500, click(x, 0)), (t, click(0, 0))]);
    assert_eq!(at(1_000, 30), [(Found::RageClick, 1_000)]);
    assert_eq!(at(1_001, 30), []);
    assert_eq!(at(1_000, 31), []);
    assert_eq!(found([(0, click(0, 0)), (1, click(22, 22)), (2, click(0, 0))]), []);
    assert_eq!(found([(0, click(i32::MIN, 0)), (1, click(i32::MAX, 0)), (2, click(i32::MIN, i32::MAX))]), []);
    let other = Event::Click(Click { button: 2, ..Click::default() });
    assert_eq!(found([(0, other), (1, other), (2, other)]), []);
}

#[test]
fn a_rage_is_told_once_while_it_lasts() {
    let mut clicks: Vec<_> = (0..20).map(|at| (at * 400, click(0, 0))).collect();
    assert_eq!(found(clicks.clone()), [(Found::RageClick, 800)]);
    clicks.extend([(8_700, click(0, 0)), (8_800, click(0, 0)), (8_900, click(0, 0))]);
    assert_eq!(found(clicks), [(Found::RageClick, 800), (Found::RageClick, 8_900)]);
}

#[test]
fn who_selects_a_line_is_not_enraged() {
    let selection = Event::Selection(Selection { length: Length::Medium });
    assert_eq!(found([(0, click(0, 0)), (200, click(0, 0)), (210, selection), (400, click(0, 0))]), []);
}

#[test]
fn a_click_that_nothing_answered_is_dead() {
    assert_eq!(found([(9, Event::Unanswered(Unanswered::default()))]), [(Found::DeadClick, 9)]);
}

#[test]
fn an_error_within_a_second_is_the_clicks() {
    for kind in [ErrorKind::Exception, ErrorKind::Rejection] {
        assert_eq!(found([(0, click(0, 0)), (1_000, error(kind))]), [(Found::ErrorClick, 1_000)]);
        assert_eq!(found([(0, click(0, 0)), (1_001, error(kind))]), []);
        assert_eq!(found([(0, error(kind))]), []);
        assert_eq!(found([(0, click(0, 0)), (1, error(kind)), (2, error(kind))]).len(), 1);
    }
    assert_eq!(found([(0, click(0, 0)), (1, error(ErrorKind::Resource))]), []);
}

#[test]
fn a_return_within_ten_seconds_is_quick() {
    let back = |t: u64| found([(0, page("a")), (20_000, page("b")), (20_000 + t, page("a"))]);
    assert_eq!(back(9_999), [(Found::QuickBack, 29_999)]);
    assert_eq!(back(10_000), []);
    // There and back and there again is one return, and a reload none.
    let again = found([(0, page("a")), (9_000, page("b")), (18_000, page("a")), (24_000, page("b"))]);
    assert_eq!(again, [(Found::QuickBack, 18_000)]);
    assert_eq!(found([(0, page("a")), (1, page("a")), (2, page("a")), (3, page("a"))]), []);
}

#[test]
fn three_pages_left_within_five_seconds_each_are_speed_browsing() {
    let at = |stay: u64| found(["a", "b", "c", "d"].iter().enumerate().map(|(at, url)| (at as u64 * stay, page(url))));
    assert_eq!(at(4_999), [(Found::SpeedBrowsing, 14_997)]);
    assert_eq!(at(5_000), []);
    assert_eq!(found([(0, page("a")), (1, page("b")), (2, page("c"))]), []);
}

#[test]
fn a_visit_of_one_page_and_no_act_within_ten_seconds_is_a_bounce() {
    let finish = |t, event: Option<Event<'_>>| {
        let mut scorer = Scorer::new();
        scorer.feed(500, 0, &page("a"));
        event.map(|event| scorer.feed(600, 0, &event));
        let signal = scorer.finish(t).map(|signal| signal.what);
        assert_eq!(scorer.session_score(), if signal.is_some() { 10 } else { 0 });
        signal
    };
    assert_eq!(finish(10_499, None), Some(Found::Bounce));
    assert_eq!(finish(10_500, None), None);
    assert_eq!(finish(1_000, Some(scroll(9))), Some(Found::Bounce));
    assert_eq!(finish(1_000, Some(click(0, 0))), None);
    assert_eq!(finish(1_000, Some(page("b"))), None);
    assert_eq!(Scorer::new().finish(0), None);
}

/// A page scrolled to and fro, `far` px at a time, one way taking `ms`.
fn to_and_fro(ms: u64, far: i32, turns: u64) -> Vec<(u64, Event<'static>)> {
    let steps = (1..=turns + 1).map(|at| (at * ms, scroll(if at % 2 == 1 { far } else { 0 })));
    [(0, page("a"))].into_iter().chain(steps).collect()
}

#[test]
fn six_turns_of_half_a_screen_in_twenty_seconds_are_excessive() {
    assert_eq!(found(to_and_fro(4_000, 500, 6)), [(Found::ExcessiveScrolling, 28_000)]);
    assert_eq!(found(to_and_fro(4_001, 500, 6)), []);
    assert_eq!(found(to_and_fro(4_000, 499, 6)), []);
    assert_eq!(found(to_and_fro(4_000, 500, 5)), []);
    let mut clicked = to_and_fro(1_000, 600, 6);
    clicked.insert(4, (3_500, click(0, 0)));
    assert_eq!(found(clicked), []);
}

#[test]
fn twenty_screens_in_ten_seconds_are_excessive() {
    let down = |ms: u64, step: i32| {
        let steps = (0..20).map(|at| (at as u64 * ms, scroll((at + 1) * step)));
        found([(0, page("a"))].into_iter().chain(steps))
    };
    assert_eq!(down(526, 1_000), [(Found::ExcessiveScrolling, 9_994)]);
    assert_eq!(down(527, 1_000), []);
    assert_eq!(down(100, 999), []);
    // To the end and back to the top is two jumps.
    assert_eq!(found([(0, page("a")), (1, scroll(90_000)), (2, scroll(0))]), []);
}

/// A pointer that goes to and fro, `far` px at a time, one way taking `ms`.
fn shaken(ms: u64, far: i32, turns: u64) -> Vec<(Found, u64)> {
    found((0..turns + 2).map(|at| (at * ms, place(if at % 2 == 1 { far } else { 0 }, 0))))
}

#[test]
fn six_fast_turns_in_two_seconds_are_thrash() {
    assert_eq!(shaken(400, 400, 6), [(Found::MouseThrash, 2_800)]);
    assert_eq!(shaken(401, 500, 6), []);
    assert_eq!(shaken(400, 399, 6), []);
    assert_eq!(shaken(400, 400, 5), []);
    assert_eq!(shaken(40, 40, 6).len(), 1);
    assert_eq!(shaken(30, 39, 6), []);
    assert_eq!(shaken(10, i32::MAX, 6).len(), 1);
}

#[test]
fn what_an_attempt_is_answered_with_is_its_failure() {
    for attempt in [click(0, 0), enter(), Event::Submit(Submit::default())] {
        assert_eq!(found([(0, attempt), (200, INVALID), (201, INVALID)]), [(Found::SubmitFailure, 200)]);
        assert_eq!(found([(0, attempt), (201, INVALID)]), []);
    }
    assert_eq!(found([(0, INVALID)]), []);
    assert_eq!(found([(0, outcome(FormResult::Failure))]), [(Found::SubmitFailure, 0)]);
    assert_eq!(found([(0, outcome(FormResult::Success)), (1, outcome(FormResult::Attempt))]), []);
}

#[test]
fn two_complaints_about_one_attempt_are_one() {
    let at = |t| found([(0, click(0, 0)), (0, INVALID), (t, outcome(FormResult::Failure))]).len();
    assert_eq!((at(2_000), at(2_001)), (1, 2));
}

#[test]
fn what_the_site_tells_has_its_own_weight_up_to_a_limit() {
    let mut scorer = Scorer::new();
    for weight in [15, u32::MAX] {
        scorer.feed(0, 0, &Event::Friction(Friction { weight, name: "404" }));
    }
    assert_eq!(scorer.score(), 15 + MAX_CUSTOM);
}

#[test]
fn a_page_begins_its_score_anew_and_the_visit_goes_on() {
    let mut scorer = Scorer::new();
    for (t, event) in [(0, page("a")), (11_000, page("b")), (12_000, Event::Unanswered(Unanswered::default()))] {
        scorer.feed(t, 0, &event);
    }
    assert_eq!((scorer.score(), scorer.session_score()), (10, 10));
    assert_eq!(scorer.feed(13_000, 0, &page("a")).map(|signal| signal.what), Some(Found::QuickBack));
    assert_eq!((scorer.score(), scorer.session_score()), (0, 30));
}

/// Some event of a kind that is looked at, with any values.
pub(crate) fn any_event() -> impl Strategy<Value = Event<'static>> {
    (0..16_u8, any::<i32>(), any::<i32>(), any::<u32>()).prop_map(|(kind, x, y, size)| match kind {
        0 => click(x, y),
        1 => click(x % 40, y % 40),
        2 => place(x, y),
        3 => place(x % 200, y % 200),
        4 => scroll(y),
        5 => scroll(y % 3_000),
        6 => page(["a", "b", "c"][size as usize % 3]),
        7 => Event::Resize(Resize { viewport_h: size, ..Resize::default() }),
        8 => error(ErrorKind::Exception),
        9 => INVALID,
        10 => outcome(FormResult::Failure),
        11 => Event::Friction(Friction { weight: size, name: "" }),
        12 => Event::Unanswered(Unanswered::default()),
        13 => enter(),
        14 => Event::Selection(Selection { length: Length::Short }),
        _ => Event::Submit(Submit::default()),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happens, and however its times jump: nothing panics, and the visit's score is the sum.
    #[test]
    fn any_events_can_be_scored(
        events in prop::collection::vec((prop_oneof![0..50_u64, any::<u64>()], any_event()), 0..200), loose: bool,
    ) {
        let thresholds = Thresholds { rage_radius: u32::MAX, thrash_leg: 0, thrash_speed: u32::MAX, rush_heights: 0,
            scroll_turns: 0, speed_pages: 0, rage_clicks: 0, scroll_stretch: u32::MAX, ..Thresholds::default() };
        let mut scorer = if loose { Scorer::with(thresholds) } else { Scorer::new() };
        let mut sum = 0_u32;
        let mut last = 0_u64;
        for (t, event) in events {
            last = if t < 50 { last.saturating_add(t) } else { t };
            sum = sum.saturating_add(scorer.feed(last, 1, &event).map_or(0, |signal| signal.weight));
        }
        sum = sum.saturating_add(scorer.finish(last).map_or(0, |signal| signal.weight));
        prop_assert_eq!(scorer.session_score(), sum);
        prop_assert!(scorer.score() <= sum);
    }
}
