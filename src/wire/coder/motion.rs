//! The pointer's last steps, which say much about the next: a hand has a speed and a direction.

use super::model::{NAT, octaves};
use super::number::Kind;
use super::weights::{GAP, GAP_REST, LENGTHS, SIGN, SIGNS, SLOW, STEP, STEP_REST};
use super::{grade, signed_grade};

/// What the gap between two places is taken for before one is known, in ms.
const USUAL_GAP: i32 = 50;
/// Gaps are held within these when a speed is carried on, in ms: over a shorter one the clock's
/// steps, over a longer one the hand's rest would make it wild.
const SHORTEST: i32 = 8;
const LONGEST: i32 = 150;
/// Bits after the first of a gap that are predicted: clocks tick in steps of their own.
const GAP_BITS: u32 = 7;
/// The same of a step: fine places are chance.
const STEP_BITS: u32 = 1;

#[derive(Clone, Copy, Debug)]
pub(super) struct Motion {
    /// The last step by axis, and the one before.
    steps: [[i32; 2]; 2],
    /// How long the last two steps took, in ms.
    gaps: [i32; 2],
    /// Time since the pointer's last place, in ms.
    since: i32,
    /// The step along x that is being told.
    across: i32,
}

impl Default for Motion {
    fn default() -> Self {
        Self { steps: [[0; 2]; 2], gaps: [USUAL_GAP; 2], since: 0, across: 0 }
    }
}

/// Octaves of a number's size, with its sign.
fn toward(value: i32) -> i32 {
    size(value) * value.signum()
}

/// Octaves of a number's size.
#[inline(never)]
fn size(value: i32) -> i32 {
    octaves(value.unsigned_abs() + 1)
}

/// Numbers that count with those before them: held where sums and products stay within 32 bits.
fn held(value: i64) -> i32 {
    value.clamp(-(1 << 22), 1 << 22) as i32
}

/// 1 where so long a time, in ms, speaks of a slow clock: browsers tell places every 8 or 16 ms,
/// remote desktops every 100.
fn slow(time: i32) -> u32 {
    u32::from(time >= 64)
}

impl Motion {
    /// Time went by.
    pub(super) fn passed(&mut self, gap: i64) {
        self.since = held(i64::from(self.since) + gap.clamp(0, 1 << 22));
    }

    /// Adds what is known of the gap before the pointer's next place.
    pub(super) fn gap(&self, kind: &mut Kind) {
        let [last, second] = self.gaps;
        let speed = self.steps[0][0].abs() + self.steps[0][1].abs();
        self.know(kind, last, [last, second, speed, 0], [last, speed], GAP);
        (kind.rest_weights, kind.rest) = (GAP_REST + slow(last), GAP_BITS);
    }

    /// Adds what is known of a step along an axis.
    pub(super) fn step(&self, kind: &mut Kind, axis: usize) {
        let last = self.steps[0];
        let mut expected = last;
        for step in &mut expected {
            *step = *step * self.since.clamp(SHORTEST, LONGEST) / self.gaps[0].max(SHORTEST);
        }
        let (own, other, third, near) = match axis {
            0 => (expected[0], expected[1], last[0], self.since),
            _ => (expected[1], expected[0], self.across, self.across),
        };
        self.know(kind, self.since, [own, other, third, self.since], [own, near], STEP);
        let older = self.steps[1][axis & 1];
        let cross = toward(self.across) * own.signum() * other.signum();
        kind.sign = [toward(own), toward(older), cross, 0, 0];
        kind.signs = [signed_grade(own), signed_grade(own) << 8 | signed_grade(self.across)];
        let slow = slow(self.since);
        (kind.sign_weights, kind.signs_of) = (SIGN + SIGNS * slow, SIGNS);
        (kind.rest_weights, kind.rest) = (STEP_REST + slow, STEP_BITS);
    }

    fn know(&self, kind: &mut Kind, clock: i32, sizes: [i32; 4], contexts: [i32; 2], weights: u32) {
        kind.size[0] = NAT;
        for (known, of) in kind.size.iter_mut().skip(1).zip(sizes) {
            *known = size(of);
        }
        kind.contexts = contexts.map(grade);
        kind.weights = weights + SLOW * slow(clock);
        kind.lengths = LENGTHS;
    }

    /// The pointer made a step along an axis.
    pub(super) fn moved(&mut self, axis: usize, step: i64) {
        if axis == 0 {
            self.across = held(step);
        } else {
            self.steps = [[self.across, held(step)], self.steps[0]];
            self.gaps = [self.since, self.gaps[0]];
            (self.since, self.across) = (0, 0);
        }
    }
}
