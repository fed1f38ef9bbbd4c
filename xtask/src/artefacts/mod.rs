//! `cargo xtask build`: everything that is shipped.
//!
//! ```text
//! src/ ──cargo──▶ wasm ──binaryen──▶ target/pkg/recorder/
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
mod wasm;

use std::thread;

use anyhow::{Error, Result};

use crate::process::Run;
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
    let (recorder, reader) = thread::scope(|scope| {
        let compiled = wasm::RECORDER.compile(project)?;
        // Binaryen works on the one while cargo compiles the other.
        let recorder = scope.spawn(move || wasm::RECORDER.finish(project, tools, &compiled));
        let compiled = wasm::READER.compile(project)?;
        let reader = wasm::READER.finish(project, tools, &compiled)?;
        let recorder = joined(recorder)?;
        Ok::<_, Error>((recorder, reader))
    })?;
    bundle::bundle(project, &tools.npm, &recorder, &reader)
}

fn collector(project: &Project) -> Result<()> {
    let package = ["build", "--release", "--package", "desireline-collector"];
    Run::new("cargo").args(package).dir(&project.root).show()
}
