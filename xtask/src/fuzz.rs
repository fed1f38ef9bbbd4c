//! `cargo xtask fuzz`: the targets of `fuzz/`, one after the other, for so long each.

use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};

use crate::process::{Run, path_with};
use crate::project::Project;
use crate::{interrupt, setup};

/// The targets, as `fuzz/Cargo.toml` names them.
pub(crate) const TARGETS: [&str; 4] = ["frame_decode", "round_trip", "entropy_coder", "http_ingest"];

/// Longest input that is tried, in bytes: some hundred rows. Longer ones are slow and say no more.
const LONGEST: u32 = 4_096;
/// An input that takes so many seconds is a finding.
const PATIENCE: u32 = 10;
/// cargo-fuzz's address sanitizer halves the speed and has nothing to find: what is fuzzed denies
/// unsafe code.
const SANITIZER: [&str; 2] = ["--sanitizer", "none"];

/// What to run.
#[derive(Debug)]
pub(crate) struct Options {
    /// For each target.
    pub(crate) seconds: u32,
    /// Nothing: every target.
    pub(crate) targets: Vec<Target>,
}

/// One of [`TARGETS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Target(&'static str);

impl FromStr for Target {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let target = TARGETS.iter().find(|known| **known == name);
        target
            .map(|known| Self(known))
            .ok_or_else(|| Error::msg(format!("there is no target `{name}` to fuzz: {}", TARGETS.join(", "))))
    }
}

/// Fuzzes each target, also those after one with a finding.
///
/// # Errors
/// There is a finding, cargo-fuzz cannot be set up, or the targets cannot be built.
pub(crate) fn fuzz(project: &Project, options: &Options) -> Result<()> {
    let all = TARGETS.map(Target);
    let targets = if options.targets.is_empty() { &all[..] } else { &options.targets };
    let fuzzer = Fuzzer { project, path: path_with([&*setup::cargo_fuzz()?])?, seconds: options.seconds };
    fuzzer.cargo_fuzz("build", &[]).show().context("the targets could not be built")?;

    let mut findings = Vec::new();
    for Target(name) in targets {
        if let Err(error) = fuzzer.run(name) {
            if interrupt::came() {
                return Err(error);
            }
            findings.push(format!("{name}: see above, and the input in {}", project.short(&fuzzer.artifacts(name))));
        }
    }
    match &findings[..] {
        [] => Ok(()),
        _ => bail!("fuzzing has found something\n  {}", findings.join("\n  ")),
    }
}

#[derive(Debug)]
struct Fuzzer<'a> {
    project: &'a Project,
    /// The PATH with cargo-fuzz on it.
    path: std::ffi::OsString,
    seconds: u32,
}

impl Fuzzer<'_> {
    /// Where cargo-fuzz puts the inputs that were findings.
    fn artifacts(&self, target: &str) -> PathBuf {
        self.project.root.join("fuzz/artifacts").join(target)
    }

    fn cargo_fuzz(&self, command: &str, args: &[&str]) -> Run {
        let run = Run::new("cargo").args(["fuzz", command]).args(SANITIZER).arg("--target-dir");
        run.arg(self.project.target.join("fuzz")).args(args).env("PATH", &self.path).dir(&self.project.root)
    }

    fn run(&self, target: &str) -> Result<()> {
        // What is new goes into the first directory, out of the way of what is kept.
        let found = self.project.target.join("fuzz/corpus").join(target);
        fs::create_dir_all(&found)?;
        let kept = self.project.root.join("fuzz/corpus").join(target);
        let limits = [
            format!("-max_total_time={}", self.seconds),
            format!("-max_len={LONGEST}"),
            format!("-timeout={PATIENCE}"),
            "-print_final_stats=1".into(),
        ];
        self.cargo_fuzz("run", &[target]).arg(found).arg(kept).arg("--").args(limits).show()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_are_those_of_the_crate() {
        let manifest = fs::read_to_string(Project::find().unwrap().root.join("fuzz/Cargo.toml")).unwrap();
        let named: Vec<_> = manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/")).collect();
        assert_eq!(named, TARGETS.map(|target| format!("{target}.rs\"")));
    }

    #[test]
    fn a_target_is_known_by_name() {
        assert_eq!("round_trip".parse::<Target>().unwrap(), Target("round_trip"));
        let error = "trip".parse::<Target>().unwrap_err().to_string();
        assert_eq!(error, "there is no target `trip` to fuzz: frame_decode, round_trip, entropy_coder, http_ingest");
    }
}
