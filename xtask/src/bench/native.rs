//! The format's bytes and speed: `bench/native` measures.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, Result};

use crate::process::Run;
use crate::project::Project;

const PACKAGE: &str = "desireline-bench";
/// Where the last report is kept.
const REPORT: &str = "bench/results/native.md";
/// Criterion's own folder below target is left to those who compare by hand.
const SPEEDS: &str = "bench-native";
/// Seconds of warming and of measuring for each bench: a dozen of them end within a minute.
const WARM_UP: &str = "1";
const MEASURE: &str = "2";

/// Prints the report and writes it to `bench/results/native.md`.
///
/// # Errors
/// The build fails, a bench fails, or the report cannot be written.
pub(crate) fn run(project: &Project) -> Result<()> {
    let speeds = project.target.join(SPEEDS);
    // A bench that is no more must not be reported.
    match fs::remove_dir_all(&speeds) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot empty {}", project.short(&speeds)));
        }
        _ => {}
    }
    let benches = Run::new("cargo").args(["bench", "--package", PACKAGE, "--"]);
    let benches = benches.args(["--warm-up-time", WARM_UP, "--measurement-time", MEASURE]);
    benches.env("CRITERION_HOME", &speeds).dir(&project.root).show()?;

    let report = Run::new("cargo").args(["run", "--release", "--package", PACKAGE, "--bin", "report", "--"]);
    let text = report.arg(&speeds).dir(&project.root).read()?;
    let file = project.root.join(REPORT);
    fs::create_dir_all(file.parent().context("the report has a folder")?)?;
    fs::write(&file, &text).with_context(|| format!("cannot write {}", project.short(&file)))?;
    print!("{text}");
    eprintln!("\nbench: the report is in {}", project.short(&file));
    Ok(())
}
