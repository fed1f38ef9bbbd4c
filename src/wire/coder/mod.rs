//! The coded body: the rows of a plain body, each in about the bits that it is worth.
//!
//! What is coded are the *plain rows themselves*, value by value, so that the coder needs to know
//! nothing of events but which values a row holds. One function serves both directions: a
//! [`Tape`] gives each value and takes it back, and either writes what is decided or reads it.

mod model;
mod motion;
mod number;
mod primer;
mod range;
mod tape;
#[cfg(feature = "train")]
pub mod train;
mod weights;

pub(crate) use range::Writer;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub(crate) use tape::Sink;
pub(crate) use tape::{Source, Tape};

use alloc::vec;
use alloc::vec::Vec;

use crate::hash;
use model::{Counter, Model};
use motion::Motion;
use number::Kind;
use weights::PLAIN;

/// What stands at one place of a row, by a letter in the kind's `SHAPE`.
mod letter {
    /// Time since the event before: a varint.
    pub(super) const GAP: u8 = b'g';
    /// A raw byte below 128, which is a varint too.
    pub(super) const BYTE: u8 = b'b';
    /// A zigzag varint.
    pub(super) const SIGNED: u8 = b's';
    /// A text. Anything else is a varint.
    pub(super) const TEXT: u8 = b't';
}

/// A row's kind has so many bits.
const TAG_BITS: u32 = 6;
/// No number in a frame has more bits.
const MAX_BITS: u32 = 63;
/// Bits of the sum at the end: a frame that was damaged passes one time in 4,096.
const SUM_BITS: u32 = 12;
/// Values of one row that have contexts of their own; those after share the last.
const VALUES: u32 = 16;

/// Codes frames.
#[derive(Debug)]
pub(crate) struct Coder {
    model: Model,
    /// The model's counters once it has the [primer](primer) behind it, as every frame's has.
    primed: Vec<Counter>,
    /// Kinds of the last two rows.
    tags: [u8; 2],
    /// How large the last value was at each place of each kind of row.
    last: Vec<u32>,
    motion: Motion,
}

impl Coder {
    pub(crate) fn new() -> Self {
        Self::with(primer::ROWS)
    }

    fn with(primer: &[u8]) -> Self {
        let (model, primed, last) = (Model::new(), Vec::new(), vec![0; (VALUES << TAG_BITS) as usize]);
        let mut coder = Self { model, primed, tags: [0; 2], last, motion: Motion::default() };
        let mut nowhere = Writer::default();
        let mut tape = Source::new(primer, &mut nowhere);
        while let Some(tag) = tape.peek() {
            if tag == super::view::TAG {
                tape.varint();
                coder.primed = coder.model.counters();
                coder.view(&mut tape);
            } else {
                coder.row(&mut tape);
            }
        }
        coder.primed = coder.model.counters();
        coder
    }

    /// The code of a frame's view and rows, both in plain.
    pub(crate) fn frame(&mut self, view: &[u8], rows: &[u8]) -> Vec<u8> {
        let mut sum = Sum::default();
        sum.add(view);
        sum.add(rows);
        let mut code = Writer::default();
        self.view(&mut Source::new(view, &mut code));
        let mut tape = Source::new(rows, &mut code);
        while tape.peek().is_some() {
            self.row(&mut tape);
        }
        sum.code(&mut tape);
        code.finish().to_vec()
    }

    /// Codes the view, which stands before the rows of a frame.
    pub(crate) fn view(&mut self, tape: &mut impl Tape) {
        // Of the frame before, nothing is remembered.
        self.model.begin(&self.primed);
        self.motion = Motion::default();
        self.tags = [super::view::TAG; 2];
        self.last.fill(0);
        self.values(tape, super::view::TAG);
    }

    /// Codes one row, its kind first.
    pub(crate) fn row(&mut self, tape: &mut impl Tape) {
        let tag = self.tag(tape);
        self.values(tape, tag);
        self.tags = [tag, self.tags[0]];
    }

    /// Codes the values of a row whose kind is known.
    fn values(&mut self, tape: &mut impl Tape, tag: u8) {
        let Some(shape) = super::Event::shape(tag) else { return tape.fail() };
        let pointer = tag == super::pointer::TAG;
        let mut before = u32::from(self.tags[0]) << 6;
        for (at, letter) in shape.bytes().enumerate() {
            let id = u32::from(tag) * VALUES + (at as u32).min(VALUES - 1);
            if letter == letter::TEXT {
                self.text(tape, id);
                continue;
            }
            let (signed, most) = match letter {
                letter::SIGNED => (true, 31),
                letter::BYTE => (false, 7),
                _ => (false, MAX_BITS),
            };
            let last = self.last.get(id as usize).copied().unwrap_or_default();
            let mut kind = Kind::plain(id, [last, before], PLAIN);
            let axis = at.wrapping_sub(1);
            match letter {
                letter::GAP if pointer => self.motion.gap(&mut kind),
                letter::SIGNED if pointer => self.motion.step(&mut kind, axis),
                _ => {}
            }
            let given = tape.varint();
            let given = if signed { unzigzag(given) } else { given as i64 };
            let value = self.number(tape, &kind, most, signed, given);
            tape.put_varint(if signed { zigzag(value) } else { value as u64 });
            if letter == letter::GAP {
                self.motion.passed(value);
            } else if signed && pointer {
                self.motion.moved(axis, value);
            }
            before = signed_grade(value as i32);
            if let Some(last) = self.last.get_mut(id as usize) {
                *last = before;
            }
        }
    }
}

/// A sum of plain rows, by which a reader knows that it understood each bit as it was meant: code
/// that was cut or changed is code for something else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum(u32);

impl Default for Sum {
    fn default() -> Self {
        Self(hash::START)
    }
}

impl Sum {
    /// Takes bytes in.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0 = hash::add(self.0, bytes);
    }

    /// Codes the sum; whether it is the one that is expected.
    pub(crate) fn code(self, tape: &mut impl Tape) -> bool {
        let folded = self.0 >> 16 ^ self.0;
        (0..SUM_BITS).fold(true, |same, bit| {
            let bit = folded >> bit & 1 == 1;
            (tape.bit(number::EVEN, bit) == bit) & same
        })
    }
}

fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// How large a number is, in steps of half an octave: a context that numbers alike share.
fn grade(value: i32) -> u32 {
    let size = value.unsigned_abs();
    let length = 32 - size.leading_zeros();
    if length < 3 { size } else { 4 + (length - 3) * 2 + (size >> (length - 2) & 1) }
}

/// The same with the sign.
fn signed_grade(value: i32) -> u32 {
    grade(value) << 1 | u32::from(value < 0)
}
