//! The two directions: a source of plain rows that are written in code, and a sink of plain rows
//! that are read from it.

use super::model::{INPUTS, Place};
use super::range::Writer;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub(crate) use read::Sink;

/// Gives the values of plain rows and takes them back, with the decisions that they are made of.
/// What a source gives is what it wants to hear again; what a sink gives means nothing.
pub(crate) trait Tape {
    /// Decides, at a probability of "yes" in 1/65,536.
    fn bit(&mut self, p: u16, yes: bool) -> bool;
    fn varint(&mut self) -> u64;
    fn put_varint(&mut self, value: u64);
    fn open_text(&mut self);
    /// The text's next byte; `None` at its end.
    fn letter(&mut self) -> Option<u8>;
    /// Takes a byte of the text; `false` where there is no room for it.
    fn put_letter(&mut self, letter: u8) -> bool;
    fn close_text(&mut self);
    /// The rows make no sense.
    fn fail(&mut self);
    /// For training: what was weighed where, at what probability, and what came.
    fn look(&mut self, _place: &Place<'_>, _inputs: &[i32; INPUTS], _p: u16, _yes: bool) {}
}

/// Plain rows in, code out.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    rows: &'a [u8],
    text: usize,
    out: &'a mut Writer,
}

impl<'a> Source<'a> {
    pub(crate) fn new(rows: &'a [u8], out: &'a mut Writer) -> Self {
        Self { rows, text: 0, out }
    }

    /// The next byte; 0 at the end.
    pub(crate) fn byte(&mut self) -> u8 {
        let (byte, rest) = self.rows.split_first().unwrap_or((&0, &[]));
        self.rows = rest;
        *byte
    }

    /// The next row's kind; `None` at the end.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rows.first().copied()
    }

    /// What is not read yet.
    #[cfg(any(all(test, not(target_arch = "wasm32")), feature = "train", feature = "coder"))]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rows
    }

    /// Reads so many numbers for nothing.
    #[cfg(any(all(test, not(target_arch = "wasm32")), feature = "coder"))]
    pub(crate) fn skip(&mut self, numbers: usize) {
        for _ in 0..numbers {
            self.varint();
        }
    }
}

impl Tape for Source<'_> {
    fn bit(&mut self, p: u16, yes: bool) -> bool {
        self.out.bit(p, yes);
        yes
    }

    fn varint(&mut self) -> u64 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            value |= u64::from(byte & 127) << (shift & 63);
            shift += 7;
            if byte < 128 {
                return value;
            }
        }
    }

    fn put_varint(&mut self, _: u64) {}

    fn open_text(&mut self) {
        self.text = self.varint() as usize;
    }

    fn letter(&mut self) -> Option<u8> {
        self.text = self.text.checked_sub(1)?;
        let (letter, rest) = self.rows.split_first()?;
        self.rows = rest;
        Some(*letter)
    }

    fn put_letter(&mut self, _: u8) -> bool {
        true
    }

    fn close_text(&mut self) {}

    fn fail(&mut self) {
        self.rows = &[];
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
mod read {
    use alloc::vec::Vec;

    use super::Tape;
    use crate::wire::ReadError;
    use crate::wire::bytes::Bytes;
    use crate::wire::coder::range::Reader;

    /// Code in, plain rows out.
    #[derive(Debug)]
    pub(crate) struct Sink<'a> {
        code: Reader<'a>,
        rows: Bytes,
        /// Most bytes that the rows may have.
        room: usize,
        /// Where the open text begins.
        text: usize,
        fault: Option<ReadError>,
    }

    impl<'a> Sink<'a> {
        pub(crate) fn new(code: &'a [u8], room: usize) -> Self {
            Self { code: Reader::new(code), rows: Bytes::default(), room, text: 0, fault: None }
        }

        /// The rows read so far.
        pub(crate) fn rows(&self) -> &[u8] {
            &self.rows.0
        }

        /// What went wrong so far: nothing may be read after that.
        pub(crate) fn check(&self) -> Result<(), ReadError> {
            match self.fault {
                Some(fault) => Err(fault),
                None if self.rows.0.len() > self.room => Err(ReadError::TooLong),
                None => Ok(()),
            }
        }

        /// The rows, if the code ends where they do.
        pub(crate) fn finish(self, proved: bool) -> Result<Vec<u8>, ReadError> {
            if proved && self.code.is_canonical() {
                Ok(self.rows.0)
            } else if self.code.is_beyond_end() {
                Err(ReadError::Truncated)
            } else {
                Err(ReadError::Malformed)
            }
        }
    }

    impl Tape for Sink<'_> {
        fn bit(&mut self, p: u16, _: bool) -> bool {
            self.code.bit(p)
        }

        fn varint(&mut self) -> u64 {
            0
        }

        fn put_varint(&mut self, value: u64) {
            self.rows.number(value);
        }

        fn open_text(&mut self) {
            self.text = self.rows.0.len();
        }

        fn letter(&mut self) -> Option<u8> {
            None
        }

        fn put_letter(&mut self, letter: u8) -> bool {
            self.rows.byte(letter);
            self.rows.0.len() <= self.room
        }

        fn close_text(&mut self) {
            let text = self.rows.0.split_off(self.text);
            self.rows.number(text.len() as u64);
            self.rows.bytes(&text);
        }

        fn fail(&mut self) {
            self.fault = Some(ReadError::UnknownKind);
        }
    }
}
