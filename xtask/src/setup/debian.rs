//! Debian packages, for the browsers.

use anyhow::{Context, Result, bail};
use nix::unistd::Uid;

use super::{find_on_path, note};
use crate::process::Run;

/// Installs packages, through sudo when this is not root.
///
/// # Errors
/// This is no Debian, nobody may install here, or apt-get fails.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if find_on_path("apt-get").is_none() {
        bail!("this machine has no apt-get; install by hand what Debian has in: {list}");
    }
    let root = Uid::effective().is_root();
    if !root && find_on_path("sudo").is_none() {
        bail!("only root may install packages and there is no sudo: apt-get install {list}");
    }
    note(&format!("installing the Debian packages {list} (about a minute, once)"));
    let apt = |args: &[&str]| {
        // Without a terminal sudo must not ask for a password and wait for ever.
        let run = if root { Run::new("env") } else { Run::new("sudo").args(["--non-interactive", "env"]) };
        run.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(args).quiet()
    };
    apt(&["update"]).context("the package lists cannot be renewed")?;
    let install: Vec<_> = ["install", "--yes", "--no-install-recommends"].iter().chain(packages).copied().collect();
    apt(&install).with_context(|| format!("apt-get could not install {list}"))
}
