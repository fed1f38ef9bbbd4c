//! Frustration: what a visitor does who is annoyed, by published thresholds (docs/ANALYSIS.md).
//!
//! The state is small and of constant size, and nothing here needs a float or a text, so that the
//! same code runs beside the recorder and over stored frames.

mod clicks;
mod recent;
mod scrolling;
mod submits;
mod thrash;
mod thresholds;
mod trail;

use serde::Serialize;

use crate::wire::Event;
pub use clicks::{ERROR_AFTER, RAGE_CLICKS, RAGE_RADIUS, RAGE_WITHIN};
pub use scrolling::{RUSH_HEIGHTS, RUSH_WITHIN, SCROLL_STRETCH, SCROLL_TURNS, SCROLL_WITHIN};
pub use submits::{INVALID_AFTER, SAME_ATTEMPT};
pub use thrash::{THRASH_LEG, THRASH_SPEED, THRASH_TURNS, THRASH_WITHIN};
pub use thresholds::{MAX_CUSTOM, Thresholds, Weights};
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub(crate) use trail::acted;
pub use trail::{BOUNCE, QUICK_BACK, SPEED_PAGE, SPEED_PAGES, Trail};

/// A sign of annoyance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Found {
    /// Several clicks in one place, at once.
    RageClick,
    /// A click that nothing answered.
    DeadClick,
    /// A click that a script answered with an error.
    ErrorClick,
    /// A page left at once for the one before.
    QuickBack,
    /// A visit that ended at once where it began.
    Bounce,
    /// Several pages in a row left at once.
    SpeedBrowsing,
    /// The page scrolled up and down, or rushed past.
    ExcessiveScrolling,
    /// The pointer shaken.
    MouseThrash,
    /// A form that was not taken.
    SubmitFailure,
    /// What the site told.
    Custom,
}

/// A sign of annoyance, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What.
    pub what: Found,
    /// When it was certain, on the clock that was fed.
    pub t: u64,
    /// The element it is about ([`identity`](crate::analysis::identity())); 0 for none.
    pub who: u32,
    /// How much it adds to the score, in tenths.
    pub weight: u32,
}

/// What can be found on one page.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnPage {
    clicks: clicks::Clicks,
    scrolling: scrolling::Scrolling,
    thrash: thrash::Thrash,
    submits: submits::Submits,
}

impl OnPage {
    /// Takes the next event; a page begins everything anew.
    pub fn feed(&mut self, t: u64, who: u32, event: &Event<'_>, thresholds: &Thresholds) -> Option<Signal> {
        match event {
            Event::Page(page) => {
                *self = Self { scrolling: scrolling::Scrolling::page(page.viewport_h), ..Self::default() };
                None
            }
            Event::Friction(friction) => {
                Some(Signal { what: Found::Custom, t, who, weight: friction.weight.min(MAX_CUSTOM) })
            }
            _ => {
                // Each finds something in kinds of its own, so there is never more than one.
                let found = [
                    self.clicks.feed(t, who, event, thresholds),
                    self.scrolling.feed(t, event, thresholds),
                    self.thrash.feed(t, event, thresholds),
                    self.submits.feed(t, who, event, thresholds),
                ];
                found.into_iter().flatten().next()
            }
        }
    }
}

/// Finds what annoys a visitor, event by event, and keeps the score of the page and of the visit.
///
/// Times may run backwards a little, as they do where two frames meet; what lies before the last
/// event counts as at the same moment.
///
/// ```
/// use desireline::analysis::friction::{Found, Scorer};
/// use desireline::wire::{Click, Event};
/// let mut scorer = Scorer::new();
/// let click = Event::Click(Click { x: 40, y: 30, ..Click::default() });
/// let found: Vec<_> = [0, 300, 600].iter().filter_map(|t| scorer.feed(*t, 7, &click)).collect();
/// assert_eq!((found[0].what, found[0].t, found[0].who), (Found::RageClick, 600, 7));
/// assert_eq!((scorer.score(), scorer.session_score()), (50, 50));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Scorer {
    thresholds: Thresholds,
    page: OnPage,
    trail: Trail,
    score: u32,
    session: u32,
}

impl Scorer {
    /// With the default thresholds.
    pub fn new() -> Self {
        Self::default()
    }

    /// With thresholds of one's own.
    pub fn with(thresholds: Thresholds) -> Self {
        Self { thresholds, ..Self::default() }
    }

    /// Takes the next event: when, on a clock in ms; the [`identity`](crate::analysis::identity()) of
    /// the element it belongs to, or 0; and what happened.
    ///
    /// A signal that comes with a page is about the page before: it counts for the visit, and for no
    /// page's [`score`](Self::score) any more.
    pub fn feed(&mut self, t: u64, who: u32, event: &Event<'_>) -> Option<Signal> {
        let trail = self.trail.feed(t, event, &self.thresholds);
        let here = self.page.feed(t, who, event, &self.thresholds);
        let signal = trail.or(here);
        let weight = signal.map_or(0, |signal| signal.weight);
        self.session = self.session.saturating_add(weight);
        self.score = if let Event::Page(_) = event { 0 } else { self.score.saturating_add(weight) };
        signal
    }

    /// The visit is over: tells a bounce.
    pub fn finish(&mut self, t: u64) -> Option<Signal> {
        let signal = self.trail.finish(t, &self.thresholds)?;
        self.score = self.score.saturating_add(signal.weight);
        self.session = self.session.saturating_add(signal.weight);
        Some(signal)
    }

    /// The sum of the weights of this page's signals, in tenths.
    pub fn score(&self) -> u32 {
        self.score
    }

    /// The same of all pages.
    pub fn session_score(&self) -> u32 {
        self.session
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
