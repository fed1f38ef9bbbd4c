//! Mouse thrash: the pointer is shaken.

use super::recent::Recent;
use super::{Found, Signal, Thresholds};
use crate::wire::{Event, MAX_COORDINATE, PointerKind};

/// Sharp turns that make a thrash: a hand that searches, circles or corrects itself turns twice or
/// three times.
pub const THRASH_TURNS: u32 = 6;
/// Longest time from the first of them to the last, in ms: a shaken hand turns 3 to 6 times a second.
pub const THRASH_WITHIN: u64 = 2_000;
/// How far it must go between two turns, in CSS px: a trembling hand stays well below.
pub const THRASH_LEG: u32 = 40;
/// How fast at least, in CSS px a second: aimed moves over so short a way are slower on the mean.
pub const THRASH_SPEED: u32 = 1_000;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Thrash {
    /// The last place: when and where.
    last: Option<(u64, (i64, i64))>,
    /// The way since the last sharp turn, and when that was.
    leg: (i64, i64),
    began: u64,
    turns: Recent,
}

impl Thrash {
    pub(super) fn feed(&mut self, t: u64, event: &Event<'_>, thresholds: &Thresholds) -> Option<Signal> {
        // Fingers and pens are only where they touch.
        let Event::Pointer(pointer) = event else { return None };
        if pointer.pointer != PointerKind::Mouse {
            return None;
        }
        let inside = |place: i32| i64::from(place.clamp(-MAX_COORDINATE, MAX_COORDINATE));
        let place = (inside(pointer.x), inside(pointer.y));
        let Some((before, (x, y))) = self.last.replace((t, place)) else {
            self.began = t;
            return None;
        };
        let step = (place.0 - x, place.1 - y);
        let (dx, dy) = self.leg;
        // Further apart than a right angle.
        if dx * step.0 + dy * step.1 >= 0 {
            self.leg = (dx + step.0, dy + step.1);
            return None;
        }
        let fast = fast(dx * dx + dy * dy, before.saturating_sub(self.began), thresholds);
        (self.leg, self.began) = (step, before);
        if !fast {
            self.turns.clear();
            return None;
        }
        let shaken = self.turns.reaches(before, thresholds.thrash_turns, thresholds.thrash_within);
        shaken.then(|| thresholds.signal(Found::MouseThrash, t, 0))
    }
}

/// Whether a way, told by its length's square, is long enough and was fast.
fn fast(square: i64, ms: u64, thresholds: &Thresholds) -> bool {
    let square = square.unsigned_abs();
    let leg = u64::from(thresholds.thrash_leg);
    let least = u64::from(thresholds.thrash_speed).saturating_mul(ms) / 1_000;
    square >= leg * leg && square >= least.saturating_mul(least)
}
