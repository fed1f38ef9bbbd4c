//! Source paths and the texts of panics in the wasm's data. The panic handler of the npm artefacts
//! reads none, and the optimiser cannot know; they would cost the visitor 0.5 kB, and paths would tell
//! of the building machine.

use std::path::Path;

/// What paths of registry crates begin with: the builder's own path is mapped to this.
pub(super) const REGISTRY: &str = "/registry/";
const STARTS: [&str; 3] = [REGISTRY, "/rustc/", "src/"];
const END: &[u8] = b".rs";

/// What core and alloc say of a failed allocation.
const SAID: [&[u8]; 3] = [b"memory allocation of ", b" bytes failed", b"capacity overflow"];
/// How the formatter's table of the numbers from 00 to 99 begins. Nothing reads it once panics are
/// cut short.
const DIGITS: &[u8] = b"000102030405060708091011";
const DIGITS_LEN: usize = 200;

/// The flag that maps the registry's place on this machine to [`REGISTRY`].
pub(super) fn remap(cargo_home: &Path) -> String {
    format!("--remap-path-prefix={}/registry/src/={REGISTRY}", cargo_home.display())
}

/// Overwrites all of that with zeros, which the optimiser then leaves out of the file.
pub(super) fn blank(wasm: &mut [u8]) {
    let mut at = 0;
    while at < wasm.len() {
        match path_at(&wasm[at..]).or_else(|| text_at(&wasm[at..])) {
            Some(len) => {
                wasm[at..at + len].fill(0);
                at += len;
            }
            None => at += 1,
        }
    }
}

/// How long a panic's text is that begins here, if one does.
fn text_at(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(DIGITS) {
        return (bytes.len() >= DIGITS_LEN).then_some(DIGITS_LEN);
    }
    SAID.iter().find(|said| bytes.starts_with(said)).map(|said| said.len())
}

/// How long the path is that begins here, if one does.
fn path_at(bytes: &[u8]) -> Option<usize> {
    STARTS.iter().any(|start| bytes.starts_with(start.as_bytes())).then_some(())?;
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let longest = bytes.iter().take_while(|byte| is_path(byte)).count();
    let end = bytes[..longest].windows(END.len()).position(|window| window == END)?;
    Some(end + END.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_say_is_blanked() {
        let digits: String = (0..100).map(|number| format!("{number:02}")).collect();
        let mut bytes = format!("a memory allocation of \u{c0} bytes failed{digits}capacity overflow00").into_bytes();
        blank(&mut bytes);
        bytes.retain(|byte| *byte != 0);
        assert_eq!(String::from_utf8(bytes).unwrap(), "a \u{c0}00");
    }

    #[test]
    fn paths_are_blanked_and_their_neighbours_stay() {
        let mut bytes =
            b"urlsrc/text.rs/rustc/59/library/alloc/src/str.rs/registry/a-1/p-1.1/src/v.rsbutton src/x /rustc/"
                .to_vec();
        blank(&mut bytes);
        let kept: Vec<u8> = bytes.into_iter().filter(|byte| *byte != 0).collect();
        assert_eq!(kept, b"urlbutton src/x /rustc/");
    }
}
