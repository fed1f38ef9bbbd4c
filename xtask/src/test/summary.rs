//! What ran, and how it ended.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    Passed,
    Failed(String),
    /// Not run, with the reason.
    Skipped(String),
}

impl Outcome {
    /// As a test ended; why it failed is said at once.
    pub(super) fn of(result: Result<()>) -> Self {
        match result {
            Ok(()) => Self::Passed,
            Err(error) => {
                eprintln!("error: {error:#}");
                Self::Failed(format!("{error:#}"))
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Row {
    suite: &'static str,
    engine: String,
    outcome: Outcome,
    took: Duration,
}

/// One row for each suite and engine.
#[derive(Debug, Default)]
pub(super) struct Summary {
    rows: Vec<Row>,
}

impl Summary {
    /// Runs one suite under a heading; a failure is noted and the next suite runs.
    pub(super) fn run(&mut self, suite: &'static str, engine: &str, test: impl FnOnce() -> Result<()>) {
        eprintln!("\n== {}", format!("{suite} {engine}").trim_end());
        let start = Instant::now();
        let outcome = Outcome::of(test());
        self.add(suite, engine, outcome, start.elapsed());
    }

    pub(super) fn add(&mut self, suite: &'static str, engine: &str, outcome: Outcome, took: Duration) {
        self.rows.push(Row { suite, engine: engine.to_owned(), outcome, took });
    }

    pub(super) fn failed(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Failed(_))).count()
    }

    pub(super) fn table(&self) -> String {
        let mut out = format!("{:<18}{:<10}{:<9}{:>8}\n", "suite", "engine", "result", "seconds");
        for Row { suite, engine, outcome, took } in &self.rows {
            let (result, reason) = match outcome {
                Outcome::Passed => ("ok", ""),
                Outcome::Failed(reason) => ("FAILED", reason.as_str()),
                Outcome::Skipped(reason) => ("skipped", reason.as_str()),
            };
            let seconds = format!("{:.1}", took.as_secs_f64());
            let line =
                format!("{suite:<18}{engine:<10}{result:<9}{seconds:>8}  {}", reason.lines().next().unwrap_or(""));
            let _ = writeln!(out, "{}", line.trim_end());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_counted_and_the_next_suite_runs() {
        let mut summary = Summary::default();
        summary.run("lint", "", || anyhow::bail!("two warnings\nand more"));
        summary.run("edge", "firefox", || Ok(()));
        summary.add("edge", "webkit", Outcome::Skipped("no driver".into()), Duration::ZERO);
        assert_eq!(summary.failed(), 1);
        let table = summary.table();
        let lines: Vec<_> = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(lines[1], "lint FAILED 0.0 two warnings");
        assert_eq!(lines[2], "edge firefox ok 0.0");
        assert_eq!(lines[3], "edge webkit skipped 0.0 no driver");
    }
}
