//! The one thread that writes: it takes all frames that wait, commits them together, and only
//! then answers each. One fsync so serves as many frames as arrive while the last one runs.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;

use desireline::session::SessionId;
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::insert::{self, Verdict};
use super::{Arrival, Clock, Limits, erase, schema};
use crate::Error;
use crate::metrics::Metrics;

/// Most frames that wait to be written. With frames of 64 KiB at most they hold 64 MiB; beyond
/// that clients are told to come again.
const QUEUE: usize = 1024;

/// Most frames of one transaction, so that the first of them does not wait long for the last.
const BATCH: usize = 256;

/// What became of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new, and on disk.
    Stored,
    /// The very same bytes were on disk already.
    Repeat,
    /// Other bytes are on disk under its (session, stream, sequence); they stay.
    Conflict,
    /// Its session was erased, or began too long ago.
    Gone,
}

/// The frame was not stored. The client should send it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// The store failed, is closing, or has too many frames waiting.
    Now,
    /// As many bytes came in today as one day may bring; so many seconds are left of it.
    Today(u32),
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Now => "the store is not available now",
            Self::Today(_) => "the store takes no more today",
        })
    }
}

impl std::error::Error for Unavailable {}

pub(super) type Answer = Result<Outcome, Unavailable>;

#[derive(Debug)]
enum Order {
    Keep(Box<Arrival>, oneshot::Sender<Answer>),
    Erase(SessionId, oneshot::Sender<Result<u64, Unavailable>>),
    /// Erases sessions not heard of since a moment; answers how many, and whether there are more.
    Expire(i64, oneshot::Sender<Result<(u64, bool), Unavailable>>),
    Probe(oneshot::Sender<bool>),
    Stop,
}

/// Where orders for the writer are handed in.
#[derive(Clone, Debug)]
pub(super) struct Mailbox(mpsc::Sender<Order>);

impl Mailbox {
    pub(super) async fn keep(&self, arrival: Arrival) -> Answer {
        let (answer, outcome) = oneshot::channel();
        self.0.try_send(Order::Keep(Box::new(arrival), answer)).map_err(|_| Unavailable::Now)?;
        outcome.await.unwrap_or(Err(Unavailable::Now))
    }

    pub(super) async fn erase(&self, session: SessionId) -> Result<u64, Unavailable> {
        let (answer, outcome) = oneshot::channel();
        self.0.send(Order::Erase(session, answer)).await.map_err(|_| Unavailable::Now)?;
        outcome.await.unwrap_or(Err(Unavailable::Now))
    }

    pub(super) async fn expire(&self, before: i64) -> Result<(u64, bool), Unavailable> {
        let (answer, outcome) = oneshot::channel();
        self.0.send(Order::Expire(before, answer)).await.map_err(|_| Unavailable::Now)?;
        outcome.await.unwrap_or(Err(Unavailable::Now))
    }

    /// Whether a write goes through at this moment.
    pub(super) async fn probe(&self) -> bool {
        let (answer, outcome) = oneshot::channel();
        self.0.try_send(Order::Probe(answer)).is_ok() && outcome.await.unwrap_or(false)
    }

    /// Frames that wait now.
    pub(super) fn waiting(&self) -> usize {
        QUEUE - self.0.capacity()
    }
}

/// The running thread.
#[derive(Debug)]
pub(super) struct Writer {
    mailbox: Mailbox,
    thread: JoinHandle<Result<(), Error>>,
}

impl Writer {
    pub(super) fn start(
        path: PathBuf,
        limits: Limits,
        clock: Clock,
        metrics: Arc<Metrics>,
        connection: Connection,
    ) -> Result<Self, Error> {
        let (sender, orders) = mpsc::channel(QUEUE);
        let desk = Desk { path, limits, clock, metrics, connection: Some(connection) };
        let named = thread::Builder::new().name("store-writer".into());
        let thread = named.spawn(|| desk.run(orders)).map_err(Error::io("cannot start the writer"))?;
        Ok(Self { mailbox: Mailbox(sender), thread })
    }

