//! What the recorder asks of the browser apart from events.

use alloc::string::String;

use super::dom::Event;
use super::edge;
use crate::privacy;
use crate::wire::{Resize, View};

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
