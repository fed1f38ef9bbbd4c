use serde::{Deserialize, Serialize};

use super::bytes::{Bytes, take};
use super::{ReadError, VERSION};
use crate::session::{SessionId, StreamId};

/// The first byte of every frame. No text in UTF-8 or Latin letters begins with it.
pub const MAGIC: u8 = 0xd1;
/// The second byte holds the version in its upper half and the coding in its lower.
pub(super) const VERSION_BITS: u32 = 4;

/// Latest moment a clock in a frame may name, in ms: what JavaScript's `Date` can hold
/// (ECMA-262 §21.4.1.1, 8.64e15 ms). Later ones are a broken or forged clock.
pub const MAX_TIME: u64 = 8_640_000_000_000_000;

/// How a frame's body is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Coding {
    /// postcard rows, one after the other.
    Plain,
    /// The same rows in an arithmetic code (docs/FORMAT.md, "Coded").
    Coded,
}

/// What was not recorded in this stream so far, and why. The counters only grow, so a lost
/// frame loses no count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Frames thrown away because the queue of unsent frames was full.
    pub queue_full: u32,
    /// Frames that the collector refused for good (HTTP 4xx).
    pub refused: u32,
    /// Events that could not be recorded for want of room or because reading them failed.
    pub over_limit: u32,
    /// Places of the pointer that were left out because the way told passes them within the
    /// tolerance.
    pub sampled_out: u32,
    /// Frames in which privacy held something back. Not how much: that would tell how long a
    /// password is (threat K1).
    pub private: u32,
}

impl Missing {
    fn counters(self) -> [u32; 5] {
        let Self { queue_full, refused, over_limit, sampled_out, private } = self;
        [queue_full, refused, over_limit, sampled_out, private]
    }

    /// A byte that says which counters are not 0, and those.
    fn write(self, out: &mut Bytes) {
        let counters = self.counters();
        let mask = counters.iter().rev().fold(0, |mask, counter| mask << 1 | u8::from(*counter > 0));
        out.byte(mask);
        for counter in counters.into_iter().filter(|counter| *counter > 0) {
            out.number(counter);
        }
    }

    fn read(input: &mut &[u8]) -> Result<Self, ReadError> {
        let mask = take::<u8>(input)?;
        let mut counters = [0; 5];
        if mask >> counters.len() != 0 {
            return Err(ReadError::OutOfRange);
        }
        for (at, counter) in counters.iter_mut().enumerate() {
            if mask >> at & 1 == 1 {
                *counter = take(input)?;
                if *counter == 0 {
                    return Err(ReadError::Malformed);
                }
            }
        }
        let [queue_full, refused, over_limit, sampled_out, private] = counters;
        Ok(Self { queue_full, refused, over_limit, sampled_out, private })
    }
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
    magic: u8,
    how: u8,
    session: SessionId,
    stream: StreamId,
}

#[derive(Serialize, Deserialize)]
struct When {
    sequence: u32,
    wall: u64,
    mono: u64,
}

impl Header {
    pub(crate) fn write(&self, out: &mut Bytes) {
        let Self { session, stream, sequence, wall, mono, missing, coding } = *self;
        out.byte(MAGIC);
        out.byte(VERSION << VERSION_BITS | coding as u8);
        out.bytes(&session.0);
        out.bytes(&stream.0);
        out.number(sequence);
        out.number(wall);
        out.number(mono);
        missing.write(out);
    }

    pub(crate) fn read(input: &mut &[u8]) -> Result<Self, ReadError> {
        if input.first() != Some(&MAGIC) {
            return Err(ReadError::NotAFrame);
        }
        // A later version may have another header, so its number is looked at by itself.
        let how = *input.get(1).ok_or(ReadError::Truncated)?;
        let coding = match (how >> VERSION_BITS, how & ((1 << VERSION_BITS) - 1)) {
            (VERSION, 0) => Coding::Plain,
            (VERSION, 1) => Coding::Coded,
            (VERSION, _) => return Err(ReadError::UnknownCoding),
            _ => return Err(ReadError::UnknownVersion),
        };
        let Who { session, stream, .. } = take(input)?;
        let When { sequence, wall, mono } = take(input)?;
        let missing = Missing::read(input)?;
        if wall > MAX_TIME || mono > wall {
            return Err(ReadError::OutOfRange);
        }
        Ok(Self { session, stream, sequence, wall, mono, missing, coding })
    }
}
