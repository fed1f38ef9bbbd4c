//! One exported event.

use std::fmt;

use serde_json::Value;

/// A line of the export, as it was printed.
#[derive(Clone, PartialEq)]
pub struct Row(pub Value);

/// The export.
pub type Rows = Vec<Row>;

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Row {
    /// The kind of event.
    pub fn kind(&self) -> &str {
        self.text("kind")
    }

    /// The element it belongs to; empty where there is none.
    pub fn target(&self) -> &str {
        self.text("target")
    }

    /// The session.
    pub fn session(&self) -> &str {
        self.text("session")
    }

    /// The document in its tab.
    pub fn stream(&self) -> &str {
        self.text("stream")
    }

    /// When, in ms since 1970.
    pub fn t(&self) -> f64 {
        self.number("t")
    }

    /// A textual field; empty where there is none.
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// A numeric field; NaN, which equals nothing, where there is none.
    pub fn number(&self, field: &str) -> f64 {
        self.0.get(field).and_then(Value::as_f64).unwrap_or(f64::NAN)
    }

    /// The place in the viewport.
    pub fn place(&self) -> (f64, f64) {
        (self.number("x"), self.number("y"))
    }

    /// The modifiers that were held, as `ctrl+shift`.
    pub fn modifiers(&self) -> String {
        let names = self.0.get("modifiers").and_then(Value::as_array).into_iter().flatten();
        names.filter_map(Value::as_str).collect::<Vec<_>>().join("+")
    }
}
