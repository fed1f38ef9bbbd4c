//! `drain`: frames out of a log, as Parquet files.
//!
//! A batch is a range of the log's numbers. Its claim is written first and says which range; then
//! its files, which are named by the range; then the claim says that it is done; and only then the
//! log is told. Killed anywhere between, the next run finds the claim, reads the same range again
//! and writes the same files: so each frame is in them at least once and at most once.

mod files;
mod ledger;
mod tables;
mod tape;
mod target;

use std::time::Duration;

use crate::log::connection::connect;
use crate::place::LogAddress;
use crate::{Error, serve};
use files::Files;
use ledger::{Claim, Ledger};
use tape::Tape;
pub(crate) use target::Target;

/// What to drain, and how.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) from: LogAddress,
    pub(crate) to: Target,
    /// Frames of a file, at most.
    pub(crate) batch: usize,
    /// How long frames may wait for others.
    pub(crate) wait: Duration,
    /// End when all is drained that was in the log at the start.
    pub(crate) once: bool,
    /// Remove from the log what is in the files.
    pub(crate) purge: bool,
}

/// Drains until it is told to stop, or, with `once`, to the log's end.
pub(crate) fn run(job: &Job) -> Result<(), Error> {
    serve::runtime()?.block_on(drain(job))
}

async fn drain(job: &Job) -> Result<(), Error> {
    let context = connect(&job.from).await?;
    let target = job.to.open()?;
    let ledger = Ledger::new(target.clone(), &job.from.stream);
    let latest = ledger.latest().await?;
    let next = latest.as_ref().map_or(1, |claim| if claim.done { claim.last + 1 } else { claim.first });
    let mut tape = Tape::open(&context, &job.from, next).await?;
    let end = tape.last().await?;
    if let Some(claim) = latest.filter(|claim| !claim.done) {
        tracing::info!(first = claim.first, last = claim.last, "a batch that was begun is written anew");
        settle(job, &mut tape, &ledger, &target, claim).await?;
    }
    while !job.once || tape.next_number() <= end {
        tape.fill(job.batch, job.wait, job.once).await?;
        let Some((first, last)) = tape.range(job.batch) else {
            if job.once {
                break;
            }
            continue;
        };
        let frames = tape.held_until(last);
        // Another drain may have claimed from here already: then its range is the one that counts.
        let claim = ledger.claim(Claim { first, last, frames, done: false }).await?;
        settle(job, &mut tape, &ledger, &target, claim).await?;
    }
    Ok(())
}

/// Writes a claimed range and says so, to the ledger first.
async fn settle(
    job: &Job,
    tape: &mut Tape,
    ledger: &Ledger,
    target: &target::Store,
    claim: Claim,
) -> Result<(), Error> {
    tape.fill_until(claim.last).await?;
    let (messages, last) = tape.take_until(claim.last);
    if messages.len() < claim.frames {
        let (held, claimed) = (messages.len(), claim.frames);
        return Err(Error::Drained { first: claim.first, last: claim.last, held, claimed });
    }
    let mut files = Files::new(&job.from.stream, claim.first, claim.last);
    let unreadable = messages.iter().filter(|message| !files.add(message)).count();
    if unreadable > 0 {
        tracing::warn!(unreadable, "messages that are no frames are left out");
    }
    let written = files.put(target).await?;
    let (first, last_number, frames) = (claim.first, claim.last, claim.frames);
    ledger.done(claim).await?;
    if let Some(last) = last {
        tape.acknowledge(&last).await?;
    }
    if job.purge {
        tape.purge(last_number).await?;
    }
    tracing::info!(first, last = last_number, frames, files = written, "drained");
    Ok(())
}
