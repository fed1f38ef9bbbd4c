//! `cargo xtask test`: everything, or one part of it.

mod e2e;
mod edge;
mod engines;
pub(crate) mod frameworks;
mod lanes;
mod native;
mod summary;

use std::str::FromStr;
use std::time::Duration;

use anyhow::{Error, Result, bail};

use crate::process::Echo;
use crate::project::Project;
use crate::setup::browsers::{Browser, Engine};
use crate::setup::{self, BrowserTools, BuildTools};
use crate::{artefacts, size};
use lanes::Job;
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
            Browsers { project, build, browsers, require_all: options.require_all }.suites(&wants, &mut summary);
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
        native::types(project, &build.npm, summary);
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
    fn suites(&self, wants: &dyn Fn(Part) -> bool, summary: &mut Summary) {
        let mut jobs = Vec::new();
        // The longer ones first, so that the lanes end together.
        for (part, suite) in [(Part::EndToEnd, "e2e"), (Part::Edge, "edge")] {
            for (engine, browser) in self.browsers.browsers.iter().filter(|_| wants(part)) {
                match browser {
                    Ok(browser) => jobs.push(self.job(part, suite, *engine, browser)),
                    Err(reason) => {
                        summary.add(suite, &engine.to_string(), self.without(*engine, reason), Duration::ZERO)
                    }
                }
            }
        }
        lanes::run(jobs, summary);
    }

    fn job<'a>(&'a self, part: Part, suite: &'static str, engine: Engine, browser: &'a Browser) -> Job<'a> {
        let Self { project, build, browsers, .. } = *self;
        let test: Box<dyn FnOnce(Echo) -> Result<()> + Send> = match part {
            Part::Edge => Box::new(move |echo| edge::run(project, build, browsers, browser, echo)),
            _ => Box::new(move |echo| e2e::run(project, browser, echo)),
        };
        Job { suite, engine, test }
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
