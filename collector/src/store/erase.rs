//! Forgetting a session: its frames, its sums, and every frame of it that is still to come.

use desireline::session::SessionId;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::DAY;
use crate::Error;

/// How long an erased session's id is kept, so that late retries of its frames are refused. A
/// recorder that keeps frames over a restart of the browser may send them weeks later.
const TOMBSTONE_TIME: i64 = 90 * DAY;

/// Most sessions that one transaction of the retention job erases: frames that come in wait for it.
const BATCH: i64 = 100;

/// Erases a session, known or not, and returns how many frames it had. The log is emptied too,
/// so that no file holds a byte of it.
pub(super) fn session(connection: &mut Connection, session: SessionId, now: i64) -> Result<u64, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let frames = bury(&transaction, session.0, now)?;
    transaction.commit()?;
    empty_log(connection)?;
    Ok(frames)
}

/// Erases some sessions last heard of before `before`; returns how many, and whether there are more.
pub(super) fn expired(connection: &mut Connection, before: i64, now: i64) -> Result<(u64, bool), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sessions: Vec<[u8; 16]> = {
        let mut old = transaction.prepare("SELECT session FROM sessions WHERE last < ?1 LIMIT ?2")?;
        let rows = old.query_map([before, BATCH], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    for session in &sessions {
        bury(&transaction, *session, now)?;
    }
    transaction.execute("DELETE FROM tombstones WHERE erased < ?1", [now - TOMBSTONE_TIME])?;
    transaction.execute("DELETE FROM days WHERE day < ?1", [now.div_euclid(DAY)])?;
    transaction.commit()?;
    let more = sessions.len() as i64 == BATCH;
    if !more && !sessions.is_empty() {
        empty_log(connection)?;
    }
    Ok((sessions.len() as u64, more))
}

fn bury(transaction: &Transaction<'_>, session: [u8; 16], now: i64) -> rusqlite::Result<u64> {
    let frames = transaction.execute("DELETE FROM frames WHERE session = ?1", [session])?;
    transaction.execute("DELETE FROM sessions WHERE session = ?1", [session])?;
    transaction.execute("INSERT OR REPLACE INTO tombstones VALUES (?1, ?2)", (session, now))?;
    Ok(frames as u64)
}

/// A reader in the middle of a query can hold the log up; then the next checkpoint empties it.
fn empty_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
