//! The recorder beside others: the package is built here, `bench/browser.mjs` measures.

use std::fs;

use anyhow::Result;

use crate::process::Run;
use crate::project::Project;
use crate::{artefacts, setup};

/// Where the last report is kept, beside the script.
const REPORT: &str = "results/browser.md";

/// Prints the report and writes it to `bench/results/browser.md`.
///
/// # Errors
/// Chromium or a package cannot be had, the build fails, or a library could not be measured.
pub(crate) fn run(project: &Project, repetitions: u32) -> Result<()> {
    // Asked for first, so that nobody waits for a build to hear that there is no browser.
    let modules = setup::bench_modules(project)?;
    artefacts::package(project, &setup::build_tools(project)?)?;

    let dir = project.root.join("bench");
    let report = dir.join(REPORT);
    fs::create_dir_all(dir.join("results"))?;
    let run = Run::new("node").arg("browser.mjs").args(["--out", REPORT, "--reps", &repetitions.to_string()]);
    // Where the packages are that do not lie beside the script.
    run.env("NODE_PATH", modules).dir(&dir).show()?;
    eprintln!("\nbench: the report is in {}", project.short(&report));
    Ok(())
}
