//! `report`: what a session's frames say, by `desireline::analysis`.

use std::io::{self, Write};
use std::path::Path;

use desireline::analysis;
use desireline::session::SessionId;
use desireline::wire::Frame;
use rusqlite::Connection;

use crate::plain::write_json;
use crate::{Error, export, store};

/// Most bytes of frames, in plain, that a report is made of: they are in memory at once. Six times what
/// a busy visit of the 24 h that a session may last brings.
const MAX_PLAIN: usize = 64 * 1024 * 1024;

/// A session's report in JSON, and how many of its frames could not be read; those are missing in it.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) json: Vec<u8>,
    pub(crate) unreadable: u64,
}

/// Prints the report of a session in the store at `path`.
pub(crate) fn run(path: &Path, session: SessionId) -> Result<(), Error> {
    let connection = store::open_existing(path)?;
    let report = of(&connection, session)?.ok_or_else(|| Error::UnknownSession(session.to_hex()))?;
    let mut out = io::stdout().lock();
    let written = out.write_all(&report.json).and_then(|()| writeln!(out)).and_then(|()| out.flush());
    export::unless_closed(written)?;
    if report.unreadable == 0 { Ok(()) } else { Err(Error::Unreadable(report.unreadable)) }
}

/// The report of a session; `None` when none of its frames is there.
pub(crate) fn of(connection: &Connection, session: SessionId) -> Result<Option<Report>, Error> {
    // One view of the session, whatever the collector adds meanwhile.
    let snapshot = connection.unchecked_transaction()?;
    let (mut frames, mut plain, mut unreadable) = (Vec::new(), 0, 0);
    for stored in store::frames_by_time(&snapshot, Some(session))? {
        match Frame::read(&stored?.1) {
            Ok(frame) => {
                plain += frame.to_plain().len();
                frames.push(frame);
            }
            Err(_) => unreadable += 1,
        }
        if plain > MAX_PLAIN {
            return Err(Error::TooLarge(session.to_hex()));
        }
    }
    // All frames are of the one session, so that without any is the only reason left.
    let Ok(report) = analysis::visit(&frames) else {
        return if unreadable == 0 { Ok(None) } else { Err(Error::Unreadable(unreadable)) };
    };
    let mut json = Vec::new();
    write_json(&mut json, &report).map_err(Error::io("cannot write JSON"))?;
    Ok(Some(Report { json, unreadable }))
}
