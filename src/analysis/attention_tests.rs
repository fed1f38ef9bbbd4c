use proptest::prelude::*;

use super::*;
use crate::wire::*;

const VIEW: View = View {
    viewport_w: 800,
    viewport_h: 600,
    document_w: 800,
    document_h: 3_000,
    zoom: 100,
    scroll_x: 0,
    scroll_y: 0,
    x: 0,
    y: 0,
};

fn scroll(y: i32) -> Event<'static> {
    Event::Scroll(Scroll { y, ..Scroll::default() })
}

fn sight(state: PageState) -> Event<'static> {
    Event::Visibility(Visibility { state })
}

/// What is seen of a page that is fed these events and left at `end`.
fn seen(events: &[(u64, Event<'_>)], end: u64) -> Attention {
    let mut attention = Attention::new(0, VIEW);
    events.iter().for_each(|(t, event)| attention.feed(*t, 0, None, event));
    attention.advance(end);
    attention
}

#[test]
fn nobody_looks_for_longer_than_the_idle_time() {
    for (end, attentive) in [(IDLE - 1, IDLE - 1), (IDLE, IDLE), (IDLE + 1, IDLE), (10 * IDLE, IDLE)] {
        let attention = seen(&[], end);
        assert_eq!((attention.visible(), attention.attentive()), (end, attentive));
    }
    let back = seen(&[(50_000, Event::Pointer(Pointer::default()))], 51_000);
    assert_eq!(back.attentive(), 31_000);
    let busy = seen(&[(29_000, Event::LongTask(LongTask::default()))], 60_000);
    assert_eq!(busy.attentive(), IDLE);
}

#[test]
fn out_of_sight_and_paused_no_time_counts() {
    let away = [(1_000, sight(PageState::Hidden)), (9_000, sight(PageState::Visible))];
    assert_eq!(seen(&away, 10_000).attentive(), 2_000);
    assert_eq!(seen(&away[..1], 10_000).visible(), 1_000);
    let pause = |paused| Event::Pause(Pause { paused });
    assert_eq!(seen(&[(1_000, pause(true)), (9_000, pause(false))], 10_000).attentive(), 2_000);
    let frozen = [(1_000, sight(PageState::Frozen)), (2_000, sight(PageState::Resumed))];
    assert_eq!(seen(&frozen, 9_000).visible(), 1_000);
}

#[test]
fn a_band_is_in_view_when_its_middle_is() {
    let bands = |y| seen(&[(0, scroll(y))], 1_000).bands();
    assert_eq!(bands(50), [Band { top: 0, bottom: 600, ms: 1_000 }]);
    assert_eq!(bands(51), [Band { top: 100, bottom: 700, ms: 1_000 }]);
    assert_eq!(bands(-51), [Band { top: 0, bottom: 500, ms: 1_000 }]);
    assert_eq!(bands(2_700), [Band { top: 2_700, bottom: 3_000, ms: 1_000 }]);
}

#[test]
fn what_was_left_and_seen_again_adds_up() {
    let bands = seen(&[(1_000, scroll(1_000)), (2_000, scroll(0))], 4_000).bands();
    assert_eq!(bands, [Band { top: 0, bottom: 600, ms: 3_000 }, Band { top: 1_000, bottom: 1_600, ms: 1_000 }]);
}

#[test]
fn the_deepest_point_is_where_the_view_reached() {
    let attention = seen(&[(0, scroll(900)), (1, scroll(300))], 2);
    assert_eq!((attention.deepest(), attention.deepest_percent()), (1_500, 50));
    assert_eq!(seen(&[(0, scroll(9_000))], 1).deepest(), 3_000);
    assert_eq!(seen(&[(0, sight(PageState::Hidden)), (0, scroll(900))], 1).deepest(), 600);
    assert_eq!(Attention::new(0, View::default()).deepest_percent(), 0);
}

#[test]
fn two_fingers_show_a_part() {
    let attention = seen(&[(0, Event::Pinch(Pinch { zoom: 200, left: 0, top: 200 }))], 1_000);
    assert_eq!(attention.bands(), [Band { top: 200, bottom: 500, ms: 1_000 }]);
}

#[test]
fn half_of_a_mark_is_enough() {
    let ms = |y, h, fixed| {
        let mut attention = Attention::new(0, VIEW);
        let bounds = Bounds { y, h, fixed, ..Bounds::default() };
        attention.feed(0, 5, Some(bounds), &Event::Mark(Mark::default()));
        attention.advance(1_000);
        attention.marks().next()
    };
    assert_eq!(ms(500, 200, false), Some((5, 1_000)));
    assert_eq!(ms(501, 200, false), Some((5, 0)));
    assert_eq!(ms(300, 2_000, false), Some((5, 1_000)));
    assert_eq!(ms(301, 2_000, false), Some((5, 0)));
    assert_eq!(ms(2_000, 10, true), Some((5, 1_000)));
    assert_eq!(ms(0, 0, false), Some((5, 0)));
}

#[test]
fn a_gap_is_not_looked_at() {
    let mut attention = Attention::new(0, VIEW);
    attention.advance(1_000);
    attention.gap(20_000, View { scroll_y: 1_000, ..VIEW });
    attention.advance(21_000);
    assert_eq!((attention.attentive(), attention.deepest()), (2_000, 1_600));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No band was looked at for longer than the page, and bands ascend.
    #[test]
    fn bands_are_bounded(steps in prop::collection::vec((0..40_000_u64, 0..4_u8, any::<i32>(), any::<u32>()), 0..60)) {
        let size = |size| size % (1 << 25);
        let mut t = 0;
        let mut attention = Attention::new(0, VIEW);
        for (gap, kind, y, h) in steps {
            t += gap;
            let event = match kind {
                0 => scroll(y % (1 << 25)),
                1 => scroll(y % 4_000),
                2 => sight(if y % 2 == 0 { PageState::Hidden } else { PageState::Visible }),
                _ => Event::Resize(Resize { viewport_h: size(h), document_h: size(h / 2), ..Resize::default() }),
            };
            attention.feed(t, 0, None, &event);
        }
        prop_assert!(attention.attentive() <= attention.visible() && attention.visible() <= t);
        let bands = attention.bands();
        prop_assert!(bands.iter().all(|band| band.ms > 0 && band.ms <= attention.attentive() && band.top < band.bottom));
        prop_assert!(bands.windows(2).all(|pair| pair[0].bottom <= pair[1].top));
        prop_assert!(bands.len() <= 2 * attention.spans.len());
    }
}
