//! The one thread that writes: it takes all frames that wait, commits them together, and only
//! then answers each. One fsync so serves as many frames as arrive while the last one runs.

use std::fmt;
use std::thread::{self, JoinHandle};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use tokio::sync::{mpsc, oneshot};

use super::Arrival;
use crate::Error;

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
}

/// The frame was not stored: the store failed, is closing, or has too many frames waiting. The
/// client should send it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unavailable;

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the store is not available now")
    }
}

impl std::error::Error for Unavailable {}

type Answer = Result<Outcome, Unavailable>;

#[derive(Debug)]
enum Order {
    Keep(Box<Arrival>, oneshot::Sender<Answer>),
    Stop,
}

/// Where frames for the writer are handed in.
#[derive(Clone, Debug)]
pub(super) struct Mailbox(mpsc::Sender<Order>);

impl Mailbox {
    pub(super) async fn keep(&self, arrival: Arrival) -> Answer {
        let (answer, outcome) = oneshot::channel();
        self.0.try_send(Order::Keep(Box::new(arrival), answer)).map_err(|_| Unavailable)?;
        outcome.await.unwrap_or(Err(Unavailable))
    }
}

/// The running thread.
#[derive(Debug)]
pub(super) struct Writer {
    mailbox: Mailbox,
    thread: JoinHandle<Result<(), Error>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Self, Error> {
        let (sender, orders) = mpsc::channel(QUEUE);
        let named = thread::Builder::new().name("store-writer".into());
        let thread = named.spawn(|| run(connection, orders)).map_err(Error::io("cannot start the writer"))?;
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

fn run(mut connection: Connection, mut orders: mpsc::Receiver<Order>) -> Result<(), Error> {
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(order) = orders.blocking_recv() {
        let mut next = Some(order);
        while let Some(order) = next {
            match order {
                Order::Keep(arrival, answer) => batch.push((*arrival, answer)),
                // What was handed in before stays to be received.
                Order::Stop => orders.close(),
            }
            next = if batch.len() < BATCH { orders.try_recv().ok() } else { None };
        }
        if !batch.is_empty() {
            commit(&mut connection, &mut batch);
        }
    }
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn commit(connection: &mut Connection, batch: &mut Vec<(Arrival, oneshot::Sender<Answer>)>) {
    let arrivals = batch.iter().map(|(arrival, _)| arrival);
    let outcomes = match write(connection, arrivals) {
        Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
        Err(error) => {
            tracing::error!("{} frames were not stored: {error}", batch.len());
            vec![Err(Unavailable); batch.len()]
        }
    };
    for ((_, answer), outcome) in batch.drain(..).zip(outcomes) {
        // The client may have gone; its frame is stored all the same.
        let _ = answer.send(outcome);
    }
}

fn write<'a>(
    connection: &mut Connection,
    arrivals: impl Iterator<Item = &'a Arrival>,
) -> rusqlite::Result<Vec<Outcome>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let outcomes = arrivals.map(|arrival| insert(&transaction, arrival)).collect::<Result<_, _>>()?;
    transaction.commit()?;
    Ok(outcomes)
}

const KNOWN_STREAM: &str = "SELECT EXISTS (SELECT 1 FROM frames WHERE session = ?1 AND stream = ?2)";

const INSERT: &str = "
INSERT INTO frames (session, stream, sequence, received, wall, events, url, frame)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (session, stream, sequence) DO NOTHING";

const FIRST_KEPT: &str = "SELECT frame = ?4 FROM frames WHERE session = ?1 AND stream = ?2 AND sequence = ?3";

/// The URL is that of the earliest frame that has one, in whatever order frames arrive.
const SUM_UP: &str = "
INSERT INTO sessions (session, first, last, frames, events, streams, bytes, url, url_wall)
VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, iif(?7 IS NULL, NULL, ?2))
ON CONFLICT (session) DO UPDATE SET
    first = min(first, excluded.first),
    last = max(last, excluded.last),
    frames = frames + 1,
    events = events + excluded.events,
    streams = streams + excluded.streams,
    bytes = bytes + excluded.bytes,
    url = iif(excluded.url_wall < ifnull(url_wall, excluded.url_wall + 1), excluded.url, url),
    url_wall = iif(excluded.url_wall < ifnull(url_wall, excluded.url_wall + 1), excluded.url_wall, url_wall)";

fn insert(transaction: &Transaction<'_>, arrival: &Arrival) -> rusqlite::Result<Outcome> {
    let Arrival { received, sequence, wall, events, url, bytes, .. } = arrival;
    let (session, stream, size) = (arrival.session.0, arrival.stream.0, bytes.len() as i64);

    let mut known = transaction.prepare_cached(KNOWN_STREAM)?;
    let known: bool = known.query_row(params![session, stream], |row| row.get(0))?;
    let mut insert = transaction.prepare_cached(INSERT)?;
    if insert.execute(params![session, stream, sequence, received, wall, events, url, bytes])? == 0 {
        let mut kept = transaction.prepare_cached(FIRST_KEPT)?;
        let same = kept.query_row(params![session, stream, sequence, bytes], |row| row.get(0)).optional()?;
        return Ok(if same == Some(true) { Outcome::Repeat } else { Outcome::Conflict });
    }
    let mut sum_up = transaction.prepare_cached(SUM_UP)?;
    sum_up.execute(params![session, wall, received, events, i64::from(!known), size, url])?;
    Ok(Outcome::Stored)
}
