//! `cargo xtask bench`: figures, one module for each part of the system.

mod browser;
mod native;

use anyhow::Result;

use crate::project::Project;

/// What to measure.
#[derive(Debug)]
pub(crate) struct Options {
    /// The recorder beside others, in Chromium; else the format, natively.
    pub(crate) browser: bool,
    pub(crate) repetitions: u32,
}

/// Measures what was asked for.
///
/// # Errors
/// A measurement has failed.
pub(crate) fn bench(project: &Project, options: &Options) -> Result<()> {
    if options.browser { browser::run(project, options.repetitions) } else { native::run(project) }
}
