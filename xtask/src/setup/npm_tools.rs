//! What npm has, at the versions of a lock file: bundler and wasm optimiser of `xtask/npm`, what
//! `bench` measures beside the recorder, and the frameworks of `tests/e2e/frameworks`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::{note, version_of};
use crate::process::Run;
use crate::project::Project;
use crate::versions;

/// An installed `node_modules`.
#[derive(Clone, Debug)]
pub(crate) struct NpmTools {
    modules: PathBuf,
}

impl NpmTools {
    /// The build tools.
    pub(crate) fn provide(project: &Project, cache: &Cache) -> Result<Self> {
        let modules = modules(project, cache, "xtask/npm", "esbuild, binaryen, terser, web-vitals and fast-check")?;
        Ok(Self { modules })
    }

    /// A program of theirs, ready for its arguments.
    pub(crate) fn run(&self, program: &str) -> Run {
        Run::new("node").arg(self.modules.join(".bin").join(program))
    }

    /// A package that is bundled into ours.
    pub(crate) fn module(&self, name: &str) -> PathBuf {
        self.modules.join(name)
    }

    /// The bundler: a native program, in the one package that npm has chosen for this machine.
    pub(crate) fn esbuild(&self) -> Result<Run> {
        let platforms = fs::read_dir(self.modules.join("@esbuild")).context("npm has installed no esbuild")?;
        let programs = platforms.filter_map(|entry| Some(entry.ok()?.path().join("bin/esbuild")));
        let program = programs.into_iter().find(|program| program.is_file());
        program.map(Run::new).context("esbuild has no program for this machine")
    }
}

/// The `node_modules` of the lock file in `manifests`, installed once per content of that file.
pub(super) fn modules(project: &Project, cache: &Cache, manifests: &str, what: &str) -> Result<PathBuf> {
    check_node(version_of("node", &["--version"]).as_deref())?;
    let manifests = project.root.join(manifests);
    let lock = manifests.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", project.short(&lock)))?;
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    let dir = cache.fill(&format!("npm-{:016x}", hasher.finish()), |dir| {
        note(&format!("installing {what} from npm (some seconds, once)"));
        for file in ["package.json", "package-lock.json"] {
            fs::copy(manifests.join(file), dir.join(file))?;
        }
        // No script of a package is run: esbuild's program comes as a package of its own.
        let install = Run::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).dir(dir).quiet();
        install.with_context(|| format!("{what} could not be installed"))
    })?;
    Ok(dir.join("node_modules"))
}

/// Refuses a Node.js that is missing or too old.
fn check_node(said: Option<&str>) -> Result<()> {
    let wanted = versions::NODE_MAJOR;
    let Some(said) = said else { bail!("Node.js {wanted} or newer is needed, with npm: no `node` is on the PATH") };
    let major = said.trim().trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_none_or(|major| major < wanted) {
        bail!("Node.js {wanted} or newer is needed: this one is {}", said.trim());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_refused() {
        check_node(Some("v20.20.2\n")).unwrap();
        check_node(Some("v18.0.0\n")).unwrap();
        assert!(check_node(Some("v16.9.0\n")).unwrap_err().to_string().contains("this one is v16.9.0"));
        check_node(Some("io.js")).unwrap_err();
        check_node(None).unwrap_err();
    }
}
