//! `cargo xtask build`: everything that is shipped.
//!
//! ```text
//! src/ ──cargo──▶ wasm ──binaryen──▶ target/pkg/recorder/, target/pkg/coder/
//! src/ ──cargo──▶ wasm ──wasm-bindgen──▶ glue + wasm ──binaryen──▶ target/pkg/reader/
//! pkg/src/ + src/capture/*.js + the reader's glue ──esbuild, terser──▶ pkg/dist/
//! collector/ ──cargo──▶ target/release/desireline-collector
//! ```

mod binary;
mod bundle;
mod glue;
mod locations;
mod names;
mod panics;
mod places;
mod program;
mod wasm;

use std::thread;

use anyhow::Result;

use crate::process::Run;
use bundle::Made;
pub(crate) use program::collector as static_collector;

use crate::project::Project;
use crate::setup::{BuildTools, joined};

/// Builds recorder, reader, npm package and collector.
///
/// # Errors
/// The first step that fails.
pub(crate) fn build(project: &Project, tools: &BuildTools) -> Result<()> {
    package(project, tools)?;
    collector(project)
}

/// Builds `pkg/dist` alone.
pub(crate) fn package(project: &Project, tools: &BuildTools) -> Result<()> {
    let finished = thread::scope(|scope| {
        // Binaryen works on the one while cargo compiles the next.
        let mut finishing = Vec::new();
        for artefact in [&wasm::RECORDER, &wasm::CODER, &wasm::SCORER, &wasm::READER] {
            let compiled = artefact.compile(project)?;
            finishing.push(scope.spawn(move || artefact.finish(project, tools, &compiled)));
        }
        finishing.into_iter().map(joined).collect::<Result<Vec<_>>>()
    })?;
    let [recorder, coder, scorer, reader] = &finished[..] else { unreachable!("four were begun") };
    bundle::bundle(project, &tools.npm, &Made { recorder, coder, scorer, reader })
}

fn collector(project: &Project) -> Result<()> {
    let package = ["build", "--release", "--package", "desireline-collector"];
    Run::new("cargo").args(package).dir(&project.root).show()
}
