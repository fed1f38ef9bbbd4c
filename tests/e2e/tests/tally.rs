//! What came of cases that are many in one: passed of run, by suite and engine.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;

use anyhow::{Result, ensure};
use desireline_e2e::Visit;

static PLAYED: Mutex<Vec<Played>> = Mutex::new(Vec::new());

#[derive(Debug)]
struct Played {
    suite: &'static str,
    engine: String,
    name: String,
    outcome: Outcome,
}

#[derive(Debug)]
pub(super) enum Outcome {
    Passed,
    /// The engine lost some of what no recorder can save; how much.
    Bounded(String),
    Failed(String),
    /// It cannot be produced in this engine, and why.
    Not(&'static str),
}

impl Outcome {
    pub(super) fn of(result: Result<()>) -> Self {
        match result {
            Ok(()) => Self::Passed,
            Err(error) => Self::Failed(format!("{error:#}")),
        }
    }
}

/// Notes each case of a suite, also after one that failed.
#[derive(Debug)]
pub(super) struct Tally {
    suite: &'static str,
    engine: String,
    wrong: Vec<String>,
}

impl Tally {
    pub(super) fn of(suite: &'static str, visit: &Visit<'_>) -> Self {
        Self { suite, engine: visit.browser.engine.to_string(), wrong: Vec::new() }
    }

    pub(super) fn note(&mut self, name: impl Into<String>, outcome: Outcome) {
        let name = name.into();
        if let Outcome::Failed(why) = &outcome {
            self.wrong.push(format!("{name}: {why}"));
        }
        let played = Played { suite: self.suite, engine: self.engine.clone(), name, outcome };
        PLAYED.lock().expect("nobody panics").push(played);
    }

    /// Fails where a case has.
    pub(super) fn judge(self) -> Result<()> {
        ensure!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        Ok(())
    }
}

/// Cases passed of cases run, by suite and engine; a line for each that was not played or failed.
pub(super) fn table() -> String {
    let played = PLAYED.lock().expect("nobody panics");
    let mut groups: BTreeMap<(&str, &str), Vec<&Played>> = BTreeMap::new();
    for one in played.iter() {
        groups.entry((one.suite, &one.engine)).or_default().push(one);
    }
    let mut text = String::new();
    for ((suite, engine), all) in groups {
        let passed = all.iter().filter(|one| matches!(one.outcome, Outcome::Passed | Outcome::Bounded(_))).count();
        let run = all.iter().filter(|one| !matches!(one.outcome, Outcome::Not(_))).count();
        let _ = writeln!(text, "{suite} cases in {engine}: {passed} passed of {run} run");
        for Played { name, outcome, .. } in all {
            let _ = match outcome {
                Outcome::Passed => Ok(()),
                Outcome::Bounded(loss) => writeln!(text, "  bounded loss: {name}: {loss}"),
                Outcome::Failed(why) => writeln!(text, "  FAILED {name}: {}", why.lines().next().unwrap_or_default()),
                Outcome::Not(why) => writeln!(text, "  not played: {name}: {why}"),
            };
        }
    }
    text
}
