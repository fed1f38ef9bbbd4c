//! The file itself: making it, recognising it, opening it.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::Error;

/// The schema version this program writes, kept in `PRAGMA user_version`.
const VERSION: i32 = 3;

/// Marks a SQLite file as a desireline store (`PRAGMA application_id`): "DLst" in ASCII.
const APPLICATION: i32 = i32::from_be_bytes(*b"DLst");

/// How long a connection waits for a lock held by another process, say a second collector or a
/// backup. Far below the time after which recorders give a request up.
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// How much of the file a writer keeps in memory. The keys are random, so each frame touches
/// another page of the index: this holds the index of some million frames.
const CACHE_KIB: i64 = 32 * 1024;

/// After how many pages of 4 KiB the log is moved into the file. More frames then share each
/// rewritten page of the index; the log stays at about 16 MiB.
const CHECKPOINT_PAGES: i64 = 4000;

/// `frames` holds each frame as it came. `sessions` sums them up, so that a listing need not
/// walk the frames; both change in one transaction.
const TABLES: &str = "
CREATE TABLE frames (
    id       INTEGER PRIMARY KEY,
    session  BLOB    NOT NULL CHECK (length(session) = 16),
    stream   BLOB    NOT NULL CHECK (length(stream) = 6),
    sequence INTEGER NOT NULL,
    received INTEGER NOT NULL, -- ms since 1970 UTC, the server's clock
    wall     INTEGER NOT NULL, -- ms since 1970 UTC, the visitor's clock at the first event
    events   INTEGER NOT NULL,
    url      TEXT,             -- of the first page event in the frame
    frame    BLOB    NOT NULL,
    UNIQUE (session, stream, sequence)
) STRICT;
CREATE TABLE sessions (
    session  BLOB    PRIMARY KEY CHECK (length(session) = 16),
    first    INTEGER NOT NULL, -- least wall
    last     INTEGER NOT NULL, -- greatest received
    frames   INTEGER NOT NULL,
    events   INTEGER NOT NULL,
    streams  INTEGER NOT NULL,
    bytes    INTEGER NOT NULL,
    url      TEXT,             -- of the earliest page event
    url_wall INTEGER           -- wall of the frame it stands in
) STRICT, WITHOUT ROWID;
";

/// What version 2 added: when a session began by the server's clock, which sessions were erased,
/// and how much came in on each day.
const SINCE_2: &str = "
ALTER TABLE sessions ADD COLUMN opened INTEGER NOT NULL DEFAULT 0; -- least received
UPDATE sessions SET opened = (SELECT min(received) FROM frames WHERE frames.session = sessions.session);
CREATE INDEX sessions_last ON sessions (last);
CREATE TABLE tombstones (
    session  BLOB    PRIMARY KEY CHECK (length(session) = 16),
    erased   INTEGER NOT NULL  -- ms since 1970 UTC, the server's clock
) STRICT, WITHOUT ROWID;
CREATE TABLE days (
    day      INTEGER PRIMARY KEY, -- days since 1970 UTC
    bytes    INTEGER NOT NULL
) STRICT;
CREATE TABLE probe (written INTEGER NOT NULL) STRICT;
INSERT INTO probe VALUES (0);
";

/// How many frames of a session are missing, counted from the frames themselves.
const COUNT_MISSING: &str = "(
SELECT sum(last + 1 - there) FROM (
    SELECT max(sequence) AS last, count(*) AS there FROM frames
    WHERE frames.session = sessions.session GROUP BY stream))";

/// What version 3 added: how many frames of a session are missing.
fn since_3() -> String {
    format!(
        "ALTER TABLE sessions ADD COLUMN missing INTEGER NOT NULL DEFAULT 0; -- up to each stream's last
        UPDATE sessions SET missing = {COUNT_MISSING};"
    )
}

/// The expression for how many frames of a session are missing: a store of an earlier version, which
/// a command that only reads leaves as it is, does not keep it.
pub(super) fn missing(connection: &Connection) -> rusqlite::Result<&'static str> {
    Ok(if version(connection)? < 3 { COUNT_MISSING } else { "missing" })
}

fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Opens the store for writing; makes it, readable by its owner only, when there is none.
pub(super) fn create_or_open(path: &Path) -> Result<Connection, Error> {
    create_private(path).map_err(Error::io(format!("cannot make {}", path.display())))?;
    open_for_writing(path)
}

/// Opens a store that exists, for a command that changes it.
pub(super) fn open_to_change(path: &Path) -> Result<Connection, Error> {
    drop(open_existing(path)?);
    open_for_writing(path)
}

