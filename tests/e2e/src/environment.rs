//! Where the programs and files under test are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{Answer, Engine};

/// The engines without `DESIRELINE_ENGINES`.
const ENGINES: &str = "chromium,firefox";

/// What the cases need. `cargo xtask test e2e` builds all of it and names it by environment.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The collector's program: `DESIRELINE_COLLECTOR`, else the release build.
    pub collector: PathBuf,
    /// The npm package's files: `DESIRELINE_DIST`, else `pkg/dist`.
    pub dist: PathBuf,
    /// Scripts of login forms, built by `cargo xtask test e2e`: `DESIRELINE_FRAMEWORKS`, else
    /// `target/frameworks`. Only what plays with them needs them.
    pub frameworks: PathBuf,
    /// The demo shop and the viewer.
    pub www: PathBuf,
    /// The engines to run in: `DESIRELINE_ENGINES`, a list parted by commas.
    pub engines: Vec<Engine>,
}

impl Environment {
    /// Reads the environment and looks whether everything is there.
    ///
    /// # Errors
    /// Something is missing: the message says what, and how to get it. An engine that was asked
    /// for is never left out in silence.
    pub fn read() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("the repository's root")?;
        let path =
            |variable: &str, default: &str| env::var_os(variable).map_or_else(|| root.join(default), PathBuf::from);
        let names = env::var("DESIRELINE_ENGINES").unwrap_or_else(|_| ENGINES.into());
        let environment = Self {
            collector: path("DESIRELINE_COLLECTOR", "target/release/desireline-collector"),
            dist: path("DESIRELINE_DIST", "pkg/dist"),
            frameworks: path("DESIRELINE_FRAMEWORKS", "target/frameworks"),
            www: root.join("www"),
            engines: names.split(',').map(|name| name.trim().parse()).collect::<Result<_>>()?,
        };
        for needed in [environment.collector.clone(), environment.dist.join("desireline.js")] {
            ensure!(needed.is_file(), "{} is not there: run `cargo xtask build`", needed.display());
        }
        for engine in &environment.engines {
            engine.driver()?;
            engine.program()?;
        }
        Ok(environment)
    }

    /// The script of the login form that a framework built: `react`, `vue` or `svelte`.
    ///
    /// # Errors
    /// It has not been built.
    pub fn login_form(&self, framework: &str) -> Result<Answer> {
        let path = self.frameworks.join(framework).with_extension("js");
        let text = fs::read_to_string(&path);
        let text = text.with_context(|| format!("{} is not there: run `cargo xtask test e2e`", path.display()))?;
        Ok(Answer::Document { kind: "text/javascript; charset=utf-8", headers: vec![], text })
    }
}

/// The first of these programs that is on the PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let directories: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| directories.iter().map(|dir| dir.join(name)).find(|program| program.is_file()))
}
