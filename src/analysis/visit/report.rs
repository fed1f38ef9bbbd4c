//! What is told of a visit. In JSON as the field names say; docs/ANALYSIS.md explains each.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::Element;
use crate::analysis::attention::Band;
use crate::analysis::friction::Found;
use crate::reader::Gaps;
use crate::wire::{ErrorKind, Length, Navigation, PointerKind, VitalName};

/// Most clicks, signals and errors, each, that are listed of one page: names in JSON are far longer
/// than events, and who looks closer reads the rows.
pub const MAX_LISTED: usize = 1_000;

/// A visit, page by page. Moments are in ms since 1970 UTC by the visitor's clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VisitReport {
    /// The visit, 32 hexadecimal digits.
    pub session: String,
    /// Its first event.
    pub start: u64,
    /// Its last event.
    pub end: u64,
    /// From the first to the last, in ms.
    pub duration_ms: u64,
    /// Frames that were looked at; the same one twice counts once.
    pub frames: usize,
    /// Frames that are missing: what they held is not in here.
    pub gaps: Vec<Gaps>,
    /// Sum of the pages' scores, in tenths.
    pub score: u32,
    /// Whether it was a bounce.
    pub bounce: bool,
    /// The pages, in the order in which they were opened.
    pub pages: Vec<PageReport>,
}

/// One page, from its opening to the next page of the same document or its last event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageReport {
    /// The document, 12 hexadecimal digits.
    pub stream: String,
    /// Origin and path; empty where the frame that says it is missing.
    pub url: String,
    /// The page before, likewise.
    pub referrer: String,
    /// How it came to be shown.
    pub navigation: Navigation,
    /// When it was opened.
    pub start: u64,
    /// When it was left, as far as is known.
    pub end: u64,
    /// How long it was open, in ms.
    pub duration_ms: u64,
    /// How long it was in sight.
    pub visible_ms: u64,
    /// How long it was looked at.
    pub attentive_ms: u64,
    /// Height of the document when it was left, in CSS px.
    pub document_h: u32,
    /// The deepest point that came into view, in CSS px from the document's top.
    pub deepest: u32,
    /// The same in percent of the document's height; 0 where that is not known.
    pub deepest_percent: u32,
    /// How long each part was looked at.
    pub bands: Vec<Band>,
    /// How long each marked element was looked at.
    pub marks: Vec<MarkReport>,
    /// Sum of the signals' weights, in tenths.
    pub score: u32,
    /// What annoyed the visitor.
    pub signals: Vec<SignalReport>,
    /// The clicks.
    pub clicks: Vec<ClickReport>,
    /// The forms.
    pub forms: Vec<FormReport>,
    /// How quick and steady the page was: each measure's last value.
    pub vitals: Vec<VitalReport>,
    /// What failed in it.
    pub errors: Vec<ErrorReport>,
    /// What was left out of these lists ([`MAX_LISTED`]).
    pub unlisted: u32,
}

/// A marked element's time in view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkReport {
    /// The element.
    #[serde(flatten)]
    pub element: Option<Element>,
    /// In ms.
    pub ms: u64,
}

/// A sign of annoyance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignalReport {
    /// When it was certain.
    pub t: u64,
    /// What.
    pub signal: Found,
    /// How much it weighs, in tenths.
    pub weight: u32,
    /// What the site calls it, if it told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The element it is about.
    #[serde(flatten)]
    pub element: Option<Element>,
}

/// A click.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClickReport {
    /// When.
    pub t: u64,
    /// Where in the document, in CSS px.
    pub page_x: i32,
    /// The same from the top.
    pub page_y: i32,
    /// `MouseEvent.button`.
    pub button: u8,
    /// What with.
    pub pointer: PointerKind,
    /// How long the pointer had been on the element, in ms; absent for fingers and keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hover_ms: Option<u64>,
    /// The element.
    #[serde(flatten)]
    pub element: Option<Element>,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormReport {
    /// The form, where something named it.
    #[serde(flatten)]
    pub element: Option<Element>,
    /// Its controls, in the order in which they first had the focus.
    pub fields: Vec<FieldReport>,
    /// The place in that list of the one that had the focus last.
    pub last: Option<usize>,
    /// How often it was submitted.
    pub submits: u32,
    /// How often the browser refused.
    pub refused: u32,
    /// How often it was reset.
    pub resets: u32,
    /// How often the site said that the visitor tried.
    pub attempts: u32,
    /// How often the site said that it was taken.
    pub successes: u32,
    /// How often the site said that it was not.
    pub failures: u32,
    /// Whether it was worked on, and the page left before it was submitted.
    pub abandoned: bool,
}

/// A form control. Times in ms, in steps of 100.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldReport {
    /// The control.
    #[serde(flatten)]
    pub element: Option<Element>,
    /// How often it had the focus.
    pub stays: u32,
    /// From the first focus to the first edit of that stay.
    pub hesitation_ms: u64,
    /// How long it had the focus in all.
    pub dwell_ms: u64,
    /// Edits.
    pub edits: u32,
    /// Those of them that took something away.
    pub corrections: u32,
    /// How often it was emptied and filled again.
    pub refills: u32,
    /// Stays in which it was edited.
    pub filled: u32,
    /// How often it was found invalid.
    pub invalid: u32,
    /// About how long its value was at last; absent where the recorder did not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// Whether it was left blank, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blank: Option<bool>,
}

/// A measure of a page's speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct VitalReport {
    /// Which.
    pub vital: VitalName,
    /// Its value: ms; of CLS 1/10,000.
    pub value: u32,
}

/// Something that failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorReport {
    /// When.
    pub t: u64,
    /// What.
    pub error: ErrorKind,
    /// How often the same was seen until then.
    pub count: u32,
    /// The message; for a resource its host.
    pub message: String,
    /// Where.
    pub source: String,
}
