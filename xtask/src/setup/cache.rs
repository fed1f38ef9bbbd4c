//! Where installed tools live: one directory per tool and version, shared by every checkout.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The cache of `cargo xtask`.
#[derive(Debug)]
pub(crate) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// `$DESIRELINE_CACHE`, else `desireline` in the user's cache directory.
    pub(crate) fn find() -> Result<Self> {
        let var = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let root = var("DESIRELINE_CACHE")
            .or_else(|| Some(var("XDG_CACHE_HOME")?.join("desireline")))
            .or_else(|| Some(var("HOME")?.join(".cache/desireline")))
            .context("set DESIRELINE_CACHE to a directory: there is no HOME to keep tools in")?;
        // Commands run in other directories, so a relative path is settled here.
        Ok(Self { root: std::path::absolute(root)? })
    }

    /// The directory of one tool in one version, whether it is there or not.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.root.join("tools").join(name)
    }

    /// Fills the directory of a tool unless it is there.
    ///
    /// `install` works in a directory beside it, which gets its name only when all went well: a
    /// directory that has its name is complete.
    pub(crate) fn fill(&self, name: &str, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let dir = self.tool(name);
        if dir.is_dir() {
            return Ok(dir);
        }
        let part = self.tool(&format!(".{name}.{}", std::process::id()));
        fs::create_dir_all(&part).with_context(|| format!("cannot write to the tool cache {}", self.root.display()))?;
        let outcome = install(&part).and_then(|()| match fs::rename(&part, &dir) {
            // Another `cargo xtask` was faster.
            Err(_) if dir.is_dir() => Ok(()),
            renamed => renamed.with_context(|| format!("cannot make {}", dir.display())),
        });
        // Nothing is left of it unless the installation or the rename has failed.
        let _ = fs::remove_dir_all(&part);
        outcome.map(|()| dir)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> Cache {
        let root = env::temp_dir().join(format!("desireline-xtask-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        Cache { root }
    }

    #[test]
    fn a_tool_is_installed_once() {
        let cache = scratch("once");
        let mut runs = 0;
        for _ in 0..2 {
            let dir = cache
                .fill("tool-1", |dir| {
                    runs += 1;
                    Ok(fs::write(dir.join("bin"), "x")?)
                })
                .unwrap();
            assert!(dir.join("bin").is_file());
        }
        assert_eq!(runs, 1);
        fs::remove_dir_all(cache.root).unwrap();
    }

    #[test]
    fn a_failed_installation_leaves_nothing_that_looks_complete() {
        let cache = scratch("failed");
        cache.fill("tool-1", |_| anyhow::bail!("no network")).unwrap_err();
        assert!(!cache.tool("tool-1").exists());
        assert_eq!(fs::read_dir(cache.root.join("tools")).unwrap().count(), 0);
        fs::remove_dir_all(cache.root).unwrap();
    }
}
