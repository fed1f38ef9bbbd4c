//! Hover: how long the pointer was on what was then clicked. Long ones are doubt, or reading.

use alloc::collections::VecDeque;

use crate::path::REST;
use crate::wire::{Bounds, Event, PointerKind, TargetNo};

/// Most places of the pointer that are remembered: of a path thinned to 1 px about a minute, of one
/// at 60 Hz four seconds. A longer hover counts as that long.
pub const MAX_PLACES: usize = 256;

/// Where the pointer was.
#[derive(Clone, Copy, Debug)]
struct Place {
    t: u64,
    /// In the viewport.
    x: i32,
    y: i32,
    /// How far the page was scrolled then.
    scroll_x: i32,
    scroll_y: i32,
}

/// Remembers the pointer's path, and tells how much of its end lay on an element.
///
/// Between two places the pointer goes straight and evenly; where they are more than
/// [`REST`] apart in time it rests at the first (docs/DESIGN.md).
///
/// ```
/// use desireline::analysis::hover::Hover;
/// use desireline::wire::{Bounds, Event, Pointer};
/// let place = |x| Event::Pointer(Pointer { x, y: 10, ..Pointer::default() });
/// let mut hover = Hover::default();
/// hover.feed(0, &place(0));
/// hover.feed(100, &place(200));
/// // It came in half-way, at 50 ms, and was clicked at 400 ms.
/// let button = Bounds { x: 100, y: 0, w: 200, h: 20, ..Bounds::default() };
/// assert_eq!(hover.on(400, button), Some(350));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Hover {
    places: VecDeque<Place>,
    scroll_x: i32,
    scroll_y: i32,
}

impl Hover {
    /// How the page is scrolled where a stream's frames begin, or go on after a gap: what was seen of
    /// the pointer before says nothing any more.
    pub fn begin(&mut self, scroll_x: i32, scroll_y: i32) {
        self.places.clear();
        (self.scroll_x, self.scroll_y) = (scroll_x, scroll_y);
    }

    /// The next event.
    pub fn feed(&mut self, t: u64, event: &Event<'_>) {
        match event {
            // A finger is nowhere before it touches.
            Event::Pointer(pointer) if pointer.pointer == PointerKind::Touch => self.places.clear(),
            Event::Pointer(pointer) => self.push(t, pointer.x, pointer.y),
            Event::Scroll(scroll) if scroll.target == TargetNo::NONE => {
                // The page moves under a pointer that rests; both places are needed, the one before as it was.
                let last = self.places.back().copied();
                if let Some(Place { x, y, .. }) = last {
                    self.push(t, x, y);
                }
                (self.scroll_x, self.scroll_y) = (scroll.x, scroll.y);
                if let Some(Place { x, y, .. }) = last {
                    self.push(t, x, y);
                }
            }
            Event::Inside(inside) if !inside.inside => self.places.clear(),
            Event::Page(_) => self.places.clear(),
            _ => {}
        }
    }

    /// How long the pointer had been within those bounds without a break when it was clicked at `t`,
    /// in ms. `None` where it was not there: by a finger, the keyboard or a script.
    pub fn on(&self, t: u64, bounds: Bounds) -> Option<u64> {
        let last = self.places.back().filter(|place| inside(place, bounds))?;
        let mut since = last.t;
        for (from, to) in self.places.iter().rev().skip(1).zip(self.places.iter().rev()) {
            since = entered(from, to, bounds);
            if since > from.t || !inside(from, bounds) {
                break;
            }
        }
        Some(t.saturating_sub(since))
    }

    fn push(&mut self, t: u64, x: i32, y: i32) {
        if self.places.len() == MAX_PLACES {
            self.places.pop_front();
        }
        let (scroll_x, scroll_y) = (self.scroll_x, self.scroll_y);
        self.places.push_back(Place { t, x, y, scroll_x, scroll_y });
    }
}

/// A place in the space in which the bounds lie.
fn point(place: &Place, bounds: Bounds) -> [i64; 2] {
    let (x, y) = if bounds.fixed { (0, 0) } else { (place.scroll_x, place.scroll_y) };
    [i64::from(place.x) + i64::from(x), i64::from(place.y) + i64::from(y)]
}

/// The edges of the bounds: left and right, top and bottom.
fn edges(bounds: Bounds) -> [(i64, i64); 2] {
    let edges = |from: i32, size: u32| (i64::from(from), i64::from(from) + i64::from(size));
    [edges(bounds.x, bounds.w), edges(bounds.y, bounds.h)]
}

fn inside(place: &Place, bounds: Bounds) -> bool {
    point(place, bounds).into_iter().zip(edges(bounds)).all(|(at, (low, high))| low <= at && at <= high)
}

