//! Panics without their ways there. The panic handler of the npm artefacts reads no message and traps;
//! the optimiser cannot know, and would keep what makes the message: a formatter and its digits. So
//! the functions that lead to the handler trap at once.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use super::binary::{self, Input, put_bytes, put_number};

/// Parts of the mangled names of such functions. Nothing in the recorder formats but panics do.
const NAMES: [&str; 4] = ["9panicking", "handle_error", "alloc_error", "4core3fmt"];

/// A body without locals that is `unreachable`.
const TRAP: [u8; 3] = [0x00, 0x00, 0x0b];

/// Replaces the bodies of all such functions.
///
/// # Errors
/// The file is broken, or its functions have no such names: then they would stay unnoticed.
pub(super) fn cut_short(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut ours = BTreeSet::new();
    binary::sections(wasm, |id, section| {
        match id {
            binary::IMPORTS => imported = Input(section).number()?,
            binary::CUSTOM => ours.append(&mut named(Input(section))?),
            _ => {}
        }
        Ok(None)
    })?;
    ensure!(!ours.is_empty(), "the wasm names no function of the panic machinery");
    binary::sections(wasm, |id, section| match id {
        binary::CODE => bodies(Input(section), |place| ours.contains(&(imported + place))).map(Some),
        _ => Ok(None),
    })
}

/// The numbers of the functions whose names are in the list, if this is the custom section of names.
fn named(mut input: Input<'_>) -> Result<BTreeSet<usize>> {
    /// The part that names functions.
    const FUNCTIONS: u8 = 1;
    let mut found = BTreeSet::new();
    if input.bytes()? != b"name" {
        return Ok(found);
    }
    while !input.0.is_empty() {
        let part = input.byte()?;
        let mut entries = Input(input.bytes()?);
        if part != FUNCTIONS {
            continue;
        }
        for _ in 0..entries.number()? {
            let number = entries.number()?;
            let name = String::from_utf8_lossy(entries.bytes()?);
            if NAMES.iter().any(|part| name.contains(part)) {
                found.insert(number);
            }
        }
    }
    Ok(found)
}

fn bodies(mut input: Input<'_>, cut: impl Fn(usize) -> bool) -> Result<Vec<u8>> {
    let count = input.number()?;
    let mut out = Vec::new();
    put_number(&mut out, count);
    for place in 0..count {
        let body = input.bytes()?;
        put_bytes(&mut out, if cut(place) { &TRAP } else { body });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One import, two functions of the body `nop`, and the name of the second.
    fn wasm(name: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x02\x07\x01\x01a\x01b\0\0\x0a\x09\x02\x03\0\x01\x0b\x03\0\x01\x0b".to_vec();
        let mut entry = vec![1, 2];
        put_bytes(&mut entry, name);
        let mut section = b"\x04name\x01".to_vec();
        put_bytes(&mut section, &entry);
        wasm.push(binary::CUSTOM);
        put_bytes(&mut wasm, &section);
        wasm
    }

    #[test]
    fn a_named_function_traps_and_the_rest_stays() {
        let before = wasm(b"_RN4core9panicking9panic_fmt");
        let after = cut_short(&before).unwrap();
        let at = before.windows(2).rposition(|pair| pair == [1, 0x0b]).unwrap();
        assert_eq!(after[at], 0, "unreachable");
        assert_eq!(after[..at], before[..at]);
        assert_eq!(after[at + 1..], before[at + 1..]);
    }

    #[test]
    fn names_that_are_gone_are_noticed() {
        assert!(cut_short(&wasm(b"push")).unwrap_err().to_string().contains("names no function"));
    }
}
