//! The server of logs, for the collector's tests and bench.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{debian, find_on_path, is_program};

const NAME: &str = "nats-server";
/// Where Debian puts it: among the administrator's programs, which not everybody's PATH has.
const DEBIAN: &str = "/usr/sbin/nats-server";

/// The program; installs Debian's package where there is none.
///
/// # Errors
/// It is not there and cannot be installed.
pub(crate) fn provide() -> Result<PathBuf> {
    if let Some(program) = find() {
        return Ok(program);
    }
    debian::install(&[NAME])?;
    find().context("the package nats-server brought no nats-server")
}

fn find() -> Option<PathBuf> {
    let debian = || Some(Path::new(DEBIAN)).filter(|file| is_program(file)).map(Path::to_owned);
    find_on_path(NAME).or_else(debian)
}