fn open_for_writing(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = connect(path, flags)?;
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate);
    let transaction = transaction.map_err(|error| describe(path, error))?;
    if is_empty(&transaction)? {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", 1)?;
    }
    let found = check(&transaction, path)?;
    if found < 2 {
        transaction.execute_batch(SINCE_2)?;
    }
    if found < 3 {
        transaction.execute_batch(&since_3())?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    // A commit is in the log on disk before it returns: what was answered 204 survives a crash
    // of the machine, not only of the process.
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // What is erased is overwritten with zeros, not only unlinked.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    Ok(connection)
}

/// Opens a store that exists, for reading.
pub(super) fn open_existing(path: &Path) -> Result<Connection, Error> {
    match File::open(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Error::NoStore(path.into())),
        Err(source) => return Err(Error::io(format!("cannot open {}", path.display()))(source)),
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, flags)?;
    check(&connection, path)?;
    Ok(connection)
}

/// Stops the file from growing beyond `bytes`: SQLite then says that the disk is full.
pub(super) fn cap(connection: &Connection, bytes: u64) -> Result<(), Error> {
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page;
    // SQLite answers with the limit that holds from now on.
    connection.pragma_update_and_check(None, "max_page_count", pages.clamp(1, i64::from(u32::MAX - 1)), |_| Ok(()))?;
    Ok(())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(LOCK_WAIT)?;
    // Triggers and views in a file that somebody else prepared do nothing.
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn is_empty(connection: &Connection) -> Result<bool, Error> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0)
}

/// The store's schema version, when it is one that this program can read.
fn check(connection: &Connection, path: &Path) -> Result<i32, Error> {
    let application = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0));
    let application = application.map_err(|error| describe(path, error))?;
    if application != APPLICATION {
        return Err(Error::NotAStore(path.into()));
    }
    match version(connection)? {
        found @ 1..=VERSION => Ok(found),
        found if found > VERSION => Err(Error::NewerStore { found, known: VERSION }),
        _ => Err(Error::NotAStore(path.into())),
    }
}

/// SQLite says "file is not a database" of any file with other first bytes.
fn describe(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Error::NotAStore(path.into()),
        _ => Error::Sqlite(error),
    }
}

/// Makes an empty file unless there is one. SQLite gives its log files the same mode.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(file) => {
            file.sync_all()?;
            // The file's name is durable only when its directory is.
            #[cfg(unix)]
            File::open(directory(path))?.sync_all()?;
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// The directory that a file lies in.
pub(crate) fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::super::summaries;
    use super::*;

    #[test]
    fn a_commit_is_on_disk_when_it_returns() {
        let dir = tempfile::tempdir().unwrap();
        let connection = create_or_open(&dir.path().join("store.sqlite")).unwrap();
        let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        let synchronous: i32 = connection.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
        // 2 is FULL: the log is synced at each commit, not only when it is moved into the file.
        assert_eq!((mode.as_str(), synchronous), ("wal", 2));
    }

    #[test]
    fn a_store_of_version_1_is_brought_up_to_date() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.sqlite");
        let old = Connection::open(&path).unwrap();
        old.execute_batch(TABLES).unwrap();
        old.pragma_update(None, "application_id", APPLICATION).unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        for (sequence, received) in [(0, 700), (3, 500)] {
            let insert = "INSERT INTO frames (session, stream, sequence, received, wall, events, frame)
                          VALUES (zeroblob(16), zeroblob(6), ?1, ?2, 1, 1, x'00')";
            old.execute(insert, [sequence, received]).unwrap();
        }
        old.execute("INSERT INTO sessions VALUES (zeroblob(16), 1, 700, 2, 2, 1, 2, NULL, NULL)", []).unwrap();
        drop(old);
        // A command that only reads takes it as it is.
        let listed = summaries(&open_existing(&path).unwrap()).unwrap();
        assert_eq!((listed[0].missing, &listed[0].gaps[0].missing[..]), (2, &[1..=2][..]));
        let connection = create_or_open(&path).unwrap();
        let sums = "SELECT opened, missing FROM sessions";
        let (opened, missing): (i64, i64) =
            connection.query_row(sums, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!((opened, missing), (500, 2));
        assert_eq!(summaries(&connection).unwrap(), listed);
        drop(connection);
        assert_eq!(check(&create_or_open(&path).unwrap(), &path).unwrap(), VERSION);
    }

    #[test]
    fn a_reader_cannot_write() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.sqlite");
        drop(create_or_open(&path).unwrap());
        assert!(open_existing(&path).unwrap().execute("DELETE FROM frames", []).is_err());
    }
}
