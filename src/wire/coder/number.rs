//! How values become decisions: a number by its length, its sign and then its bits; a text by
//! numbers.

use super::model::{FEATURES, Place, SCATTER};
use super::weights::{LETTER, PLAIN, PLAIN_REST, PLAIN_SIGN, TAG};
use super::{Coder, TAG_BITS, Tape, VALUES};

/// Bits after the first of a number that are predicted; further ones are as good as chance.
const REST_BITS: u32 = 8;
/// Contexts of its own that a decision has.
const OWN: usize = 2;
/// Even odds.
pub(super) const EVEN: u16 = 1 << 15;
/// What is known of nothing in particular.
const NONE: [i32; FEATURES] = [0; FEATURES];
/// First of the places of letters, after those of all values: one for each letter before.
const LETTERS: u32 = VALUES << TAG_BITS;
/// Place of a row's kind.
const KIND: u32 = LETTERS + 256;

/// Where a number stands, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) id: u32,
    pub(super) contexts: [u32; OWN],
    /// Contexts of its sign.
    pub(super) signs: [u32; OWN],
    /// Known quantities that bear on its size, and on its sign.
    pub(super) size: [i32; FEATURES],
    pub(super) sign: [i32; FEATURES],
    /// Row of the weights for its length, or first of so many rows, one for each bit.
    pub(super) weights: u32,
    pub(super) lengths: u32,
    /// First of so many rows for its sign, one for each bit that it has.
    pub(super) sign_weights: u32,
    pub(super) signs_of: u32,
    /// Row of its bits after the first, and how many of them are predicted.
    pub(super) rest_weights: u32,
    pub(super) rest: u32,
}

impl Kind {
    /// A number of which only its like are known.
    #[inline(never)]
    pub(super) fn plain(id: u32, contexts: [u32; OWN], weights: u32) -> Self {
        Self {
            id,
            contexts,
            signs: contexts,
            size: NONE,
            sign: NONE,
            weights,
            lengths: 1,
            sign_weights: PLAIN_SIGN,
            signs_of: 1,
            rest_weights: weights + PLAIN_REST - PLAIN,
            rest: REST_BITS,
        }
    }
}

/// One number out of several that tell contexts apart.
fn blend(place: u32, context: u32) -> u32 {
    place.wrapping_add(context.wrapping_add(1).wrapping_mul(0x632b_e5ab))
}

impl Coder {
    #[inline(never)]
    fn decide(
        &mut self,
        tape: &mut impl Tape,
        weights: u32,
        at: u32,
        contexts: [u32; OWN],
        features: &[i32; FEATURES],
        yes: bool,
    ) -> bool {
        let [first, second] = contexts;
        let with = blend(at, first);
        let contexts = [at, with, blend(at, second), blend(with.wrapping_mul(SCATTER), second)];
        self.model.decide(tape, &Place { contexts, features, weights: weights as usize }, yes)
    }

    /// A number of at most so many bits, with a sign or without: the length, one decision after
    /// another, then the sign, then the bits after the first, highest first.
    #[inline(never)]
    pub(super) fn number(&mut self, tape: &mut impl Tape, kind: &Kind, most: u32, signed: bool, value: i64) -> i64 {
        let Kind { id, contexts, .. } = *kind;
        let size = value.unsigned_abs();
        let length = 64 - size.leading_zeros();
        let mut at = 0;
        while at < most {
            let row = kind.weights + at.min(kind.lengths - 1);
            if self.decide(tape, row, id << 6 | at, contexts, &kind.size, at == length) {
                break;
            }
            at += 1;
        }
        let length = at;
        if length == 0 {
            return 0;
        }
        let mut negative = false;
        if signed {
            let row = kind.sign_weights + (length - 1).min(kind.signs_of - 1);
            negative = self.decide(tape, row, id << 6 | 63, kind.signs, &kind.sign, value < 0);
        }
        let mut known = 1;
        for at in (0..length - 1).rev() {
            let bit = size >> at & 1 == 1;
            let bit = if length - 1 - at <= kind.rest {
                let place = 1 << 31 | id << 16 | length << 10 | known as u32;
                self.decide(tape, kind.rest_weights, place, contexts, &NONE, bit)
            } else {
                tape.bit(EVEN, bit)
            };
            known = known << 1 | i64::from(bit);
        }
        if negative { -known } else { known }
    }

    /// A row's kind.
    pub(super) fn tag(&mut self, tape: &mut impl Tape) -> u8 {
        let [last, second] = self.tags.map(u32::from);
        let kind = Kind::plain(KIND, [last, second << 8 | last], TAG);
        let tag = tape.varint() as i64;
        let tag = self.number(tape, &kind, TAG_BITS, false, tag);
        tape.put_varint(tag as u64);
        tag as u8
    }

    /// A text: a number for each byte, by one more than the byte, and 0 at the end.
    pub(super) fn text(&mut self, tape: &mut impl Tape, id: u32) {
        tape.open_text();
        let mut before = 0_u32;
        loop {
            let kind = Kind::plain(LETTERS + (before & 0xff), [(before & 0xffff) << 10 | id, before], LETTER);
            let letter = tape.letter().map_or(0, |letter| i64::from(letter) + 1);
            // Of 8 bits or 256, which no letter of UTF-8 makes.
            let letter = self.number(tape, &kind, 8, false, letter) as u32;
            let Some(byte) = letter.checked_sub(1) else { return tape.close_text() };
            if !tape.put_letter(byte as u8) {
                return;
            }
            before = before << 8 | letter;
        }
    }
}
