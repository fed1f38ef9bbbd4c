//! What one transaction does with each frame.

use rusqlite::{OptionalExtension, Transaction, params};

use super::{Arrival, DAY, Limits, Outcome};

/// How long after its first frame a session takes more, by the server's clock. Recorders end a
/// session far earlier; what comes later is a replay or a forgery.
const SESSION_TIME: i64 = DAY;

/// What is to become of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Is(Outcome),
    /// It would be the bytes too many of this day.
    OverQuota,
}

const KNOWN: &str = "
SELECT EXISTS (SELECT 1 FROM tombstones WHERE session = ?1),
       (SELECT opened FROM sessions WHERE session = ?1),
       (SELECT max(sequence) FROM frames WHERE session = ?1 AND stream = ?2)";

const INSERT: &str = "
INSERT INTO frames (session, stream, sequence, received, wall, events, url, frame)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (session, stream, sequence) DO NOTHING";

const FIRST_KEPT: &str = "SELECT frame = ?4 FROM frames WHERE session = ?1 AND stream = ?2 AND sequence = ?3";

/// The URL is that of the earliest frame that has one, in whatever order frames arrive.
const SUM_UP: &str = "
INSERT INTO sessions (session, first, last, frames, events, streams, bytes, url, url_wall, opened, missing)
VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, iif(?7 IS NULL, NULL, ?2), ?3, ?8)
ON CONFLICT (session) DO UPDATE SET
    first = min(first, excluded.first),
    last = max(last, excluded.last),
    frames = frames + 1,
    events = events + excluded.events,
    streams = streams + excluded.streams,
    bytes = bytes + excluded.bytes,
    opened = min(opened, excluded.opened),
    missing = missing + excluded.missing,
    url = iif(excluded.url_wall < ifnull(url_wall, excluded.url_wall + 1), excluded.url, url),
    url_wall = iif(excluded.url_wall < ifnull(url_wall, excluded.url_wall + 1), excluded.url_wall, url_wall)";

const TODAY: &str = "SELECT bytes FROM days WHERE day = ?1";
const COUNT: &str = "INSERT INTO days VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET bytes = ?2";

/// Inserts every frame that may be, and counts the day's bytes.
pub(super) fn all<'a>(
    transaction: &Transaction<'_>,
    arrivals: impl Iterator<Item = &'a Arrival>,
    limits: Limits,
    now: i64,
) -> rusqlite::Result<Vec<Verdict>> {
    let day = now.div_euclid(DAY);
    let before = transaction.prepare_cached(TODAY)?.query_row([day], |row| row.get(0)).optional()?.unwrap_or(0);
    let quota = limits.day.map_or(i64::MAX, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
    let mut today = before;
    let verdicts = arrivals.map(|arrival| one(transaction, arrival, quota, &mut today)).collect::<Result<_, _>>()?;
    if today != before {
        transaction.prepare_cached(COUNT)?.execute([day, today])?;
    }
    Ok(verdicts)
}

fn one(transaction: &Transaction<'_>, arrival: &Arrival, quota: i64, today: &mut i64) -> rusqlite::Result<Verdict> {
    let Arrival { received, sequence, wall, events, url, bytes, .. } = arrival;
    let (session, stream, size) = (arrival.session.0, arrival.stream.0, bytes.len() as i64);

    let mut known = transaction.prepare_cached(KNOWN)?;
    let (erased, opened, last): (bool, Option<i64>, Option<i64>) =
        known.query_row(params![session, stream], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let gone = erased || opened.is_some_and(|opened| received - opened > SESSION_TIME);
    let over = size > quota.saturating_sub(*today);
    if !gone && !over {
        let mut insert = transaction.prepare_cached(INSERT)?;
        if insert.execute(params![session, stream, sequence, received, wall, events, url, bytes])? == 1 {
            let mut sum_up = transaction.prepare_cached(SUM_UP)?;
            let (new, missing) = (i64::from(last.is_none()), newly_missing(last, i64::from(*sequence)));
            sum_up.execute(params![session, wall, received, events, new, size, url, missing])?;
            *today += size;
            return Ok(Verdict::Is(Outcome::Stored));
        }
    }
    // Whoever repeats what is stored is told so whatever else holds: the answer was lost.
    let mut kept = transaction.prepare_cached(FIRST_KEPT)?;
    let same = kept.query_row(params![session, stream, sequence, bytes], |row| row.get(0)).optional()?;
    Ok(match same {
        Some(true) => Verdict::Is(Outcome::Repeat),
        _ if gone => Verdict::Is(Outcome::Gone),
        Some(false) => Verdict::Is(Outcome::Conflict),
        None => Verdict::OverQuota,
    })
}

/// By how much a new frame changes how many of its stream are missing: it closes a gap, or it leaves
/// out all numbers between it and the last one.
fn newly_missing(last: Option<i64>, sequence: i64) -> i64 {
    let next = last.map_or(0, |last| last + 1);
    if sequence < next { -1 } else { sequence - next }
}
