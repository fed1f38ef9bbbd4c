//! Events as flat rows: what `export` prints, and what JavaScript gets.

#[cfg(all(target_arch = "wasm32", feature = "reader"))]
pub mod js;
use alloc::string::String;

use serde::Serialize;

use crate::wire::{Event, FieldKind, Frame, Record};

/// One event as a flat object; `docs/EVENTS.md` documents its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    /// The visit, 32 hexadecimal digits.
    pub session: String,
    /// The document in its tab, 16 hexadecimal digits.
    pub stream: String,
    /// Number of the frame in the stream.
    pub seq: u32,
    /// When, in ms since 1970 UTC, by the visitor's clock.
    pub t: u64,
    /// `kind`, and the kind's own fields.
    #[serde(flatten)]
    pub event: Event<'a>,
    /// The element it belongs to, as `button#buy`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// For a form control: its `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'a str>,
    /// For a form control: what sort it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_type: Option<FieldKind>,
}

impl<'a> Row<'a> {
    fn new(frame: &Frame, record: Record<'a>) -> Self {
        let header = frame.header();
        let field = record.target.filter(|target| target.field != FieldKind::None);
        Self {
            session: header.session.to_hex(),
            stream: header.stream.to_hex(),
            seq: header.sequence,
            t: record.wall,
            event: record.event,
            target: record.target.map(|target| target.describe()),
            field: field.map(|target| target.name).filter(|name| !name.is_empty()),
            field_type: field.map(|target| target.field),
        }
    }
}

/// The rows of one frame, in the order in which they happened.
pub fn rows(frame: &Frame) -> impl Iterator<Item = Row<'_>> {
    frame.events().map(|record| Row::new(frame, record))
}