    pub(super) fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// Writes what waits, takes nothing more, and moves the log into the file.
    pub(super) fn stop(self) -> Result<(), Error> {
        // An error means that the thread has ended, and then the join says why.
        let _ = self.mailbox.0.blocking_send(Order::Stop);
        self.thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

type Batch = Vec<(Arrival, oneshot::Sender<Answer>)>;

/// What the thread works with.
struct Desk {
    path: PathBuf,
    limits: Limits,
    clock: Clock,
    metrics: Arc<Metrics>,
    /// `None` after a failure: a disk that was full or read-only is opened anew, so that nothing
    /// stays open on it in the meantime and nothing half done is built upon.
    connection: Option<Connection>,
}

impl Desk {
    fn run(mut self, mut orders: mpsc::Receiver<Order>) -> Result<(), Error> {
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(order) = orders.blocking_recv() {
            let mut next = Some(order);
            while let Some(order) = next {
                match order {
                    Order::Keep(arrival, answer) => batch.push((*arrival, answer)),
                    // What was handed in before stays to be received.
                    Order::Stop => orders.close(),
                    other => {
                        self.commit(&mut batch);
                        self.serve(other);
                    }
                }
                next = if batch.len() < BATCH { orders.try_recv().ok() } else { None };
            }
            self.commit(&mut batch);
        }
        if let Some(connection) = &self.connection {
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Whoever asked may have gone; what was done is done.
    fn serve(&mut self, order: Order) {
        let now = self.clock.now();
        match order {
            Order::Erase(session, answer) => {
                let erased = self.attempt(|connection| erase::session(connection, session, now));
                let _ = answer.send(erased);
            }
            Order::Expire(before, answer) => {
                let expired = self.attempt(|connection| erase::expired(connection, before, now));
                let _ = answer.send(expired);
            }
            Order::Probe(answer) => {
                let write =
                    |connection: &mut Connection| Ok(connection.execute("UPDATE probe SET written = written + 1", [])?);
                let _ = answer.send(self.attempt(write).is_ok());
            }
            Order::Keep(..) | Order::Stop => {}
        }
    }

    fn commit(&mut self, batch: &mut Batch) {
        if batch.is_empty() {
            return;
        }
        let begun = Instant::now();
        let (limits, now) = (self.limits, self.clock.now());
        let written = self.attempt(|connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let verdicts = insert::all(&transaction, batch.iter().map(|(arrival, _)| arrival), limits, now)?;
            transaction.commit()?;
            Ok(verdicts)
        });
        let answers: Vec<Answer> = match written {
            Ok(verdicts) => verdicts.into_iter().map(|verdict| answer(verdict, now)).collect(),
            Err(unavailable) => vec![Err(unavailable); batch.len()],
        };
        self.metrics.commit(begun.elapsed());
        for ((_, client), answer) in batch.drain(..).zip(answers) {
            // The client may have gone; its frame is stored all the same.
            let _ = client.send(answer);
        }
    }

    /// Does one write. A failure is told once, when it begins, and once when it is over.
    fn attempt<T>(&mut self, write: impl FnOnce(&mut Connection) -> Result<T, Error>) -> Result<T, Unavailable> {
        let written = self.open().and_then(write);
        let failing = self.metrics.failing(written.is_err());
        match &written {
            Err(error) => {
                self.connection = None;
                if !failing {
                    tracing::error!("the store cannot be written: {error}");
                }
            }
            Ok(_) if failing => tracing::info!("the store can be written again"),
            Ok(_) => {}
        }
        written.map_err(|_| Unavailable::Now)
    }

    fn open(&mut self) -> Result<&mut Connection, Error> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open(&self.path, self.limits)?,
        };
        Ok(self.connection.insert(connection))
    }
}

/// Opens the store for writing, with its quota.
pub(super) fn open(path: &std::path::Path, limits: Limits) -> Result<Connection, Error> {
    let connection = schema::create_or_open(path)?;
    if let Some(bytes) = limits.disk {
        schema::cap(&connection, bytes)?;
    }
    Ok(connection)
}

fn answer(verdict: Verdict, now: i64) -> Answer {
    match verdict {
        Verdict::Is(outcome) => Ok(outcome),
        Verdict::OverQuota => {
            let left = super::DAY - now.rem_euclid(super::DAY);
            Err(Unavailable::Today(u32::try_from(left / 1000 + 1).unwrap_or(u32::MAX)))
        }
    }
}
