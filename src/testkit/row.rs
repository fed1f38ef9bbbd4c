use alloc::format;
use alloc::string::String;
use core::fmt;
use core::ops::Index;

use serde_json::Value;

use crate::reader;

/// One event as `docs/EVENTS.md` describes it, kept for as long as the test likes.
///
/// ```
/// # use desireline::{session::{SessionId, StreamId}, testkit::Events, wire};
/// # let mut encoder = wire::Encoder::new(SessionId([1; 16]), StreamId([2; 6]), wire::View::default());
/// # encoder.push(40, &wire::Event::Pointer(wire::Pointer { x: 3, ..Default::default() }));
/// # let frame = encoder.seal(0, wire::Missing::default()).unwrap();
/// let events = Events::read([frame])?;
/// let row = events.one("pointer");
/// assert_eq!(row["x"], 3);
/// row.with("y", 0).with("pointer", "mouse");
/// # Ok::<(), wire::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Row(Value);

impl Row {
    pub(super) fn new(row: &reader::Row<'_>) -> Self {
        // Nothing in a row has keys that are no strings, which is all that JSON refuses.
        Self(serde_json::to_value(row).unwrap_or_default())
    }

    /// What happened: `click`.
    pub fn kind(&self) -> &str {
        self["kind"].as_str().unwrap_or_default()
    }

    /// The element it belongs to: `button#buy`.
    pub fn target(&self) -> Option<&str> {
        self["target"].as_str()
    }

    /// When, in ms since 1970 UTC.
    pub fn t(&self) -> u64 {
        self["t"].as_u64().unwrap_or_default()
    }

    /// Kind and target in one: `click button#buy`, `pointer -`.
    pub fn told(&self) -> String {
        format!("{} {}", self.kind(), self.target().unwrap_or("-"))
    }

    /// Some fields, in the order asked for; null for what is not there.
    pub fn fields<const N: usize>(&self, names: [&str; N]) -> [Value; N] {
        names.map(|name| self[name].clone())
    }

    /// Expects that it belongs to this element.
    ///
    /// # Panics
    /// It does not.
    #[track_caller]
    pub fn on(&self, target: &str) -> &Self {
        assert!(self.target() == Some(target), "expected it on `{target}`: {self}");
        self
    }

    /// Expects that a field has this value.
    ///
    /// # Panics
    /// It has not.
    #[track_caller]
    pub fn with(&self, name: &str, value: impl Into<Value>) -> &Self {
        let value = value.into();
        assert!(self[name] == value, "expected `{name}` to be {value}: {self}");
        self
    }

    /// Everything, as JSON.
    pub fn json(&self) -> &Value {
        &self.0
    }
}

impl Index<&str> for Row {
    type Output = Value;

    /// A field of the row; null where it has none of that name.
    fn index(&self, name: &str) -> &Value {
        &self.0[name]
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
