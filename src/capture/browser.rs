//! What the recorder asks of the browser apart from events.

use alloc::string::String;

use super::dom::Event;
use super::{StartError, edge};
use crate::privacy;
use crate::session::{Jar, SessionId, StreamId};
use crate::wire::{Resize, View};

/// A session's id and a stream's, from the browser's cryptographic generator.
pub(crate) fn fresh_ids() -> Result<(SessionId, StreamId), StartError> {
    let mut session = SessionId([0; 16]);
    let mut stream = StreamId([0; 8]);
    for four in session.0.chunks_mut(4).chain(stream.0.chunks_mut(4)) {
        let random = edge::random();
        if random.is_nan() {
            return Err(StartError::NoRandom);
        }
        for (byte, random) in four.iter_mut().zip((random as u32).to_le_bytes()) {
            *byte = random;
        }
    }
    Ok((session, stream))
}

/// `document.cookie`.
pub(crate) struct DocumentJar;

impl Jar for DocumentJar {
    fn read(&self) -> String {
        edge::cookies(None)
    }

    fn write(&self, line: &str) {
        edge::cookies(Some(line));
    }
}

/// Origin and path of the page.
pub(crate) fn address() -> String {
    privacy::redact(&edge::text(0))
}

/// Origin and path of the page before.
pub(crate) fn referrer() -> String {
    privacy::redact(&edge::text(1))
}

/// The browser's first language.
pub(crate) fn language() -> String {
    edge::text(2)
}

/// Sizes of viewport and document now, in CSS px.
pub(crate) fn sizes() -> Resize {
    let [viewport_w, viewport_h, document_w, document_h] = [0, 1, 2, 3].map(edge::size);
    Resize { viewport_w, viewport_h, document_w, document_h }
}

/// Width and height of the screen, in CSS px.
pub(crate) fn screen() -> (u32, u32) {
    (edge::size(4), edge::size(5))
}

/// How far the page is scrolled, or was at an event that the loader kept, in CSS px.
pub(crate) fn scrolled(event: Option<&Event>) -> (i32, i32) {
    (edge::scrolled(None, 0, event), edge::scrolled(None, 1, event))
}

/// How the page stands now.
pub(crate) fn view() -> View {
    let Resize { viewport_w, viewport_h, document_w, document_h } = sizes();
    let (scroll_x, scroll_y) = scrolled(None);
    View { viewport_w, viewport_h, document_w, document_h, scroll_x, scroll_y, ..View::default() }
}
