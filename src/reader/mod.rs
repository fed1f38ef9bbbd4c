//! Events as flat rows: what `export` prints, and what JavaScript gets. And which frames are
//! missing among those that arrived.

mod gaps;
#[cfg(all(target_arch = "wasm32", feature = "reader"))]
pub mod js;

use alloc::format;
use alloc::string::String;

use serde::Serialize;

use crate::wire::{Event, FieldKind, Frame, Record};
pub use gaps::{Gaps, gaps};

/// One event as a flat object; `docs/EVENTS.md` documents its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    /// The visit, 32 hexadecimal digits.
    pub session: String,
    /// The document in its tab, 12 hexadecimal digits.
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
    /// Which element of several alike: 6 hexadecimal digits, the same on every visit. Absent where
    /// its `id` says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The element's ARIA role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'a str>,
    /// Where in its target a click or a press was, from the target's left edge in CSS px.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_x: Option<i32>,
    /// The same from its top edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_y: Option<i32>,
    /// Of a mark: where its target begins, from the document's left edge in CSS px; from the viewport's
    /// where it is [`fixed`](Self::fixed).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_left: Option<i32>,
    /// The same from the top edge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_top: Option<i32>,
    /// How wide the target is, in CSS px, where it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_w: Option<u32>,
    /// How high it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_h: Option<u32>,
    /// Whether it stays where it is when the page scrolls.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub fixed: bool,
    /// The element around it that scrolls, if one does and it is not the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scroller: Option<String>,
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
        let path = record.target.map(|target| target.path).filter(|path| *path != 0);
        let event = record.event;
        let bounds = record.bounds.filter(|_| lies(&event));
        let inner = bounds.and_then(|bounds| {
            let ((x, y), (page_x, page_y)) = place(&event)?;
            let (x, y) = if bounds.fixed { (x, y) } else { (page_x, page_y) };
            Some((x - bounds.x, y - bounds.y))
        });
        let marked = bounds.filter(|_| matches!(event, Event::Mark(_)));
        Self {
            path: path.map(|path| format!("{path:06x}")),
            role: record.target.map(|target| target.role).filter(|role| !role.is_empty()),
            target_x: inner.map(|(x, _)| x),
            target_y: inner.map(|(_, y)| y),
            target_left: marked.map(|bounds| bounds.x),
            target_top: marked.map(|bounds| bounds.y),
            target_w: bounds.map(|bounds| bounds.w),
            target_h: bounds.map(|bounds| bounds.h),
            fixed: bounds.is_some_and(|bounds| bounds.fixed),
            scroller: bounds.and(record.scroller).map(|scroller| scroller.describe()),
            session: header.session.to_hex(),
            stream: header.stream.to_hex(),
            seq: header.sequence,
            t: record.wall,
            event,
            target: record.target.map(|target| target.describe()),
            field: field.map(|target| target.name).filter(|name| !name.is_empty()),
            field_type: field.map(|target| target.field),
        }
    }
}

/// Whether it matters of an event where its target lies: of the others the bounds may be those of an
/// earlier moment.
fn lies(event: &Event<'_>) -> bool {
    matches!(event, Event::Click(_) | Event::Press(_) | Event::DoubleClick(_) | Event::ContextMenu(_) | Event::Mark(_))
}

/// Where an event was that has a place of its own: in the viewport and in the document.
fn place(event: &Event<'_>) -> Option<((i32, i32), (i32, i32))> {
    match event {
        Event::Click(click) => Some(((click.x, click.y), (click.page_x, click.page_y))),
        Event::Press(press) => Some(((press.x, press.y), (press.page_x, press.page_y))),
        _ => None,
    }
}

/// The rows of one frame, in the order in which they happened.
pub fn rows(frame: &Frame) -> impl Iterator<Item = Row<'_>> {
    frame.events().map(|record| Row::new(frame, record))
}
