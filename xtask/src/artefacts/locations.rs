//! Source paths in the wasm's data. The panic handler of the npm artefacts reads none, and the
//! optimiser cannot know; they would cost the visitor 0.4 kB and tell of the building machine.

use std::path::Path;

/// What paths of registry crates begin with: the builder's own path is mapped to this.
pub(super) const REGISTRY: &str = "/registry/";
const STARTS: [&str; 3] = [REGISTRY, "/rustc/", "src/"];
const END: &[u8] = b".rs";

/// The flag that maps the registry's place on this machine to [`REGISTRY`].
pub(super) fn remap(cargo_home: &Path) -> String {
    format!("--remap-path-prefix={}/registry/src/={REGISTRY}", cargo_home.display())
}

/// Overwrites every source path with zeros, which the optimiser then leaves out of the file.
pub(super) fn blank(wasm: &mut [u8]) {
    let mut at = 0;
    while at < wasm.len() {
        match path_at(&wasm[at..]) {
            Some(len) => {
                wasm[at..at + len].fill(0);
                at += len;
            }
            None => at += 1,
        }
    }
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
    fn paths_are_blanked_and_their_neighbours_stay() {
        let mut bytes =
            b"urlsrc/text.rs/rustc/59/library/alloc/src/str.rs/registry/a-1/p-1.1/src/v.rsbutton src/x /rustc/"
                .to_vec();
        blank(&mut bytes);
        let kept: Vec<u8> = bytes.into_iter().filter(|byte| *byte != 0).collect();
        assert_eq!(kept, b"urlbutton src/x /rustc/");
    }
}
