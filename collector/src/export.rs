//! `export`: stored frames as NDJSON, one event a line.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use desireline::reader;
use desireline::session::SessionId;
use desireline::wire::Frame;
use rusqlite::Connection;

use crate::plain::write_json;
use crate::{Error, store};

/// Writes the events of the store at `path` to `output`, or to standard output: session by
/// session in the order in which they began, and within a session in the order of time.
///
/// A reader that closes standard output early, as `head` does, is no error.
///
/// # Errors
/// [`Error::NoStore`], [`Error::UnknownSession`]; [`Error::Unreadable`] at the end when frames
/// had to be left out; [`Error::Io`] and [`Error::Sqlite`] when reading or writing fails.
pub fn run(path: &Path, only: Option<SessionId>, output: Option<&Path>) -> Result<(), Error> {
    let connection = store::open_existing(path)?;
    let sessions = store::session_ids(&connection, only)?;
    if let (Some(session), true) = (only, sessions.is_empty()) {
        return Err(Error::UnknownSession(session.to_hex()));
    }
    match output {
        Some(output) => {
            let out = create_private(output, path)?;
            let unreadable = write_sessions(&connection, &sessions, BufWriter::new(&out))?;
            out.sync_all().map_err(Error::io(format!("cannot write {}", output.display())))?;
            complete(unreadable)
        }
        None => match write_sessions(&connection, &sessions, BufWriter::new(io::stdout().lock())) {
            Ok(unreadable) => complete(unreadable),
            Err(Error::Io { source, doing }) => unless_closed(Err(source)).map_err(|error| match error {
                Error::Io { source, .. } => Error::Io { source, doing },
                other => other,
            }),
            Err(error) => Err(error),
        },
    }
}

/// An error on standard output, unless it means that nobody reads on.
pub(crate) fn unless_closed(written: io::Result<()>) -> Result<(), Error> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Error::io("cannot write")),
    }
}

fn complete(unreadable: u64) -> Result<(), Error> {
    if unreadable == 0 { Ok(()) } else { Err(Error::Unreadable(unreadable)) }
}

/// Visits are private: the file is made for its owner only, like the store.
fn create_private(output: &Path, store: &Path) -> Result<File, Error> {
    let same = output.canonicalize().is_ok_and(|output| store.canonicalize().is_ok_and(|store| store == output));
    if same {
        return Err(Error::OutputIsStore);
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(output).map_err(Error::io(format!("cannot write {}", output.display())))
}

/// Returns how many frames could not be read.
fn write_sessions(connection: &Connection, sessions: &[SessionId], mut out: impl Write) -> Result<u64, Error> {
    let mut unreadable = 0;
    for session in sessions {
        let mut frames = Vec::new();
        for bytes in store::frames(connection, *session)? {
            match Frame::read(&bytes) {
                Ok(frame) => frames.push(frame),
                Err(error) => {
                    unreadable += 1;
                    eprintln!("warning: a frame of session {} is left out: {error}", session.to_hex());
                }
            }
        }
        write_merged(&mut frames, &mut out).map_err(Error::io("cannot write"))?;
    }
    out.flush().map_err(Error::io("cannot write"))?;
    Ok(unreadable)
}

/// Writes the events of one session's frames by (t, stream, seq, position).
///
/// Each frame is in the order of time by itself, so this is a merge: only the frames as they
/// are stored and one event of each overlapping frame are in memory, however many events they
/// unfold to.
fn write_merged(frames: &mut [Frame], out: &mut impl Write) -> io::Result<()> {
    frames.sort_by_key(|frame| frame.header().wall);
    let mut waiting = frames.iter().peekable();
    let mut open: Vec<_> = Vec::new();
    let mut heads = BinaryHeap::new();
    loop {
        // No event of a frame is earlier than the frame's own clock, so frames that begin after
        // the earliest event need not be looked into yet.
        let earliest = heads.peek().map(|Reverse(Head { t, .. })| *t);
        let due = |frame: &&Frame| earliest.is_none_or(|t| frame.header().wall <= t);
        if let Some(frame) = waiting.next_if(due) {
            let mut rows = reader::rows(frame);
            if let Some(row) = rows.next() {
                heads.push(Reverse(Head::of(&row, frame, open.len())));
                open.push(Some((row, rows)));
            }
            continue;
        }
        let Some(Reverse(head)) = heads.pop() else { return Ok(()) };
        let Some((row, mut rows)) = open[head.run].take() else { continue };
        write_json(&mut *out, &row)?;
        out.write_all(b"\n")?;
        if let Some(row) = rows.next() {
            heads.push(Reverse(Head { t: row.t, ..head }));
            open[head.run] = Some((row, rows));
        }
    }
}

/// The next event of an open frame, as far as the order needs it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    t: u64,
    stream: [u8; 8],
    sequence: u32,
    run: usize,
}

impl Head {
    fn of(row: &reader::Row<'_>, frame: &Frame, run: usize) -> Self {
        let header = frame.header();
        Self { t: row.t, stream: header.stream.0, sequence: header.sequence, run }
    }
}
