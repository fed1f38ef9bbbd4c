//! From page to page: quick back, speed browsing, bounce.

use super::{Found, Signal, Thresholds};
use crate::hash;
use crate::wire::Event;

/// Longest stay on a page that makes the return from it a quick back, in ms: Mouseflow's.
pub const QUICK_BACK: u64 = 10_000;
/// Longest visit of one page that is a bounce, in ms: Google Analytics calls longer ones engaged.
pub const BOUNCE: u64 = 10_000;
/// Pages in a row that are left at once: with the first one, chosen before it could be seen, two
/// might be the way to something.
pub const SPEED_PAGES: u32 = 3;
/// How long a page is looked at that is not left at once, in ms: finding out whether a page is worth
/// staying takes most visitors some 10 s (Nielsen and Liu, after Weibull); half of it finds nothing out.
pub const SPEED_PAGE: u64 = 5_000;

/// The way through the pages of a visit, all its tabs together. A page is known by its address; what
/// a redacted address hides (`/bags/*`) is one page.
///
/// Only the [`Scorer`](super::Scorer) of a page that is never left for another document sees all of
/// it; over stored frames [`visit`](crate::analysis::visit()) feeds it every document of the visit.
///
/// ```
/// use desireline::analysis::friction::{Found, Thresholds, Trail};
/// use desireline::wire::{Event, Page};
/// let (mut trail, thresholds) = (Trail::default(), Thresholds::default());
/// let page = |url| Event::Page(Page { url, ..Page::default() });
/// assert_eq!(trail.feed(0, &page("https://a.example/"), &thresholds), None);
/// assert_eq!(trail.feed(20_000, &page("https://a.example/b"), &thresholds), None);
/// let back = trail.feed(24_000, &page("https://a.example/"), &thresholds).unwrap();
/// assert_eq!(back.what, Found::QuickBack);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Trail {
    /// Hashes of the addresses; 0 for none.
    before: u32,
    here: u32,
    /// When this page was opened.
    opened: u64,
    /// Pages left at once, in a row.
    short: u32,
    /// When the visit began.
    began: Option<u64>,
    /// It has seen more than one page, or the visitor did something.
    engaged: bool,
}

impl Trail {
    /// Takes the next event of the visit. A signal that comes with a page is about the one before.
    pub fn feed(&mut self, t: u64, event: &Event<'_>, thresholds: &Thresholds) -> Option<Signal> {
        let began = *self.began.get_or_insert(t);
        self.engaged |= acted(event);
        let Event::Page(page) = event else { return None };
        let next = hash::add(hash::START, page.url.as_bytes()).max(1);
        if self.here == next {
            return None;
        }
        if self.here == 0 {
            (self.here, self.opened) = (next, began);
            return None;
        }
        self.engaged = true;
        let stay = t.saturating_sub(self.opened);
        let back = next == self.before && stay < thresholds.quick_back;
        // Who came back and goes there again has not come back a second time.
        self.before = if back { 0 } else { self.here };
        (self.here, self.opened) = (next, t);
        self.short = if stay < thresholds.speed_page && !back { self.short + 1 } else { 0 };
        if back {
            return Some(thresholds.signal(Found::QuickBack, t, 0));
        }
        if self.short < thresholds.speed_pages.max(1) {
            return None;
        }
        self.short = 0;
        Some(thresholds.signal(Found::SpeedBrowsing, t, 0))
    }

    /// The visit is over: was it a bounce?
    pub fn finish(&self, t: u64, thresholds: &Thresholds) -> Option<Signal> {
        let began = self.began.filter(|_| !self.engaged && self.here != 0)?;
        (t.saturating_sub(began) < thresholds.bounce).then(|| thresholds.signal(Found::Bounce, t, 0))
    }
}

/// Whether the visitor did more than look: pointers and scrolls move by themselves.
pub(crate) fn acted(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Click(_)
            | Event::Key(_)
            | Event::Input(_)
            | Event::Change(_)
            | Event::Submit(_)
            | Event::Contact(_)
            | Event::DoubleClick(_)
            | Event::ContextMenu(_)
            | Event::Drag(_)
            | Event::Selection(_)
            | Event::Clipboard(_)
            | Event::Custom(_)
    )
}
