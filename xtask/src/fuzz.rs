//! `cargo xtask fuzz`: the targets of `fuzz/`, one after the other, for so long each.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};

use crate::process::{Run, path_with};
use crate::project::Project;
use crate::{interrupt, setup};

/// The targets in Rust, as `fuzz/Cargo.toml` names them.
const TARGETS: [&str; 4] = ["frame_decode", "round_trip", "entropy_coder", "http_ingest"];
/// Those in JavaScript, as `fuzz/js` has them.
const SCRIPTS: [&str; 2] = ["options", "cookie"];

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

/// One of [`TARGETS`] or [`SCRIPTS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Target(&'static str);

impl Target {
    fn is_script(self) -> bool {
        SCRIPTS.contains(&self.0)
    }
}

impl FromStr for Target {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let target = all().find(|known| known.0 == name);
        target.ok_or_else(|| {
            let known: Vec<_> = all().map(|target| target.0).collect();
            Error::msg(format!("there is no target `{name}` to fuzz: {}", known.join(", ")))
        })
    }
}

fn all() -> impl Iterator<Item = Target> {
    TARGETS.into_iter().chain(SCRIPTS).map(Target)
}

/// Fuzzes each target, also those after one with a finding.
///
/// # Errors
/// There is a finding, cargo-fuzz cannot be set up, or the targets cannot be built.
pub(crate) fn fuzz(project: &Project, options: &Options) -> Result<()> {
    let targets: Vec<_> = if options.targets.is_empty() { all().collect() } else { options.targets.clone() };
    let fuzzer = Fuzzer::set_up(project, &targets, options.seconds)?;

    let mut findings = Vec::new();
    for target in targets {
        if let Err(error) = fuzzer.run(target) {
            if interrupt::came() {
                return Err(error);
            }
            let artifacts = project.root.join("fuzz/artifacts").join(target.0);
            findings.push(format!("{}: see above, and the input in {}", target.0, project.short(&artifacts)));
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
    seconds: u32,
    /// The PATH with cargo-fuzz on it, for what is in Rust.
    path: OsString,
    /// What makes inputs for what is in JavaScript.
    fast_check: PathBuf,
}

impl<'a> Fuzzer<'a> {
    /// With what the targets need and no more.
    fn set_up(project: &'a Project, targets: &[Target], seconds: u32) -> Result<Self> {
        let mut fuzzer = Self { project, seconds, path: OsString::new(), fast_check: PathBuf::new() };
        if targets.iter().any(|target| target.is_script()) {
            fuzzer.fast_check = setup::npm_tools(project)?.module("fast-check/lib/fast-check.js");
        }
        if !targets.iter().all(|target| target.is_script()) {
            fuzzer.path = path_with([&*setup::cargo_fuzz()?])?;
            fuzzer.cargo_fuzz("build", &[]).show().context("the targets could not be built")?;
        }
        Ok(fuzzer)
    }

    fn cargo_fuzz(&self, command: &str, args: &[&str]) -> Run {
        let run = Run::new("cargo").args(["fuzz", command]).args(SANITIZER).arg("--target-dir");
        run.arg(self.project.target.join("fuzz")).args(args).env("PATH", &self.path).dir(&self.project.root)
    }

    fn run(&self, target: Target) -> Result<()> {
        let Target(name) = target;
        // What is new goes in here, out of the way of what is kept.
        let found = self.project.target.join("fuzz/corpus").join(name);
        fs::create_dir_all(&found)?;
        if target.is_script() {
            let script = Run::new("node").arg(self.project.root.join("fuzz/js/run.js"));
            return script.args([name, &self.seconds.to_string()]).arg(&self.fast_check).arg(found).show();
        }
        let kept = self.project.root.join("fuzz/corpus").join(name);
        let limits = [
            format!("-max_total_time={}", self.seconds),
            format!("-max_len={LONGEST}"),
            format!("-timeout={PATIENCE}"),
            "-print_final_stats=1".into(),
        ];
        self.cargo_fuzz("run", &[name]).arg(found).arg(kept).arg("--").args(limits).show()
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
    fn the_scripts_are_there() {
        let root = Project::find().unwrap().root;
        for script in SCRIPTS {
            assert!(root.join("fuzz/js").join(script).with_extension("js").is_file(), "{script}");
        }
    }

    #[test]
    fn a_target_is_known_by_name() {
        assert_eq!("round_trip".parse::<Target>().unwrap(), Target("round_trip"));
        let error = "trip".parse::<Target>().unwrap_err().to_string();
        assert_eq!(
            error,
            "there is no target `trip` to fuzz: frame_decode, round_trip, entropy_coder, http_ingest, options, cookie"
        );
    }
}
