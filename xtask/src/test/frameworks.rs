//! The login forms that React, Vue and Svelte build for the end-to-end tests, of `tests/e2e/frameworks`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process::Run;
use crate::project::Project;

/// Where their sources are, and the lock file of what builds them.
pub(crate) const SOURCES: &str = "tests/e2e/frameworks";

/// Where the built ones are: a script each.
pub(super) fn directory(project: &Project) -> PathBuf {
    project.target.join("frameworks")
}

/// Builds them, unless that has been done of the same sources.
pub(super) fn build(project: &Project, modules: &Path) -> Result<()> {
    let (sources, out) = (project.root.join(SOURCES), directory(project));
    let (stamp, key) = (out.join("stamp"), key(&sources)?);
    if fs::read_to_string(&stamp).is_ok_and(|done| done == key) {
        return Ok(());
    }
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    Run::new("node").arg("build.mjs").arg(&out).env("NODE_PATH", modules).dir(&sources).quiet()?;
    // Written last: where there is a stamp, the files are complete.
    fs::write(&stamp, key)?;
    Ok(())
}

/// Names every file there and what is in it.
fn key(dir: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for file in files(dir)? {
        (file.strip_prefix(dir)?, fs::read(&file)?).hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Every file there, in one order on every machine.
fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        } else if !path.ends_with("node_modules") {
            files.extend(self::files(&path)?);
        }
    }
    files.sort_unstable();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_in_any_file_is_another_key() {
        let dir = std::env::temp_dir().join(format!("desireline-xtask-frameworks-{}", std::process::id()));
        fs::create_dir_all(dir.join("react")).unwrap();
        fs::create_dir_all(dir.join("node_modules")).unwrap();
        fs::write(dir.join("react/main.jsx"), "one").unwrap();
        let one = key(&dir).unwrap();
        fs::write(dir.join("node_modules/other"), "x").unwrap();
        assert_eq!(key(&dir).unwrap(), one);
        fs::write(dir.join("react/main.jsx"), "two").unwrap();
        assert_ne!(key(&dir).unwrap(), one);
        fs::remove_dir_all(dir).unwrap();
    }
}
