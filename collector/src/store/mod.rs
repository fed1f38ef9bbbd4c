//! The store: one SQLite file in WAL mode.
//!
//! All writes go through one thread that commits many waiting frames at once; reads have
//! connections of their own and never wait for it. What lies in the file is the frames as they
//! came, a few numbers read out of each, and one summary row a session. No address of a
//! visitor's machine ever comes near it.

mod queries;
mod readers;
mod schema;
mod writer;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Event, Frame, Header};
use rusqlite::Connection;

use crate::Error;
pub use queries::Summary;
pub(crate) use queries::{Cursor, frames_by_time, knows, summaries};
use readers::Readers;
pub(crate) use schema::directory;
use writer::{Mailbox, Writer};
pub use writer::{Outcome, Unavailable};

/// A frame that arrived, was read and found good: its bytes, and what the store knows of it.
#[derive(Debug)]
pub struct Arrival {
    session: SessionId,
    stream: StreamId,
    sequence: u32,
    received: i64,
    wall: i64,
    events: i64,
    url: Option<String>,
    bytes: Vec<u8>,
}

impl Arrival {
    /// The arrival, just now, of `frame`, which was read from `bytes`.
    pub fn now(frame: &Frame, bytes: Vec<u8>) -> Self {
        let url = frame.events().find_map(|record| match record.event {
            Event::Page(page) if !page.url.is_empty() => Some(page.url.to_owned()),
            _ => None,
        });
        let &Header { session, stream, sequence, wall, .. } = frame.header();
        // Both fit: the reader refuses clocks beyond 8.64e15 ms, and a frame has 65,536 bytes.
        let (wall, events) = (wall as i64, frame.len() as i64);
        Self { session, stream, sequence, received: now(), wall, events, url, bytes }
    }
}

/// The server's clock, in ms since 1970 UTC.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// An open store that takes frames.
#[derive(Debug)]
pub struct Store {
    mailbox: Mailbox,
    writer: Mutex<Option<Writer>>,
    readers: Readers,
}

impl Store {
    /// Opens the store at `path`; makes it, readable by its owner only, when there is none.
    ///
    /// # Errors
    /// [`Error`] when the file cannot be made or opened, is something else than a store, or was
    /// written by a newer collector.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let writer = Writer::start(schema::create_or_open(path)?)?;
        let mailbox = writer.mailbox();
        Ok(Self { mailbox, writer: Mutex::new(Some(writer)), readers: Readers::new(path) })
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
