//! What the next decision will be: counters of what was decided in like places, weighed together.
//!
//! A logistic mixing of a few adaptive probabilities and of known quantities (how fast the
//! pointer went before), with weights trained beforehand, which go on learning from the frame.
//! Integers only, so that every machine comes to the same numbers.

use alloc::vec;
use alloc::vec::Vec;

use super::Tape;
use super::weights::WEIGHTS;

/// Contexts of one decision, each with a counter of its own.
pub(crate) const CONTEXTS: usize = 4;
/// Known quantities that bear on one decision.
pub(crate) const FEATURES: usize = 5;
/// What is weighed in one decision.
pub(crate) const INPUTS: usize = CONTEXTS + FEATURES;

/// Counters of one kind of context, as a power of two. A frame of some hundred events uses about
/// a thousand of each; two contexts that fall on one counter cost bytes and nothing else.
const TABLE_BITS: u32 = 13;
/// What spreads contexts over a table: 2^32 by the golden ratio.
pub(crate) const SCATTER: u32 = 0x9e37_79b1;
/// Decisions after which a counter gives the newest no less weight: the visitor changes.
const MEMORY: u32 = 48;

/// One nat in the logistic domain.
pub(crate) const NAT: i32 = 256;
/// Furthest that the logistic domain goes either way: odds of 3,000 to 1.
const FAR: i32 = 8 * NAT - 1;
/// Weights are trained in 1/32.
const WEIGHT_BITS: u32 = 5;
/// What a frame teaches them is finer by so many bits.
const FINE_BITS: u32 = 8;
/// How far a weight moves: its input times the miss, less so many bits. With one more or less recorded
/// visits become longer.
const LEARNING: u32 = 18;
/// Misses up to 1/16 teach next to nothing, and most are: learning from them would take a quarter of
/// the coder's time.
const MISS: i32 = 4096;
/// Furthest that a frame takes a weight, 8, so that sums stay within 32 bits.
const FURTHEST: i32 = 8 << (WEIGHT_BITS + FINE_BITS);
/// A nat in octaves is 1 / ln 2; the logarithm of 2 in 1/256.
const LN_2: i32 = 177;

/// 4,096 / (1 + e^-x) for x from -8 to 8 in steps of 1/2 nat.
const SQUASH: [u16; 33] = [
    1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785, 3902,
    3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095,
];

/// The probability, in 1/4,096, that stands at a place of the logistic domain.
fn squash(x: i32) -> i32 {
    let place = (x.clamp(-FAR, FAR) + 8 * NAT) as usize;
    let (step, rest) = (place / 128, (place % 128) as i32);
    let at = |step: usize| i32::from(SQUASH.get(step).copied().unwrap_or_default());
    (at(step) * (128 - rest) + at(step + 1) * rest + 64) / 128
}

/// Octaves from 1 to a number, in 1/64; straight between two powers of two. Of 0 as of 1.
pub(super) fn octaves(value: u32) -> i32 {
    let value = value.max(1);
    let length = 31 - value.leading_zeros();
    (length << 6 | (value << (31 - length) & 0x7fff_ffff) >> 25) as i32
}

/// Where a probability, in 1/65,536, stands in the logistic domain.
fn stretch(p: u32) -> i32 {
    ((octaves(p) - octaves(65_536 - p)) * 4 * LN_2) >> 8
}

/// How often "yes" came in one context: in the upper half the probability in 1/65,536, less one
/// half; in the lower the decisions seen, up to [`MEMORY`]. 0 for a context that was never met.
pub(crate) type Counter = u32;

/// All counters of a frame.
#[derive(Debug)]
pub(crate) struct Model {
    counters: Vec<Counter>,
    /// By decisions seen: how far a counter is believed, in 1/256 (the upper half), and how far it
    /// moves, in 1/65,536.
    trust: Vec<u32>,
    /// Where probabilities stand in the logistic domain, by their upper 12 bits.
    stretched: Vec<i16>,
    /// [`WEIGHTS`], row after row, with what the frame has taught.
    weights: Vec<i32>,
}

/// Where one decision stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) contexts: [u32; CONTEXTS],
    pub(crate) features: &'a [i32; FEATURES],
    /// Row of [`WEIGHTS`].
    pub(crate) weights: usize,
}

