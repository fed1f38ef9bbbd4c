//! `cargo xtask test`: everything, or one part of it.

mod e2e;
mod edge;
mod engines;
pub(crate) mod frameworks;
mod native;
mod summary;

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Error, Result, bail};

use crate::project::Project;
use crate::setup::browsers::{Browser, Engine};
use crate::setup::{self, BrowserTools, BuildTools};
use crate::{artefacts, size};
use summary::{Outcome, Summary};

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    Lint,
    Native,
    Examples,
    Size,
    Edge,
    EndToEnd,
}

impl Part {
    const ALL: [(&'static str, Self); 6] = [
        ("lint", Self::Lint),
        ("native", Self::Native),
        ("examples", Self::Examples),
        ("size", Self::Size),
        ("edge", Self::Edge),
        ("e2e", Self::EndToEnd),
    ];
}

impl FromStr for Part {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let part = Self::ALL.iter().find(|(known, _)| *known == name);
        part.map(|(_, part)| *part).ok_or_else(|| {
            let names = Self::ALL.map(|(known, _)| known).join(", ");
            Error::msg(format!("there is no part `{name}` of the tests: {names}"))
        })
    }
}

/// What to run.
#[derive(Debug)]
pub(crate) struct Options {
    /// Nothing: every part.
    pub(crate) parts: Vec<Part>,
    /// Nothing: every engine.
    pub(crate) engines: Vec<Engine>,
    /// An engine that cannot be had is a failure.
    pub(crate) require_all: bool,
}

/// Runs the tests and prints the summary.
///
/// # Errors
/// A suite has failed, or the tools cannot be set up.
pub(crate) fn test(project: &Project, options: &Options) -> Result<()> {
    let wants = |part| options.parts.is_empty() || options.parts.contains(&part);
    let in_browsers = wants(Part::Edge) || wants(Part::EndToEnd);
    let engines = if options.engines.is_empty() { &Engine::ALL[..] } else { &options.engines };

    // First of all, so that a machine that cannot run them says so before it works for minutes.
    let build = if in_browsers || wants(Part::Size) { Some(setup::build_tools(project)?) } else { None };
    let browsers = if in_browsers { Some(setup::browser_tools(engines)?) } else { None };
    let frameworks = if wants(Part::EndToEnd) { Some(setup::framework_modules(project)?) } else { None };

    let mut summary = Summary::default();
    if wants(Part::Lint) {
        native::lint(project, &mut summary);
    }
    if wants(Part::Native) {
        native::tests(project, &mut summary);
    }
    if wants(Part::Examples) {
        native::examples(project, &mut summary);
    }
    if let Some(build) = &build {
        shipped(project, build, &wants, &mut summary);
        if let Some(modules) = &frameworks {
            summary.run("frameworks", "", || frameworks::build(project, modules));
        }
        if let Some(browsers) = &browsers {
            for (engine, browser) in &browsers.browsers {
                let run = Browsers { project, build, browsers, require_all: options.require_all };
                run.suites(*engine, browser, &wants, &mut summary);
            }
        }
    }

    println!("\n{}", summary.table());
    match summary.failed() {
        0 => Ok(()),
        1 => bail!("1 suite has failed"),
        failed => bail!("{failed} suites have failed"),
    }
}

/// Builds what the budgets and the end-to-end tests look at.
fn shipped(project: &Project, build: &BuildTools, wants: &dyn Fn(Part) -> bool, summary: &mut Summary) {
    if wants(Part::EndToEnd) {
        summary.run("build", "", || artefacts::build(project, build));
    } else if wants(Part::Size) {
        summary.run("build", "", || artefacts::package(project, build));
    }
    if wants(Part::Size) {
        native::package(project, summary);
        summary.run("size", "", || size::size(project));
    }
}

/// The suites that run in each engine.
#[derive(Debug)]
struct Browsers<'a> {
    project: &'a Project,
    build: &'a BuildTools,
    browsers: &'a BrowserTools,
    require_all: bool,
}

impl Browsers<'_> {
    fn suites(&self, engine: Engine, browser: &Result<Browser>, wants: &dyn Fn(Part) -> bool, summary: &mut Summary) {
        let name = engine.to_string();
        for (part, suite) in [(Part::Edge, "edge"), (Part::EndToEnd, "e2e")] {
            if !wants(part) {
                continue;
            }
            match browser {
                Ok(browser) => summary.run(suite, &name, || match part {
                    Part::Edge => edge::run(self.project, self.build, self.browsers, browser),
                    _ => e2e::run(self.project, browser),
                }),
                Err(reason) => summary.add(suite, &name, self.without(engine, reason), Duration::ZERO),
            }
        }
    }

    /// What it means that an engine cannot be had.
    fn without(&self, engine: Engine, reason: &Error) -> Outcome {
        let reason = format!("{reason:#}");
        if self.require_all {
            return Outcome::Failed(reason);
        }
        eprintln!("skipped: the tests in {engine}, because {reason}");
        Outcome::Skipped(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_name() {
        assert_eq!("e2e".parse::<Part>().unwrap(), Part::EndToEnd);
        let error = "unit".parse::<Part>().unwrap_err().to_string();
        assert_eq!(error, "there is no part `unit` of the tests: lint, native, examples, size, edge, e2e");
    }
}
