//! `cargo xtask bench`: figures, one module for each part of the system.

mod browser;
mod collector;

use anyhow::{Result, ensure};

use crate::project::Project;
use collector::Keeper;

/// What to measure.
#[derive(Debug)]
pub(crate) struct Options {
    /// The recorder beside others, in Chromium.
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
/// Nothing was asked for, or a measurement has failed.
pub(crate) fn bench(project: &Project, options: &Options) -> Result<()> {
    ensure!(options.browser || options.collector, "what is to be measured? --browser, --collector");
    if options.browser {
        browser::run(project, options.repetitions)?;
    }
    if options.collector {
        collector::run(project, options.seconds, if options.nats { Keeper::Log } else { Keeper::Store })?;
    }
    Ok(())
}
