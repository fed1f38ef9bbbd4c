use alloc::collections::BTreeSet;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_json::Value;

use super::row::Row;
use super::search::{Place, search};
use crate::reader::rows;
use crate::wire::{Frame, ReadError};

/// A failure shows no more events than this.
const SHOWN: usize = 60;

/// The events of frames, in the order in which they came; each frame counts once, however often it
/// was posted. A selection ([`on`](Self::on), [`of`](Self::of)) is such a list again.
///
/// What is expected fails with a message that lists what there was.
///
/// ```
/// # use desireline::{session::{SessionId, StreamId}, testkit::Events, wire};
/// # let mut encoder = wire::Encoder::new(SessionId([1; 16]), StreamId([2; 6]), wire::View::default());
/// # encoder.push(40, &wire::Event::Pointer(wire::Pointer { x: 3, ..Default::default() }));
/// # let frame = encoder.seal(0, wire::Missing::default()).unwrap();
/// let events = Events::read([frame])?;
/// events.one("pointer").with("x", 3);
/// events.none("click");
/// events.contains_nowhere("correct horse");
/// # Ok::<(), wire::ReadError>(())
/// ```
#[derive(Clone)]
pub struct Events {
    frames: Rc<[Posted]>,
    rows: Vec<Row>,
}

struct Posted {
    bytes: Vec<u8>,
    frame: Frame,
}

impl Events {
    /// Reads frames.
    ///
    /// # Errors
    /// One of them is no good frame.
    pub fn read(frames: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Result<Self, ReadError> {
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for bytes in frames {
            let bytes = bytes.into();
            let frame = Frame::read(&bytes)?;
            let header = frame.header();
            if seen.insert((header.session, header.stream, header.sequence)) {
                kept.push(Posted { bytes, frame });
            }
        }
        let rows = kept.iter().flat_map(|posted| rows(&posted.frame)).map(|row| Row::new(&row)).collect();
        Ok(Self { frames: kept.into(), rows })
    }

    /// The events.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The frames that all of them came in, for what is typed: `frame.events()`, `frame.header()`.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.frames.iter().map(|posted| &posted.frame)
    }

    /// Kind and target of each: `click button#buy`.
    pub fn told(&self) -> Vec<String> {
        self.rows.iter().map(Row::told).collect()
    }

    /// Those of a kind.
    #[must_use]
    pub fn of(&self, kind: &str) -> Self {
        self.only(|row| row.kind() == kind)
    }

    /// Those of other kinds.
    #[must_use]
    pub fn but(&self, kind: &str) -> Self {
        self.only(|row| row.kind() != kind)
    }

    /// Those that belong to an element.
    #[must_use]
    pub fn on(&self, target: &str) -> Self {
        self.only(|row| row.target() == Some(target))
    }

    /// Those with a field of this value.
    #[must_use]
    pub fn with(&self, name: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        self.only(|row| row[name] == value)
    }

    /// Those of which something holds.
    #[must_use]
    pub fn only(&self, holds: impl Fn(&Row) -> bool) -> Self {
        let rows = self.rows.iter().filter(|row| holds(row)).cloned().collect();
        Self { frames: self.frames.clone(), rows }
    }

    /// Expects one of a kind, and gives it.
    ///
    /// # Panics
    /// There is none, or more than one.
    #[track_caller]
    pub fn one(&self, kind: &str) -> &Row {
        self.count(kind, 1);
        self.some(kind)
    }

    /// Expects at least one of a kind, and gives the first.
    ///
    /// # Panics
    /// There is none.
    #[track_caller]
    pub fn some(&self, kind: &str) -> &Row {
        let first = self.rows.iter().find(|row| row.kind() == kind);
        first.unwrap_or_else(|| panic!("expected a `{kind}`, found none in {self}"))
    }

    /// Expects none of a kind.
    ///
    /// # Panics
    /// There is one.
    #[track_caller]
    pub fn none(&self, kind: &str) -> &Self {
        self.count(kind, 0)
    }

    /// Expects so many of a kind.
    ///
    /// # Panics
    /// There are more, or fewer.
    #[track_caller]
    pub fn count(&self, kind: &str, expected: usize) -> &Self {
        let found = self.rows.iter().filter(|row| row.kind() == kind).count();
        assert!(found == expected, "expected {expected} of `{kind}`, found {found} in {self}");
        self
    }

    /// Expects these in this order, each as [`Row::told`] says it; others may lie between them.
    ///
    /// # Panics
    /// One of them does not come after the one before.
    #[track_caller]
    pub fn in_order(&self, expected: &[&str]) -> &Self {
        let mut rows = self.rows.iter();
        for told in expected {
            assert!(rows.any(|row| row.told() == *told), "`{told}` does not follow in {expected:?}, there is {self}");
        }
        self
    }

    /// Expects that nothing of a text left the page: neither it nor a piece of four of its characters
    /// is in a frame, as it was posted or decoded, in UTF-8, UTF-16, hexadecimal, base64 or reversed.
    ///
    /// Take a text that nothing else holds: a password called `password` is in the name of its field.
    ///
    /// # Panics
    /// It is there, or shorter than four characters.
    #[track_caller]
    pub fn contains_nowhere(&self, secret: &str) -> &Self {
        let mut found = Vec::new();
        for (number, posted) in self.frames.iter().enumerate() {
            let plain = posted.frame.to_plain();
            // What was coded is as random as noise: short pieces would be there by chance.
            let raw = if plain == posted.bytes { Place::Plain } else { Place::Noise };
            let rows = rows(&posted.frame).map(|row| texts(Row::new(&row).json())).collect::<String>();
            for (name, place, bytes) in [
                ("as it was posted", raw, posted.bytes.as_slice()),
                ("decoded", Place::Plain, plain.as_slice()),
                ("as rows", Place::Plain, rows.as_bytes()),
            ] {
                found.extend(
                    search(secret, place, bytes).into_iter().map(|what| format!("frame {number} {name}: {what}")),
                );
            }
        }
        assert!(found.is_empty(), "a secret left the page:\n  {}\nin {self}", found.join("\n  "));
        self
    }
}

/// Every text in a row but its ids, which are random.
fn texts(row: &Value) -> String {
    match row {
        Value::String(text) => format!("{text}\n"),
        Value::Array(all) => all.iter().map(texts).collect(),
        Value::Object(fields) => {
            let told = fields.iter().filter(|(name, _)| !["session", "stream", "path"].contains(&name.as_str()));
            told.map(|(_, value)| texts(value)).collect()
        }
        _ => String::new(),
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} events", self.rows.len())?;
        for row in self.rows.iter().take(SHOWN) {
            write!(f, "\n  {} {row}", row.told())?;
        }
        match self.rows.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => write!(f, "\n  and {more} more"),
            _ => Ok(()),
        }
    }
}
