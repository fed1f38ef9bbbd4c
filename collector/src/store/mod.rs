//! The store: one SQLite file in WAL mode.
//!
//! All writes go through one thread that commits many waiting frames at once; reads have
//! connections of their own and never wait for it. What lies in the file is the frames as they
//! came, a few numbers read out of each, and one summary row a session. No address of a
//! visitor's machine ever comes near it.

mod clock;
mod erase;
mod insert;
mod queries;
mod readers;
mod schema;
mod writer;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Event, Frame, Header};
use rusqlite::Connection;

use crate::Error;
use crate::metrics::Metrics;
use crate::report::{self, Report};
pub use clock::{Clock, DAY};
pub(crate) use queries::{Cursor, frames_by_time, knows, summaries};
pub use queries::{StreamGaps, Summary};
use readers::Readers;
pub(crate) use schema::directory;
use writer::{Mailbox, Writer};
pub use writer::{Outcome, Unavailable};

/// A frame that arrived, was read and found good: its bytes, and what the store knows of it.
#[derive(Debug)]
pub struct Arrival {
    pub(crate) session: SessionId,
    pub(crate) stream: StreamId,
    pub(crate) sequence: u32,
    pub(crate) received: i64,
    wall: i64,
    events: i64,
    url: Option<String>,
    pub(crate) bytes: Vec<u8>,
    /// The site that the page's origin names. The embedded store, which is one site's, has no use for it.
    #[cfg_attr(not(feature = "scale"), expect(dead_code, reason = "only a log has a use for it"))]
    pub(crate) site: Option<String>,
}

impl Arrival {
    /// The arrival at `received`, by the server's clock in ms since 1970 UTC, of `frame`, which
    /// was read from `bytes`.
    pub fn new(frame: &Frame, bytes: Vec<u8>, received: i64) -> Self {
        let url = frame.events().find_map(|record| match record.event {
            Event::Page(page) if !page.url.is_empty() => Some(page.url.to_owned()),
            _ => None,
        });
        let &Header { session, stream, sequence, wall, .. } = frame.header();
        // Both fit: the reader refuses clocks beyond 8.64e15 ms, and a frame has 65,536 bytes.
        let (wall, events) = (wall as i64, frame.len() as i64);
        Self { session, stream, sequence, received, wall, events, url, bytes, site: None }
    }

    /// The same from a page of that site.
    pub(crate) fn at(self, site: Option<String>) -> Self {
        Self { site, ..self }
    }
}

/// How much a store takes. `None` is no limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limits {
    /// Bytes that the store's file may have.
    pub disk: Option<u64>,
    /// Bytes of frames that one day (UTC) may bring.
    pub day: Option<u64>,
}

/// An open store that takes frames.
#[derive(Debug)]
pub struct Store {
    mailbox: Mailbox,
    writer: Mutex<Option<Writer>>,
    readers: Readers,
    clock: Clock,
    metrics: Arc<Metrics>,
}

impl Store {
    /// Opens the store at `path`; makes it, readable by its owner only, when there is none.
    ///
    /// # Errors
    /// [`Error`] when the file cannot be made or opened, is something else than a store, or was
    /// written by a newer collector.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_with(path, Limits::default(), Clock::default())
    }

    /// As [`open`](Self::open), with limits and a clock of one's own.
    ///
    /// # Errors
    /// Those of [`open`](Self::open).
    pub fn open_with(path: &Path, limits: Limits, clock: Clock) -> Result<Self, Error> {
        let metrics = Arc::<Metrics>::default();
        let connection = writer::open(path, limits)?;
        let writer = Writer::start(path.into(), limits, clock.clone(), metrics.clone(), connection)?;
        let (mailbox, readers) = (writer.mailbox(), Readers::new(path));
        Ok(Self { mailbox, writer: Mutex::new(Some(writer)), readers, clock, metrics })
    }

    /// The store's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    /// Frames that wait to be written.
    pub(crate) fn waiting(&self) -> usize {
        self.mailbox.waiting()
    }

    /// Whether a frame could be stored now. Writes only when the last write failed.
    pub(crate) async fn is_well(&self) -> bool {
        !self.metrics.is_failing() || self.mailbox.probe().await
    }

    /// Erases a session and refuses what still comes of it; returns how many frames it had.
    ///
    /// # Errors
    /// [`Unavailable`] when the store could not be written; nothing is erased then.
    pub async fn erase(&self, session: SessionId) -> Result<u64, Unavailable> {
        let frames = self.mailbox.erase(session).await?;
        self.metrics.erased(1);
        Ok(frames)
    }

    /// Erases every session that was not heard of for `days` days; returns how many.
    ///
    /// # Errors
    /// [`Unavailable`] when the store could not be written; some may be erased then.
    pub async fn expire(&self, days: u32) -> Result<u64, Unavailable> {
        let before = self.clock.now() - i64::from(days) * DAY;
        let mut erased = 0;
        loop {
            let (some, more) = self.mailbox.expire(before).await?;
            self.metrics.erased(some);
            erased += some;
            if !more {
                return Ok(erased);
            }
        }
    }

    /// Stores a frame; returns when it is on disk.
    ///
    /// # Errors
    /// [`Unavailable`] when it could not be stored; nothing of it is kept then.
    pub async fn keep(&self, arrival: Arrival) -> Result<Outcome, Unavailable> {
        self.mailbox.keep(arrival).await
    }

    /// All sessions, the one with the latest arrival first.
    ///
    /// # Errors
    /// [`Error::Sqlite`] when the store cannot be read.
    pub async fn summaries(&self) -> Result<Vec<Summary>, Error> {
        self.readers.run(queries::summaries).await
    }

    /// Some frames of `session` after `cursor`; `None` after the last.
    pub(crate) async fn chunk(&self, session: SessionId, cursor: Cursor) -> Result<Option<(Vec<u8>, Cursor)>, Error> {
        self.readers.run(move |connection| queries::chunk(connection, session, cursor)).await
    }

    /// What the frames of `session` say; `None` when there are none.
    pub(crate) async fn report(&self, session: SessionId) -> Result<Option<Report>, Error> {
        self.readers.run(move |connection| report::of(connection, session)).await
    }

    /// Writes what waits, takes no more frames, and moves the log into the file. Blocks; a
    /// second call does nothing.
    ///
    /// # Errors
    /// [`Error::Sqlite`] when the log could not be moved. Nothing is lost by that: it is read
    /// again when the store is next opened.
    pub fn close(&self) -> Result<(), Error> {
        self.readers.close();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        writer.map_or(Ok(()), Writer::stop)
    }
}

/// Opens the store at `path` for reading, beside a collector that may be writing it.
///
/// # Errors
/// [`Error::NoStore`] when there is none: reading never makes one.
pub(crate) fn open_existing(path: &Path) -> Result<Connection, Error> {
    schema::open_existing(path)
}

/// Erases a session of the store at `path`, beside a collector that may be writing it.
///
/// # Errors
/// [`Error::NoStore`] when there is none; [`Error::Sqlite`] when it cannot be written.
pub(crate) fn erase_in(path: &Path, session: SessionId) -> Result<u64, Error> {
    erase::session(&mut schema::open_to_change(path)?, session, Clock::default().now())
}
