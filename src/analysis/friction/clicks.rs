//! Rage, dead and error clicks.

use super::{Found, Signal, Thresholds};
use crate::wire::{Click, ErrorKind, Event, Length, MAX_COORDINATE};

/// Clicks that make a rage click: PostHog's and Datadog's number.
pub const RAGE_CLICKS: u32 = 3;
/// Longest time from the first of them to the last, in ms: PostHog's, Datadog's and Mouseflow's.
pub const RAGE_WITHIN: u64 = 1_000;
/// How far from the first of them the others may be, in CSS px: PostHog's; about a button's height.
pub const RAGE_RADIUS: u32 = 30;
/// Longest time from a click to the error it is held responsible for, in ms. Nielsen's limit up to
/// which an answer is felt as the act's own; at Mouseflow's 100 ms a handler that asks a server
/// first would escape.
pub const ERROR_AFTER: u64 = 1_000;

/// Most clicks that a threshold may ask for.
const MOST: usize = 8;

#[derive(Clone, Copy, Debug, Default)]
struct Hit {
    t: u64,
    x: i32,
    y: i32,
}

impl Hit {
    fn near(self, other: Self, thresholds: &Thresholds) -> bool {
        let (dx, dy) = (i64::from(self.x) - i64::from(other.x), i64::from(self.y) - i64::from(other.y));
        let radius = i64::from(thresholds.rage_radius).min(MAX_COORDINATE.into());
        let (soon, beside) =
            (self.t.saturating_sub(other.t) <= thresholds.rage_within, dx.abs().max(dy.abs()) <= radius);
        // Squared only where that cannot overflow.
        soon && beside && dx * dx + dy * dy <= radius * radius
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clicks {
    /// The newest last.
    hits: [Hit; MOST],
    count: usize,
    /// The clicks as they come belong to a rage that was told.
    told: bool,
    /// The last click, until an error is held against it.
    blamed: Option<(u64, u32)>,
}

impl Clicks {
    pub(super) fn feed(&mut self, t: u64, who: u32, event: &Event<'_>, thresholds: &Thresholds) -> Option<Signal> {
        match event {
            Event::Click(click) if click.button == 0 => {
                self.blamed = Some((t, who));
                self.enraged(t, click, thresholds).then(|| thresholds.signal(Found::RageClick, t, who))
            }
            Event::Unanswered(_) => Some(thresholds.signal(Found::DeadClick, t, who)),
            Event::Error(error) if error.error != ErrorKind::Resource => {
                let (clicked, who) = self.blamed.take()?;
                let soon = t.saturating_sub(clicked) <= thresholds.error_after;
                soon.then(|| thresholds.signal(Found::ErrorClick, t, who))
            }
            // Two and three clicks select words and lines.
            Event::Selection(selection) if selection.length != Length::None => {
                self.count = 0;
                None
            }
            _ => None,
        }
    }

    fn enraged(&mut self, t: u64, click: &Click, thresholds: &Thresholds) -> bool {
        let hit = Hit { t, x: click.x, y: click.y };
        if self.told && !hit.near(self.hits[MOST - 1], thresholds) {
            (self.told, self.count) = (false, 0);
        }
        self.hits.copy_within(1.., 0);
        self.hits[MOST - 1] = hit;
        self.count = (self.count + 1).min(MOST);
        let enough = (thresholds.rage_clicks as usize).clamp(1, MOST);
        let run = &self.hits[MOST - enough..];
        let enraged = !self.told && self.count >= enough && run.iter().all(|hit| hit.near(run[0], thresholds));
        self.told |= enraged;
        enraged
    }
}
