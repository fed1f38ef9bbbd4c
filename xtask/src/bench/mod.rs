//! `cargo xtask bench`: figures, one module for each part of the system.

mod browser;

use anyhow::{Result, ensure};

use crate::project::Project;

/// What to measure.
#[derive(Debug)]
pub(crate) struct Options {
    /// The recorder beside others, in Chromium.
    pub(crate) browser: bool,
    pub(crate) repetitions: u32,
}

/// Measures what was asked for.
///
/// # Errors
/// Nothing was asked for, or a measurement has failed.
pub(crate) fn bench(project: &Project, options: &Options) -> Result<()> {
    ensure!(options.browser, "what is to be measured? --browser");
    browser::run(project, options.repetitions)
}
