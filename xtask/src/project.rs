//! Where things are in the repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::Run;

/// The paths that the commands share.
#[derive(Debug)]
pub(crate) struct Project {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, wherever the environment puts it.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Asks cargo, which knows `CARGO_TARGET_DIR` and every config file.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in no repository")?.to_owned();
        let metadata = Run::new("cargo").args(["metadata", "--no-deps", "--format-version", "1"]).dir(&root).read()?;
        let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata gave no JSON")?;
        let target = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
        Ok(Self { root, target: target.into() })
    }

    /// Hand-written JavaScript of the npm package.
    pub(crate) fn sources(&self) -> PathBuf {
        self.root.join("pkg/src")
    }

    /// What the npm package ships.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("pkg/dist")
    }

    /// The collector that `cargo xtask build` makes.
    pub(crate) fn collector(&self) -> PathBuf {
        self.target.join("release/desireline-collector")
    }

    /// A path as the reader of a terminal wants it: without the way to the repository.
    pub(crate) fn short<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
