//! Tools that crates.io has: built with `cargo install`, kept in the cache by version.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::cache::Cache;
use super::{find_on_path, note, version_of};
use crate::process::Run;
use crate::versions;

/// A package with a command line tool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CargoTool {
    package: &'static str,
    /// The programs used of it; the first one tells its version.
    programs: &'static [&'static str],
    version: &'static str,
    /// How it is compiled: the higher, the longer.
    optimisation: &'static str,
    /// How long that takes on two cores.
    takes: &'static str,
}

pub(crate) const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    version: versions::WASM_BINDGEN,
    optimisation: "1",
    takes: "about 2 minutes",
};

pub(crate) const WASM_PACK: CargoTool = CargoTool {
    package: "wasm-pack",
    programs: &["wasm-pack"],
    version: versions::WASM_PACK,
    optimisation: "0",
    takes: "about 2 minutes",
};

pub(crate) const GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    programs: &["geckodriver"],
    version: versions::GECKODRIVER,
    optimisation: "0",
    takes: "about 2 minutes",
};

pub(crate) const CARGO_FUZZ: CargoTool = CargoTool {
    package: "cargo-fuzz",
    programs: &["cargo-fuzz"],
    version: versions::CARGO_FUZZ,
    optimisation: "0",
    takes: "about a minute",
};

impl CargoTool {
    /// The directory of its programs: on the PATH if the version is right, else in the cache.
    pub(crate) fn provide(&self, cache: &Cache) -> Result<PathBuf> {
        if let Some(dir) = self.on_path() {
            return Ok(dir);
        }
        let Self { package, version, takes, optimisation, .. } = self;
        let dir = cache.fill(&format!("{}-{version}", self.programs[0]), |dir| {
            note(&format!("installing {package} {version} ({takes}, once)"));
            // Without --locked: a lock file may name a version that has been withdrawn since.
            Run::new("cargo")
                .args(["install", package, "--version", version, "--root"])
                .arg(dir)
                // Most of the time would go into optimising programs that wait for others.
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", optimisation)
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                // The build needs no place among this project's own artefacts.
                .without_env("CARGO_TARGET_DIR")
                .dir(dir)
                .quiet()
                .with_context(|| format!("{package} {version} could not be installed"))
        })?;
        Ok(dir.join("bin"))
    }

    fn on_path(&self) -> Option<PathBuf> {
        let program = find_on_path(self.programs[0])?;
        let dir = program.parent()?;
        let complete = self.programs.iter().all(|name| dir.join(name).is_file());
        let said = version_of(&program, &["--version"])?;
        (complete && says_version(&said, self.version)).then(|| dir.to_owned())
    }
}

/// Whether the first line of `--version` names exactly that version.
fn says_version(said: &str, version: &str) -> bool {
    said.lines().next().is_some_and(|line| line.split_whitespace().nth(1) == Some(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_as_a_whole() {
        assert!(says_version("wasm-bindgen 0.2.130\n", "0.2.130"));
        assert!(says_version("geckodriver 0.37.1 (abc 2026-01-01)\n\nThe source", "0.37.1"));
        assert!(!says_version("wasm-bindgen 0.2.130", "0.2.13"));
        assert!(!says_version("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!says_version("", "0.2.130"));
    }
}
