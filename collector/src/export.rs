//! `export`: stored frames as NDJSON, one event a line.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use desireline::reader;
use desireline::session::SessionId;
use desireline::wire::Frame;
use rusqlite::Connection;

use crate::plain::write_json;
use crate::{Error, store};

/// Writes the events of the store at `path` to `output`, or to standard output, in the order of
/// time over all sessions asked for.
///
/// A reader that closes standard output early, as `head` does, is no error.
///
/// # Errors
/// [`Error::NoStore`], [`Error::UnknownSession`]; [`Error::Unreadable`] at the end when frames
/// had to be left out; [`Error::Io`] and [`Error::Sqlite`] when reading or writing fails.
pub fn run(path: &Path, only: Option<SessionId>, output: Option<&Path>) -> Result<(), Error> {
    let connection = store::open_existing(path)?;
    if let Some(session) = only
        && !store::knows(&connection, session)?
    {
        return Err(Error::UnknownSession(session.to_hex()));
    }
    match output {
        Some(output) => {
            let out = create_private(output, path)?;
            let unreadable = write_frames(&connection, only, BufWriter::new(&out))?;
            out.sync_all().map_err(Error::io(format!("cannot write {}", output.display())))?;
            complete(unreadable)
        }
        None => match write_frames(&connection, only, BufWriter::new(io::stdout().lock())) {
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

/// Writes the events by (t, session, stream, seq, position); returns how many frames could not be
/// read.
///
/// Each frame is in the order of time by itself, so this is a merge: only the lines of the frames
/// that overlap in time are in memory.
fn write_frames(connection: &Connection, only: Option<SessionId>, mut out: impl Write) -> Result<u64, Error> {
    // One view of the store, whatever the collector adds meanwhile.
    let snapshot = connection.unchecked_transaction()?;
    let mut unreadable = 0;
    let mut open: BinaryHeap<Reverse<Run>> = BinaryHeap::new();
    for stored in store::frames_by_time(&snapshot, only)? {
        let (session, bytes) = stored?;
        let frame = match Frame::read(&bytes) {
            Ok(frame) => frame,
            Err(error) => {
                unreadable += 1;
                eprintln!("warning: a frame of session {} is left out: {error}", session.to_hex());
                continue;
            }
        };
        // No event of a frame is earlier than the frame's own clock, and later frames begin later.
        write_until(&mut open, frame.header().wall, &mut out)?;
        open.extend(Run::of(&frame)?.map(Reverse));
    }
    write_until(&mut open, u64::MAX, &mut out)?;
    out.flush().map_err(Error::io("cannot write"))?;
    Ok(unreadable)
}

/// Writes what happened before `end`.
fn write_until(open: &mut BinaryHeap<Reverse<Run>>, end: u64, out: &mut impl Write) -> Result<(), Error> {
    while let Some(Reverse(run)) = open.peek()
        && run.t < end
    {
        let Some(Reverse(run)) = open.pop() else { break };
        out.write_all(&run.line).map_err(Error::io("cannot write"))?;
        open.extend(run.next().map(Reverse));
    }
    Ok(())
}

/// The next line of a frame that has begun, and those after it. Ordered by its first fields.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    t: u64,
    session: [u8; 16],
    stream: [u8; 6],
    sequence: u32,
    line: Vec<u8>,
    rest: VecDeque<(u64, Vec<u8>)>,
}

impl Run {
    fn of(frame: &Frame) -> Result<Option<Self>, Error> {
        let line = |row: reader::Row<'_>| {
            let mut line = Vec::new();
            write_json(&mut line, &row).map(|()| line.push(b'\n')).map_err(Error::io("cannot write"))?;
            Ok((row.t, line))
        };
        let rest = reader::rows(frame).map(line).collect::<Result<_, Error>>()?;
        let header = frame.header();
        let (session, stream, sequence) = (header.session.0, header.stream.0, header.sequence);
        Ok(Self { t: 0, session, stream, sequence, line: Vec::new(), rest }.next())
    }

    fn next(mut self) -> Option<Self> {
        (self.t, self.line) = self.rest.pop_front()?;
        Some(self)
    }
}
