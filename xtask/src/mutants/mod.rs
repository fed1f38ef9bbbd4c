//! `cargo xtask mutants-privacy`: removes each privacy rule in turn; some test must go red.
//!
//! Rules in Rust are judged by the unit tests of `src/privacy`, rules in JavaScript by a case of the
//! canary suite in Chromium, with the package built of the changed source.

mod rules;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};

use crate::artefacts;
use crate::process::Run;
use crate::project::Project;
use crate::setup::browsers::{Browser, Engine};
use crate::setup::{self, BuildTools};
use rules::{RULES, Rule};

/// Where the table stands, between two marks.
const PAPER: &str = "docs/PRIVACY.md";
const BEGIN: &str = "<!-- mutants -->";
const END: &str = "<!-- /mutants -->";

/// Runs every mutant and writes the table into docs/PRIVACY.md.
///
/// # Errors
/// A rule whose absence no test has noticed, or tools that cannot be had.
pub(crate) fn mutants(project: &Project) -> Result<()> {
    let build = setup::build_tools(project)?;
    let browsers = setup::browser_tools(&[Engine::Chromium])?;
    let browser = browsers.browsers.iter().find_map(|(_, browser)| browser.as_ref().ok());
    let browser = browser.context("Chromium is missing")?;
    artefacts::build(project, &build)?;
    let mut rows = Vec::new();
    for rule in RULES {
        let noticed = judge(project, &build, browser, rule).with_context(|| rule.what.to_owned())?;
        eprintln!("mutants: {}: {}", rule.what, if noticed { "noticed" } else { "SURVIVED" });
        rows.push((rule, noticed));
    }
    artefacts::package(project, &build)?;
    let mut table = String::from("| without this rule | in | goes red |\n|---|---|---|\n");
    for (rule, noticed) in &rows {
        let red = if *noticed { rule.red() } else { "**nothing**".into() };
        table += &format!("| {} | `{}` | {red} |\n", rule.what, rule.file);
    }
    print!("{table}");
    publish(project, &table)?;
    match rows.iter().filter(|(_, noticed)| !noticed).count() {
        0 => Ok(()),
        survived => bail!("{survived} of {} rules can go without a test noticing", rows.len()),
    }
}

/// Whether a test fails without the rule.
fn judge(project: &Project, build: &BuildTools, browser: &Browser, rule: &Rule) -> Result<bool> {
    let _changed = Changed::new(project.root.join(rule.file), rule)?;
    let Some(case) = rule.case else {
        let tests = ["test", "--quiet", "--package", "desireline", "--lib", "privacy::"];
        // A mutant that does not compile proves nothing.
        let built = Run::new("cargo").args(tests).arg("--no-run").dir(&project.root);
        built.quiet().context("it does not compile")?;
        return Ok(Run::new("cargo").args(tests).dir(&project.root).quiet().is_err());
    };
    artefacts::package(project, build)?;
    let filter = if case.contains("::") { case } else { "canary" };
    let run = Run::new("cargo")
        .args(["test", "--quiet", "--package", "desireline-e2e", "--", filter])
        .dir(&project.root)
        .env("DESIRELINE_COLLECTOR", project.collector())
        .env("DESIRELINE_DIST", project.dist())
        .env("DESIRELINE_ENGINES", Engine::Chromium.to_string())
        .env("DESIRELINE_CANARY", case)
        .env("CHROMEDRIVER", &browser.driver);
    Ok(run.quiet().is_err())
}

/// A source file without a rule, until this is dropped.
#[derive(Debug)]
struct Changed {
    path: PathBuf,
    text: String,
}

impl Changed {
    fn new(path: PathBuf, rule: &Rule) -> Result<Self> {
        let text = fs::read_to_string(&path)?;
        let places = text.matches(rule.from).count();
        ensure!(places == 1, "`{}` stands {places} times in {}", rule.from, rule.file);
        fs::write(&path, text.replace(rule.from, rule.to))?;
        Ok(Self { path, text })
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        if let Err(error) = fs::write(&self.path, &self.text) {
            eprintln!("mutants: {} could not be restored: {error}", self.path.display());
        }
    }
}

fn publish(project: &Project, table: &str) -> Result<()> {
    let path = project.root.join(PAPER);
    let text = fs::read_to_string(&path)?;
    let (before, rest) = text.split_once(BEGIN).context("docs/PRIVACY.md has no mark for the table")?;
    let (_, after) = rest.split_once(END).context("docs/PRIVACY.md has no mark for the table's end")?;
    Ok(fs::write(path, format!("{before}{BEGIN}\n{table}{END}{after}"))?)
}
