//! The little that must be known of a wasm file's form to change it:
//! <https://webassembly.github.io/spec/core/binary/modules.html>.

use anyhow::{Context, Result, ensure};

/// Length of a wasm file's magic and version, in bytes.
const PREAMBLE: usize = 8;

// Sections.
pub(super) const CUSTOM: u8 = 0;
pub(super) const IMPORTS: u8 = 2;
pub(super) const CODE: u8 = 10;

/// What an import is that is a function.
pub(super) const FUNCTION: u8 = 0;

/// Goes through the sections of `wasm`: `change` gives the new content of one, or `None` for one that
/// stays.
pub(super) fn sections(wasm: &[u8], mut change: impl FnMut(u8, &[u8]) -> Result<Option<Vec<u8>>>) -> Result<Vec<u8>> {
    let (preamble, rest) = wasm.split_at_checked(PREAMBLE).context("no wasm file")?;
    let mut out = preamble.to_vec();
    let mut input = Input(rest);
    while !input.0.is_empty() {
        let id = input.byte()?;
        let section = input.bytes()?;
        out.push(id);
        put_bytes(&mut out, change(id, section)?.as_deref().unwrap_or(section));
    }
    Ok(out)
}

/// What is left to read of a wasm file.
pub(super) struct Input<'a>(pub(super) &'a [u8]);

impl<'a> Input<'a> {
    pub(super) fn byte(&mut self) -> Result<u8> {
        let (byte, rest) = self.0.split_first().context("the wasm file ends too early")?;
        self.0 = rest;
        Ok(*byte)
    }

    /// An unsigned LEB128.
    pub(super) fn number(&mut self) -> Result<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            ensure!(shift < u32::BITS, "a number in the wasm file is too long");
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Ok(number);
            }
        }
    }

    /// A length, and so many bytes.
    pub(super) fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length).context("the wasm file ends too early")?;
        self.0 = rest;
        Ok(bytes)
    }
}

pub(super) fn put_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

pub(super) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len());
    out.extend_from_slice(bytes);
}