impl Model {
    pub(crate) fn new() -> Self {
        let mut trust = Vec::new();
        for seen in 0..=MEMORY {
            trust.push(((seen * 512 / (seen * 2 + 3)) << 16) | (655_360 / (seen * 10 + 13)));
        }
        let stretched = (0..4096).map(|p| stretch(p << 4 | 8) as i16).collect();
        let counters = vec![0; CONTEXTS << TABLE_BITS];
        let mut model = Self { counters, trust, stretched, weights: Vec::new() };
        model.unlearn();
        model
    }

    /// Takes the weights as they were trained.
    fn unlearn(&mut self) {
        self.weights.clear();
        self.weights.extend(WEIGHTS.as_flattened().iter().map(|weight| i32::from(*weight) << FINE_BITS));
    }

    /// The counters as they are, to [begin](Self::begin) with later.
    pub(crate) fn counters(&self) -> Vec<Counter> {
        self.counters.clone()
    }

    /// Takes other counters over, and forgets what a frame has taught the weights.
    pub(crate) fn begin(&mut self, counters: &[Counter]) {
        self.counters.copy_from_slice(counters);
        self.unlearn();
    }

    /// A counter's probability, the decisions it has seen, and its trust.
    fn counter(&self, slot: usize) -> (u32, u32, u32) {
        let counter = self.counters.get(slot).copied().unwrap_or_default();
        let seen = counter & 0xffff;
        (counter >> 16 ^ 0x8000, seen, self.trust.get(seen as usize).copied().unwrap_or_default())
    }

    /// Guesses, decides, and learns from what was decided.
    pub(crate) fn decide(&mut self, tape: &mut impl Tape, place: &Place<'_>, yes: bool) -> bool {
        let mut inputs = [0; INPUTS];
        let mut slots = [0; CONTEXTS];
        let mut base = 0;
        for ((slot, input), context) in slots.iter_mut().zip(&mut inputs).zip(place.contexts) {
            *slot = base + (context.wrapping_mul(SCATTER) >> (32 - TABLE_BITS)) as usize;
            base += 1 << TABLE_BITS;
            let (p, _, trust) = self.counter(*slot);
            let stretched = self.stretched.get((p >> 4) as usize).copied().unwrap_or_default();
            *input = (i32::from(stretched) * (trust >> 16) as i32) >> 8;
        }
        for (input, feature) in inputs.iter_mut().skip(CONTEXTS).zip(place.features) {
            *input = *feature;
        }
        let row = place.weights * INPUTS;
        let weights = self.weights.get_mut(row..row + INPUTS).unwrap_or_default();
        let mut sum = 0;
        for (input, weight) in inputs.iter().zip(&*weights) {
            sum += input * *weight;
        }
        let guess = squash(sum >> (WEIGHT_BITS + FINE_BITS)).clamp(1, 4095) << 4;
        let yes = tape.bit(guess as u16, yes);
        tape.look(place, &inputs, guess as u16, yes);

        let aim = if yes { 65_535 } else { 0 };
        let miss: i32 = aim - guess;
        if miss.abs() > MISS {
            for (input, weight) in inputs.iter().zip(weights) {
                *weight = (*weight + ((miss * input) >> LEARNING)).clamp(-FURTHEST, FURTHEST);
            }
        }

        for slot in slots {
            let (p, seen, trust) = self.counter(slot);
            let rate = (trust & 0xffff) as i32;
            // A context that was never met begins with what the others thought.
            let p = if seen == 0 { guess } else { p as i32 };
            let p = p + ((((aim - p) >> 1) * rate) >> 15);
            if let Some(counter) = self.counters.get_mut(slot) {
                *counter = (p as u32 ^ 0x8000) << 16 | (seen + 1).min(MEMORY);
            }
        }
        yes
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::PLAIN;
    use super::super::{Source, Writer};
    use super::*;

    #[test]
    fn stretch_is_about_the_inverse_of_squash() {
        for p in 8..4088 {
            let back = squash(stretch(p << 4));
            assert!((back - p as i32).abs() <= 64, "{p} came back as {back}");
        }
    }

    #[test]
    fn what_is_seen_again_and_again_costs_ever_less() {
        let cost = |times: usize| {
            let mut model = Model::new();
            let mut code = Writer::default();
            let place = Place { contexts: [1, 2, 3, 4], features: &[0; FEATURES], weights: PLAIN as usize };
            for _ in 0..times {
                model.decide(&mut Source::new(&[], &mut code), &place, false);
            }
            code.finish().len()
        };
        assert!(cost(1000) < 20, "{}", cost(1000));
    }
}
