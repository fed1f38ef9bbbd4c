//! The suites in browsers, as many at once as there are processors: they wait for a browser more than they
//! compute.

use std::collections::VecDeque;
use std::fmt;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::Result;

use super::summary::{Outcome, Summary};
use crate::process::Echo;
use crate::setup::browsers::Engine;

/// One suite in one engine.
pub(super) struct Job<'a> {
    pub(super) suite: &'static str,
    pub(super) engine: Engine,
    pub(super) test: Box<dyn FnOnce(Echo) -> Result<()> + Send + 'a>,
}

impl fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.suite, self.engine)
    }
}

/// Runs them, begun in their order, and notes them in that order.
pub(super) fn run(jobs: Vec<Job<'_>>, summary: &mut Summary) {
    let lanes = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len());
    // What two suites print at once nobody could read.
    let echo = if lanes > 1 { Echo::Whole } else { Echo::Live };
    let waiting: Mutex<VecDeque<_>> = Mutex::new(jobs.into_iter().enumerate().collect());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..lanes {
            scope.spawn(|| {
                while let Some((at, Job { suite, engine, test })) = next() {
                    eprintln!("\n== {suite} {engine}");
                    let start = Instant::now();
                    let outcome = Outcome::of(test(echo));
                    let row = (at, suite, engine, outcome, start.elapsed());
                    done.lock().unwrap_or_else(PoisonError::into_inner).push(row);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, ..)| *at);
    for (_, suite, engine, outcome, took) in done {
        summary.add(suite, &engine.to_string(), outcome, took);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_runs_and_is_noted_in_its_order() {
        let job = |engine, good: bool| Job {
            suite: "edge",
            engine,
            test: Box::new(move |_| if good { Ok(()) } else { anyhow::bail!("red") }),
        };
        let jobs = vec![job(Engine::Chromium, true), job(Engine::Firefox, false), job(Engine::Webkit, true)];
        let mut summary = Summary::default();
        run(jobs, &mut summary);
        let table = summary.table();
        let rows: Vec<_> =
            table.lines().skip(1).map(|line| line.split_whitespace().take(3).collect::<Vec<_>>()).collect();
        assert_eq!(rows, [["edge", "chromium", "ok"], ["edge", "firefox", "FAILED"], ["edge", "webkit", "ok"]]);
        assert_eq!(summary.failed(), 1);
    }
}
