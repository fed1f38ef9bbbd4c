//! What is read from a store.

use std::ops::RangeInclusive;

use desireline::session::{SessionId, StreamId};
use rusqlite::{Connection, Row, params};
use serde::Serialize;

use super::schema;
use crate::Error;

/// Most ranges of missing frames that are told of one session. A real visit hardly has one; a forger
/// could make each frame another, and the list of all sessions is answered in one piece.
const MAX_RANGES: i64 = 20;

/// About how many bytes of frames are read at a time for a client: enough to keep a connection
/// busy, little enough that a slow client holds nothing open.
const CHUNK: usize = 256 * 1024;

/// One session, summed up. In JSON as the field names say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The session's id, 32 hexadecimal digits.
    pub session: String,
    /// When its first frame began, in ms since 1970 UTC, by the visitor's clock.
    pub first: i64,
    /// When its last frame arrived, in ms since 1970 UTC, by the server's clock.
    pub last: i64,
    /// Stored frames.
    pub frames: i64,
    /// Frames that have not arrived: the sequence numbers left out below each stream's highest.
    pub missing: i64,
    /// Which ones, stream by stream: the first 20 ranges.
    pub gaps: Vec<StreamGaps>,
    /// Events in them.
    pub events: i64,
    /// Documents (page views) they come from.
    pub streams: i64,
    /// Bytes of the frames.
    pub bytes: i64,
    /// Address of the first page, when a frame that says it has arrived.
    pub url: Option<String>,
}

/// A document of which not every frame has arrived. In JSON as `desireline::reader::Gaps`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StreamGaps {
    /// The document in its tab, 12 hexadecimal digits.
    pub stream: String,
    /// The sequence numbers that are missing, ascending.
    pub missing: Vec<RangeInclusive<u32>>,
}

impl Summary {
    fn read(connection: &Connection, row: &Row<'_>) -> rusqlite::Result<Self> {
        let session = SessionId(row.get("session")?);
        let missing = row.get("missing")?;
        Ok(Self {
            session: session.to_hex(),
            missing,
            gaps: if missing > 0 { gaps(connection, session)? } else { Vec::new() },
            first: row.get("first")?,
            last: row.get("last")?,
            frames: row.get("frames")?,
            events: row.get("events")?,
            streams: row.get("streams")?,
            bytes: row.get("bytes")?,
            url: row.get("url")?,
        })
    }
}

/// All sessions, the one with the latest arrival first. By the server's clock, since a visitor's
/// may be set to any year.
pub(crate) fn summaries(connection: &Connection) -> Result<Vec<Summary>, Error> {
    let missing = schema::missing(connection)?;
    let query = format!("SELECT *, {missing} AS missing FROM sessions ORDER BY last DESC, session");
    let mut statement = connection.prepare_cached(&query)?;
    let rows = statement.query_map([], |row| Summary::read(connection, row))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first gaps of a session, by stream and sequence.
fn gaps(connection: &Connection, session: SessionId) -> rusqlite::Result<Vec<StreamGaps>> {
    let query = "
        SELECT stream, before + 1, sequence - 1 FROM (
            SELECT stream, sequence, lag(sequence, 1, -1) OVER (PARTITION BY stream ORDER BY sequence) AS before
            FROM frames WHERE session = ?1)
        WHERE sequence > before + 1 LIMIT ?2";
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(params![session.0, MAX_RANGES])?;
    let mut gaps: Vec<StreamGaps> = Vec::new();
    while let Some(row) = rows.next()? {
        let (stream, range) = (StreamId(row.get(0)?).to_hex(), row.get(1)?..=row.get(2)?);
        match gaps.last_mut().filter(|last| last.stream == stream) {
            Some(last) => last.missing.push(range),
            None => gaps.push(StreamGaps { stream, missing: vec![range] }),
        }
    }
    Ok(gaps)
}

/// Whether the store has frames of a session.
pub(crate) fn knows(connection: &Connection, session: SessionId) -> Result<bool, Error> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM sessions WHERE session = ?1")?;
    Ok(statement.exists([session.0])?)
}

/// The frames of all sessions, or of one, in the order in which they began by their visitors'
/// clocks. Only their numbers are sorted and kept; each frame is fetched when its turn comes.
pub(crate) fn frames_by_time(
    connection: &Connection,
    only: Option<SessionId>,
) -> Result<impl Iterator<Item = Result<(SessionId, Vec<u8>), Error>>, Error> {
    let query = "SELECT id FROM frames WHERE ?1 IS NULL OR session = ?1 ORDER BY wall, id";
    let mut statement = connection.prepare_cached(query)?;
    let rows = statement.query_map([only.map(|session| session.0)], |row| row.get::<_, i64>(0))?;
    let ids: Vec<i64> = rows.collect::<Result<_, _>>()?;
    let mut fetch = connection.prepare_cached("SELECT session, frame FROM frames WHERE id = ?1")?;
    Ok(ids.into_iter().map(move |id| Ok(fetch.query_row([id], |row| Ok((SessionId(row.get(0)?), row.get(1)?)))?)))
}

/// Where in a session a chunk ended: its last frame's (stream, sequence).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor([u8; 6], i64);

impl Cursor {
    /// Before the first frame.
    pub(crate) const START: Self = Self([0; 6], -1);
}

/// Some frames of a session, each as its length (u32, little-endian) and its bytes, in the order
/// of stream and sequence, and where to go on. `None` after the last frame.
///
/// Each chunk is a query of its own: a client that reads slowly holds no snapshot, which would
/// keep the log from being cut.
pub(crate) fn chunk(
    connection: &Connection,
    session: SessionId,
    Cursor(stream, sequence): Cursor,
) -> Result<Option<(Vec<u8>, Cursor)>, Error> {
    let query = "SELECT stream, sequence, frame FROM frames
                 WHERE session = ?1 AND (stream, sequence) > (?2, ?3) ORDER BY stream, sequence";
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(params![session.0, stream, sequence])?;
    let (mut out, mut cursor) = (Vec::new(), None);
    while out.len() < CHUNK {
        let Some(row) = rows.next()? else { break };
        cursor = Some(Cursor(row.get("stream")?, row.get("sequence")?));
        let frame = row.get_ref("frame")?.as_blob().map_err(rusqlite::Error::from)?;
        // The collector takes no frame beyond 65,536 bytes.
        out.extend_from_slice(&(frame.len() as u32).to_le_bytes());
        out.extend_from_slice(frame);
    }
    Ok(cursor.map(|cursor| (out, cursor)))
}
