//! What the recorder's wasm imports, by number.
//!
//! `pkg/src/wasm.js` gives it an array of functions, so that no name stands in either file. Rust
//! names what it imports; here those names become places in that array. A name that only one side
//! knows fails the build, not the visitor.

use anyhow::{Context, Result, bail, ensure};

use super::binary::{self, FUNCTION, Input, put_bytes, put_number};
use super::glue::is_name_char;

/// Where the array begins in the loader, and where it ends.
const BEGIN: &str = "const imports = [";
const END: &str = "];";

/// The one module: the array is the first element of another.
const MODULE: &[u8] = b"0";

/// The names in the loader's array, in order. Beside names it may hold `...[names].map(adapter)`.
pub(super) fn names(loader: &str) -> Result<Vec<&str>> {
    let list = loader.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
    let (list, _) = list.with_context(|| format!("pkg/src/wasm.js has no list `{BEGIN}…{END}`"))?;
    let mut names = Vec::new();
    for (at, piece) in list.split(".map(").enumerate() {
        // The adapter's name, of which this piece is the rest.
        let piece = if at == 0 { piece } else { piece.split_once(')').context("`.map(` without an end")?.1 };
        names.extend(piece.split(|c| !is_name_char(c)).filter(|name| !name.is_empty()));
    }
    Ok(names)
}

/// Names each import of `wasm` after its place in `names`.
///
/// # Errors
/// An import that is not in the list, a name that nothing imports, an import that is no function.
pub(super) fn renumber(wasm: &[u8], names: &[&str]) -> Result<Vec<u8>> {
    binary::sections(wasm, |id, section| match id {
        binary::IMPORTS => imports(Input(section), names).map(Some),
        _ => Ok(None),
    })
}

fn imports(mut input: Input<'_>, names: &[&str]) -> Result<Vec<u8>> {
    let count = input.number()?;
    let mut used = vec![false; names.len()];
    let mut out = Vec::new();
    put_number(&mut out, count);
    for _ in 0..count {
        let _module = input.bytes()?;
        let name = std::str::from_utf8(input.bytes()?)?;
        let place = names.iter().position(|known| *known == name);
        let place = place.with_context(|| format!("the wasm imports {name}, which pkg/src/wasm.js lacks"))?;
        used[place] = true;
        ensure!(input.byte()? == FUNCTION, "the wasm imports {name}, which is no function");
        put_bytes(&mut out, MODULE);
        put_bytes(&mut out, place.to_string().as_bytes());
        out.push(FUNCTION);
        put_number(&mut out, input.number()?);
    }
    if let Some(place) = used.iter().position(|used| !used) {
        bail!("pkg/src/wasm.js offers {}, which the wasm does not import", names[place]);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str =
        "const imports = [\n  ...[known, mark_all].map(about).map(spell),\n  take, send,\n];\nopen([x]);";
    /// Imports `edge.send` and `edge.known`, of types 0 and 130, and has a custom section.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\x02\x1b\x02\x04edge\x04send\0\0\x04edge\x05known\0\x82\x01\0\x02\x01x";

    #[test]
    fn names_are_read_in_order_and_adapters_are_none() {
        assert_eq!(names(LOADER).unwrap(), ["known", "mark_all", "take", "send"]);
        assert!(names("const other = [];").unwrap_err().to_string().contains("has no list"));
    }

    #[test]
    fn imports_are_named_after_their_places_and_the_rest_stays() {
        let out = renumber(WASM, &["known", "send"]).unwrap();
        assert_eq!(out, b"\0asm\x01\0\0\0\x02\x0e\x02\x010\x011\0\0\x010\x010\0\x82\x01\0\x02\x01x");
    }

    #[test]
    fn a_name_that_one_side_lacks_fails() {
        assert!(renumber(WASM, &["known"]).unwrap_err().to_string().contains("imports send, which"));
        assert!(renumber(WASM, &["known", "send", "take"]).unwrap_err().to_string().contains("offers take, which"));
    }

    #[test]
    fn a_broken_file_fails() {
        for end in [4, 9, 12, WASM.len() - 1] {
            renumber(&WASM[..end], &["known", "send"]).unwrap_err();
        }
    }
}
