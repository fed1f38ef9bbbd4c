use serde::{Deserialize, Serialize};

use super::bytes::{Bytes, take};
use super::{ReadError, VERSION};
use crate::session::{SessionId, StreamId};

/// The first two bytes of every frame: `DL`.
pub const MAGIC: [u8; 2] = *b"DL";

/// Latest moment a clock in a frame may name, in ms: what JavaScript's `Date` can hold
/// (ECMA-262 §21.4.1.1, 8.64e15 ms). Later ones are a broken or forged clock.
pub const MAX_TIME: u64 = 8_640_000_000_000_000;

/// How a frame's body is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Coding {
    /// postcard rows, one after the other.
    Plain,
}

/// What was not recorded in this stream so far, and why. The counters only grow, so a lost
/// frame loses no count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Frames thrown away because the queue of unsent frames was full.
    pub queue_full: u32,
    /// Frames that the collector refused for good (HTTP 4xx).
    pub refused: u32,
    /// Events that could not be recorded for want of room or because reading them failed.
    pub over_limit: u32,
}

/// What stands at the head of every frame, in the clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The visit.
    pub session: SessionId,
    /// The document in its tab.
    pub stream: StreamId,
    /// Number of the frame in its stream, from 0.
    pub sequence: u32,
    /// The visitor's wall clock at the frame's first event, in ms since 1970 UTC.
    pub wall: u64,
    /// The same moment on the stream's own clock, which never jumps, in ms since the page began;
    /// never more than `wall`.
    pub mono: u64,
    /// What was not recorded.
    pub missing: Missing,
    /// How the body is coded.
    pub coding: Coding,
}

/// The header's first part, which is the same in every frame of a stream.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Who {
    magic: [u8; 2],
    version: u8,
    coding: u8,
    session: SessionId,
    stream: StreamId,
}

#[derive(Serialize, Deserialize)]
struct When {
    sequence: u32,
    wall: u64,
    mono: u64,
    missing: Missing,
}

impl Header {
    pub(crate) fn write(&self, out: &mut Bytes) {
        let Self { session, stream, sequence, wall, mono, missing, coding } = *self;
        out.put(&Who { magic: MAGIC, version: VERSION, coding: coding as u8, session, stream });
        out.put(&When { sequence, wall, mono, missing });
    }

    pub(crate) fn read(input: &mut &[u8]) -> Result<Self, ReadError> {
        if !input.starts_with(&MAGIC) {
            return Err(ReadError::NotAFrame);
        }
        // A later version may have another header, so its number is looked at by itself.
        match input.get(MAGIC.len()) {
            Some(&VERSION) => {}
            Some(_) => return Err(ReadError::UnknownVersion),
            None => return Err(ReadError::Truncated),
        }
        let Who { coding, session, stream, .. } = take(input)?;
        let coding = match coding {
            0 => Coding::Plain,
            _ => return Err(ReadError::UnknownCoding),
        };
        let When { sequence, wall, mono, missing } = take(input)?;
        if wall > MAX_TIME || mono > wall {
            return Err(ReadError::OutOfRange);
        }
        Ok(Self { session, stream, sequence, wall, mono, missing, coding })
    }
}
