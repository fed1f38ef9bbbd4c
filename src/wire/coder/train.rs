//! What the training program sees of the coder: every decision, with what was weighed.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use super::model::{INPUTS, Place};
use super::range::Writer;
use super::{Coder, Source, Tape};
use crate::wire::bytes::Bytes;
use crate::wire::frame::Frame;
use crate::wire::view;

/// One decision: its row of weights, what was weighed, and what came.
pub type Decision = (usize, [i32; INPUTS], bool);

/// The weights as they are.
pub fn weights() -> Vec<[i8; INPUTS]> {
    super::weights::WEIGHTS.to_vec()
}

/// The primer as it is.
pub fn primer() -> &'static [u8] {
    super::primer::ROWS
}

/// The frame's view as a primer holds it.
pub fn view(frame: &Frame) -> Vec<u8> {
    let mut out = Bytes::default();
    out.byte(view::TAG);
    frame.view().write(&mut out);
    out.0
}

/// A primer that is tried.
#[derive(Debug)]
pub struct Trial(RefCell<Coder>);

impl Trial {
    /// With plain rows as the primer; `None` for the one that is.
    pub fn new(rows: Option<&[u8]>) -> Self {
        Self(RefCell::new(rows.map_or_else(Coder::new, Coder::with)))
    }

    /// Every decision that coding a frame's view and rows takes.
    pub fn decisions(&self, frame: &Frame) -> Vec<Decision> {
        let mut seen = Vec::new();
        self.run(frame, &mut |_, _| (), &mut |place, inputs, _, yes| seen.push((place.weights, *inputs, yes)));
        seen
    }

    /// What each part of the frame costs, in bits, by where it stands.
    pub fn account(&self, frame: &Frame, add: &mut impl FnMut(String, f64)) {
        self.run(frame, &mut |_, _| (), &mut |place, _, p, yes| {
            let at = place.contexts[0];
            let part = match at {
                0x8000_0000.. => format!("rest of {}.{}", at >> 20 & 0x7ff, at >> 16 & 15),
                _ => format!("length of {}.{}", at >> 10, at >> 6 & 15),
            };
            add(part, bits(p, yes));
        });
    }

    /// Bytes of the frame's code, its head aside.
    pub fn cost(&self, frame: &Frame) -> usize {
        self.run(frame, &mut |_, _| (), &mut |_, _, _, _| ())
    }

    /// What the view costs and then each row, in bits. Together with the sum's 16 and up to a byte
    /// of rounding they are the code's length.
    pub fn costs(&self, frame: &Frame) -> Vec<f64> {
        let (mut costs, mut last) = (Vec::new(), 0.0);
        self.run(
            frame,
            &mut |_, bits| {
                costs.push(bits - last);
                last = bits;
            },
            &mut |_, _, _, _| (),
        );
        costs
    }

    /// The frame's plain rows, one by one.
    pub fn rows<'a>(&self, frame: &'a Frame) -> Vec<&'a [u8]> {
        let (mut rows, mut last) = (Vec::new(), frame.plain_rows());
        self.run(
            frame,
            &mut |left: usize, _| {
                let (row, rest) = last.split_at(last.len() - left);
                // The view is none of them.
                if !row.is_empty() {
                    rows.push(row);
                }
                last = rest;
            },
            &mut |_, _, _, _| (),
        );
        rows
    }

    /// After the view and after each row, `row` hears how many bytes of the rows are left and how
    /// many bits were spent.
    fn run(
        &self,
        frame: &Frame,
        row: &mut impl FnMut(usize, f64),
        look: &mut impl FnMut(&Place<'_>, &[i32; INPUTS], u16, bool),
    ) -> usize {
        let mut coder = self.0.borrow_mut();
        let mut code = Writer::default();
        let view = view(frame);
        let source = Source::new(view.get(1..).unwrap_or_default(), &mut code);
        let mut tape = Witness { source, spent: 0.0, look };
        coder.view(&mut tape);
        let spent = tape.spent;
        let mut tape = Witness { source: Source::new(frame.plain_rows(), &mut code), spent, look };
        row(tape.source.rest().len(), tape.spent);
        while tape.source.peek().is_some() {
            coder.row(&mut tape);
            row(tape.source.rest().len(), tape.spent);
        }
        code.finish().len()
    }
}

/// What a decision costs, in bits.
fn bits(p: u16, yes: bool) -> f64 {
    let p = f64::from(p) / 65_536.0;
    -if yes { p } else { 1.0 - p }.log2()
}

struct Witness<'a, L> {
    source: Source<'a>,
    /// In bits.
    spent: f64,
    look: &'a mut L,
}

impl<L: FnMut(&Place<'_>, &[i32; INPUTS], u16, bool)> Tape for Witness<'_, L> {
    fn bit(&mut self, p: u16, yes: bool) -> bool {
        self.spent += bits(p, yes);
        self.source.bit(p, yes)
    }
    fn varint(&mut self) -> u64 {
        self.source.varint()
    }
    fn put_varint(&mut self, _: u64) {}
    fn open_text(&mut self) {
        self.source.open_text();
    }
    fn letter(&mut self) -> Option<u8> {
        self.source.letter()
    }
    fn put_letter(&mut self, _: u8) -> bool {
        true
    }
    fn close_text(&mut self) {}
    fn fail(&mut self) {
        self.source.fail();
    }
    fn look(&mut self, place: &Place<'_>, inputs: &[i32; INPUTS], p: u16, yes: bool) {
        (self.look)(place, inputs, p, yes);
    }
}
