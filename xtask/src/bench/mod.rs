//! `cargo xtask bench`: figures, one module for each part of the system.

mod browser;
mod collector;
mod native;

use anyhow::Result;

use crate::project::Project;
use collector::Keeper;

/// What to measure.
#[derive(Debug)]
pub(crate) struct Options {
    /// The recorder beside others, in Chromium; else the format, natively.
    pub(crate) browser: bool,
    /// The collector under load.
    pub(crate) collector: bool,
    /// With a log in the place of its own store.
    pub(crate) nats: bool,
    pub(crate) repetitions: u32,
    /// How long the load lasts.
    pub(crate) seconds: u32,
}

/// Measures what was asked for.
///
/// # Errors
/// A measurement has failed.
pub(crate) fn bench(project: &Project, options: &Options) -> Result<()> {
    if options.browser {
        browser::run(project, options.repetitions)?;
    }
    if options.collector {
        collector::run(project, options.seconds, if options.nats { Keeper::Log } else { Keeper::Store })?;
    }
    if !(options.browser || options.collector) {
        native::run(project)?;
    }
    Ok(())
}
