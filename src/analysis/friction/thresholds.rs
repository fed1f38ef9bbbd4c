use super::{Found, Signal};
use super::{clicks, scrolling, submits, thrash, trail};

/// From when on something is a sign of annoyance, and how much it weighs. Counts of clicks, turns and
/// pages beyond what the state has room for (8 clicks, 16 turns) count as that.
///
/// ```
/// use desireline::analysis::friction::{Scorer, Thresholds};
/// let patient = Thresholds { rage_clicks: 5, ..Thresholds::default() };
/// let scorer = Scorer::with(patient);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Clicks that make a rage click.
    pub rage_clicks: u32,
    /// Longest time from the first of them to the last, in ms.
    pub rage_within: u64,
    /// How far from the first of them the others may be, in CSS px.
    pub rage_radius: u32,
    /// Longest time from a click to its error, in ms.
    pub error_after: u64,
    /// A return after less than so many ms is a quick back.
    pub quick_back: u64,
    /// A visit of one page, without an act, of less than so many ms is a bounce.
    pub bounce: u64,
    /// Pages in a row left at once that make speed browsing.
    pub speed_pages: u32,
    /// A page that was open for less than so many ms was left at once.
    pub speed_page: u64,
    /// Changes of direction that make scrolling excessive.
    pub scroll_turns: u32,
    /// Longest time from the first of them to the last, in ms.
    pub scroll_within: u64,
    /// Shortest stretch between two of them, in percent of the viewport's height.
    pub scroll_stretch: u32,
    /// Heights of the viewport rushed past that make scrolling excessive.
    pub rush_heights: u32,
    /// The time for them, in ms.
    pub rush_within: u64,
    /// Sharp turns of the pointer that make a thrash.
    pub thrash_turns: u32,
    /// Longest time from the first of them to the last, in ms.
    pub thrash_within: u64,
    /// Shortest way between two of them, in CSS px.
    pub thrash_leg: u32,
    /// Least speed on it, in CSS px a second.
    pub thrash_speed: u32,
    /// Longest time from an attempt to the `invalid` that answers it, in ms.
    pub invalid_after: u64,
    /// Within how many ms two complaints are about the same attempt.
    pub same_attempt: u64,
    /// How much each signal weighs.
    pub weights: Weights,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            rage_clicks: clicks::RAGE_CLICKS,
            rage_within: clicks::RAGE_WITHIN,
            rage_radius: clicks::RAGE_RADIUS,
            error_after: clicks::ERROR_AFTER,
            quick_back: trail::QUICK_BACK,
            bounce: trail::BOUNCE,
            speed_pages: trail::SPEED_PAGES,
            speed_page: trail::SPEED_PAGE,
            scroll_turns: scrolling::SCROLL_TURNS,
            scroll_within: scrolling::SCROLL_WITHIN,
            scroll_stretch: scrolling::SCROLL_STRETCH,
            rush_heights: scrolling::RUSH_HEIGHTS,
            rush_within: scrolling::RUSH_WITHIN,
            thrash_turns: thrash::THRASH_TURNS,
            thrash_within: thrash::THRASH_WITHIN,
            thrash_leg: thrash::THRASH_LEG,
            thrash_speed: thrash::THRASH_SPEED,
            invalid_after: submits::INVALID_AFTER,
            same_attempt: submits::SAME_ATTEMPT,
            weights: Weights::default(),
        }
    }
}

/// How much a signal adds to the score, in tenths, as the site's own
/// [`Friction`](crate::wire::Friction) weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    /// Of a rage click.
    pub rage_click: u32,
    /// Of a dead click.
    pub dead_click: u32,
    /// Of an error click.
    pub error_click: u32,
    /// Of a quick back.
    pub quick_back: u32,
    /// Of a bounce.
    pub bounce: u32,
    /// Of speed browsing.
    pub speed_browsing: u32,
    /// Of excessive scrolling.
    pub excessive_scrolling: u32,
    /// Of a mouse thrash.
    pub mouse_thrash: u32,
    /// Of a submit failure.
    pub submit_failure: u32,
}

/// Mouseflow's weights where it has one (rage click, dead click, error click, quick back, speed
/// browsing, submit failure); the rest weighs as its lightest, since it may have a harmless reason.
impl Default for Weights {
    fn default() -> Self {
        Self {
            rage_click: 50,
            dead_click: 10,
            error_click: 20,
            quick_back: 20,
            bounce: 10,
            speed_browsing: 10,
            excessive_scrolling: 10,
            mouse_thrash: 10,
            submit_failure: 30,
        }
    }
}

/// Most that one signal of the site's own may weigh, in tenths: twice our heaviest, so that a forged
/// or mistaken weight does not drown all others.
pub const MAX_CUSTOM: u32 = 100;

impl Thresholds {
    /// What was found, with its weight.
    pub(super) fn signal(&self, what: Found, t: u64, who: u32) -> Signal {
        let weights = &self.weights;
        let weight = match what {
            Found::RageClick => weights.rage_click,
            Found::DeadClick => weights.dead_click,
            Found::ErrorClick => weights.error_click,
            Found::QuickBack => weights.quick_back,
            Found::Bounce => weights.bounce,
            Found::SpeedBrowsing => weights.speed_browsing,
            Found::ExcessiveScrolling => weights.excessive_scrolling,
            Found::MouseThrash => weights.mouse_thrash,
            Found::SubmitFailure => weights.submit_failure,
            // Its weight comes with it.
            Found::Custom => 0,
        };
        Signal { what, t, who, weight }
    }
}