/// When the way from one place to the next, which lies within the bounds, came into them for good.
fn entered(from: &Place, to: &Place, bounds: Bounds) -> u64 {
    let ms = to.t.saturating_sub(from.t);
    if ms > REST {
        return if inside(from, bounds) { from.t } else { to.t };
    }
    let ways = point(from, bounds).into_iter().zip(point(to, bounds)).zip(edges(bounds));
    let late = ways.map(|((from, to), (low, high))| {
        let outside = (low - from).max(from - high).max(0);
        // Where it is outside on this axis it moves, for it ends inside.
        let whole = (to - from).abs().max(1);
        (outside.unsigned_abs() * ms).div_ceil(whole.unsigned_abs())
    });
    from.t + late.max().unwrap_or(0).min(ms)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wire::{Inside, Page, Pointer, Scroll};

    const BUTTON: Bounds = Bounds { x: 100, y: 100, w: 50, h: 20, fixed: false, scroller: TargetNo::NONE };

    fn place(x: i32, y: i32) -> Event<'static> {
        Event::Pointer(Pointer { x, y, ..Pointer::default() })
    }

    fn hover<'a>(events: impl IntoIterator<Item = (u64, Event<'a>)>) -> Hover {
        let mut hover = Hover::default();
        events.into_iter().for_each(|(t, event)| hover.feed(t, &event));
        hover
    }

    #[test]
    fn it_counts_from_where_the_way_crosses_the_edge() {
        assert_eq!(hover([(0, place(60, 110)), (80, place(140, 110))]).on(100, BUTTON), Some(60));
        assert_eq!(hover([(0, place(110, 60)), (80, place(110, 120))]).on(100, BUTTON), Some(46));
        assert_eq!(hover([(0, place(100, 100)), (80, place(150, 120))]).on(100, BUTTON), Some(100));
    }

    #[test]
    fn only_the_last_stay_counts() {
        let events = [(0, place(110, 110)), (100, place(200, 110)), (200, place(110, 110))];
        assert_eq!(hover(events).on(300, BUTTON), Some(144));
    }

    #[test]
    fn after_a_rest_it_came_at_once() {
        assert_eq!(hover([(0, place(60, 110)), (REST, place(140, 110))]).on(1_000, BUTTON), Some(875));
        assert_eq!(hover([(0, place(60, 110)), (REST + 1, place(140, 110))]).on(1_000, BUTTON), Some(749));
        assert_eq!(hover([(0, place(120, 110)), (REST + 1, place(140, 110))]).on(1_000, BUTTON), Some(1_000));
    }

    #[test]
    fn nobody_hovers_by_finger_or_keyboard_or_from_outside() {
        assert_eq!(hover([]).on(100, BUTTON), None);
        assert_eq!(hover([(0, place(10, 10))]).on(100, BUTTON), None);
        let touch = Event::Pointer(Pointer { x: 120, y: 110, pointer: PointerKind::Touch, ..Pointer::default() });
        assert_eq!(hover([(0, touch)]).on(100, BUTTON), None);
        let away = Event::Inside(Inside { inside: false });
        assert_eq!(hover([(0, place(120, 110)), (1, away)]).on(100, BUTTON), None);
        assert_eq!(hover([(0, place(120, 110)), (1, Event::Page(Page::default()))]).on(100, BUTTON), None);
    }

    #[test]
    fn the_page_may_move_under_the_pointer() {
        let scroll = Event::Scroll(Scroll { y: 50, ..Scroll::default() });
        let events = [(0, place(120, 60)), (500, scroll)];
        assert_eq!(hover(events).on(800, BUTTON), Some(300));
        assert_eq!(hover(events).on(800, Bounds { y: 50, fixed: true, ..BUTTON }), Some(800));
    }

    #[test]
    fn what_it_remembers_is_bounded() {
        let hover = hover((0..1_000).map(|t| (t, place(120, 110))));
        assert_eq!((hover.places.len(), hover.on(1_000, BUTTON)), (MAX_PLACES, Some(256)));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_hover_is_longer_than_what_is_known(
            steps in prop::collection::vec((0..400_u64, any::<(i32, i32)>(), 90..160, 90..130, 0..4_u8), 0..40),
            fixed: bool,
        ) {
            let mut hover = Hover::default();
            let mut t = 0;
            for (gap, (x, y), near_x, near_y, kind) in steps {
                t += gap;
                hover.feed(t, &match kind {
                    0 => place(x, y),
                    1 => Event::Scroll(Scroll { x: near_x - 120, y: near_y - 110, ..Scroll::default() }),
                    _ => place(near_x, near_y),
                });
            }
            let on = hover.on(t, Bounds { fixed, ..BUTTON });
            prop_assert!(on.is_none_or(|ms| ms <= t));
        }
    }
}
