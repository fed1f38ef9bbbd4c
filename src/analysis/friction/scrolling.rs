//! Excessive scrolling: up and down in search, or past everything.

use super::recent::Recent;
use super::{Found, Signal, Thresholds};
use crate::wire::{Event, TargetNo};

/// Changes of direction that are one too many. Clarity looks for opposite directions too, against an
/// average that a single visit does not know; a reader who looks something up turns twice.
pub const SCROLL_TURNS: u32 = 6;
/// Longest time from the first of them to the last, in ms: three seconds a turn and a bit.
pub const SCROLL_WITHIN: u64 = 20_000;
/// How far a stretch in one direction must go to count, in percent of the viewport's height: under a
/// half, what was looked at is still in sight.
pub const SCROLL_STRETCH: u32 = 50;
/// Heights of the viewport that are rushed past. At two a second nothing can be read: a skimming
/// reader takes in some 8 words a second, and a screen holds over a hundred.
pub const RUSH_HEIGHTS: u32 = 20;
/// The time for them without any click, key or input, in ms.
pub const RUSH_WITHIN: u64 = 10_000;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scrolling {
    viewport: u32,
    /// Where the page is scrolled to.
    y: i32,
    /// How far in the direction it last went; downwards is positive.
    stretch: i64,
    turns: Recent,
    /// When the rush began, and how far it went, in CSS px.
    began: u64,
    gone: u64,
}

impl Scrolling {
    /// On another page everything is new.
    pub(super) fn page(viewport: u32) -> Self {
        Self { viewport, ..Self::default() }
    }

    pub(super) fn feed(&mut self, t: u64, event: &Event<'_>, thresholds: &Thresholds) -> Option<Signal> {
        match event {
            Event::Resize(sizes) => self.viewport = sizes.viewport_h,
            // Found what was looked for.
            Event::Click(_) | Event::Key(_) | Event::Input(_) => self.rest(),
            Event::Scroll(scroll) if scroll.target == TargetNo::NONE && self.viewport > 0 => {
                let step = i64::from(scroll.y) - i64::from(self.y);
                self.y = scroll.y;
                let turned = self.turned(t, step, thresholds);
                if self.rushed(t, step, thresholds) || turned {
                    self.rest();
                    return Some(thresholds.signal(Found::ExcessiveScrolling, t, 0));
                }
            }
            _ => {}
        }
        None
    }

    fn rest(&mut self) {
        (self.stretch, self.gone) = (0, 0);
        self.turns.clear();
    }

    fn turned(&mut self, t: u64, step: i64, thresholds: &Thresholds) -> bool {
        if self.stretch.signum() * step.signum() >= 0 {
            self.stretch += step;
            return false;
        }
        let long = self.stretch.unsigned_abs() * 100;
        let enough = u64::from(self.viewport) * u64::from(thresholds.scroll_stretch);
        self.stretch = step;
        long >= enough && self.turns.reaches(t, thresholds.scroll_turns, thresholds.scroll_within)
    }

    fn rushed(&mut self, t: u64, step: i64, thresholds: &Thresholds) -> bool {
        if self.gone == 0 || t.saturating_sub(self.began) > thresholds.rush_within {
            (self.began, self.gone) = (t, 0);
        }
        // A jump to an anchor or to the end rushes past nothing but what it lands on.
        self.gone += step.unsigned_abs().min(self.viewport.into());
        self.gone >= u64::from(self.viewport) * u64::from(thresholds.rush_heights)
    }
}
