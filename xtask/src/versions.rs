//! Every tool version that the project depends on. The npm tools have theirs in `npm/package.json`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Must be the version of the library in `Cargo.lock`: the two share a private format.
pub(crate) const WASM_BINDGEN: &str = "0.2.130";
/// Runs the edge tests in Chromium and Firefox.
pub(crate) const WASM_PACK: &str = "0.15.1";
/// Firefox's driver, which Debian has no package of.
pub(crate) const GECKODRIVER: &str = "0.37.1";
/// Builds and runs the targets of `fuzz/`.
pub(crate) const CARGO_FUZZ: &str = "0.13.2";
/// What esbuild and binaryen need.
pub(crate) const NODE_MAJOR: u32 = 18;

/// Compares [`WASM_BINDGEN`] with `Cargo.lock`.
///
/// # Errors
/// A sentence that names both versions and the file to change.
pub(crate) fn check(project: &Project) -> Result<()> {
    let path = project.root.join("Cargo.lock");
    let lock = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    match locked(&lock, "wasm-bindgen") {
        Some(WASM_BINDGEN) => Ok(()),
        Some(other) => bail!(
            "Cargo.lock has wasm-bindgen {other}, but xtask/src/versions.rs has {WASM_BINDGEN}: \
             the library and its command line tool must be of one version, so change one of the two"
        ),
        None => bail!("Cargo.lock names no wasm-bindgen"),
    }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"9.9.9\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.77\"
source = \"registry\"
";

    #[test]
    fn the_locked_version_is_of_exactly_that_package() {
        assert_eq!(locked(LOCK, "wasm-bindgen"), Some("0.2.77"));
        assert_eq!(locked(LOCK, "wasm-bindgen-macro"), Some("9.9.9"));
        assert_eq!(locked(LOCK, "wasm"), None);
    }

    #[test]
    fn this_repository_agrees_with_itself() {
        check(&Project::find().unwrap()).unwrap();
    }
}
