//! What the recorder asks of the browser apart from events.

use alloc::string::String;

use super::dom::{Element, Event};
use super::edge;
use crate::privacy;
use crate::wire::{Bounds, Resize, TargetNo, View};

/// Origin and path of the page, and what else of its address the site allows.
pub(crate) fn address() -> String {
    privacy::address(&edge::text(0))
}

/// The same of the page before.
pub(crate) fn referrer() -> String {
    privacy::address(&edge::text(1))
}

/// The browser's first language.
pub(crate) fn language() -> String {
    edge::text(2)
}

/// Sizes of viewport and document now, in CSS px.
pub(crate) fn sizes() -> Resize {
    let [viewport_w, viewport_h, document_w, document_h, zoom] = [0, 1, 2, 3, 6].map(edge::size);
    Resize { viewport_w, viewport_h, document_w, document_h, zoom }
}

/// Width and height of the screen, in CSS px.
pub(crate) fn screen() -> (u32, u32) {
    (edge::size(4), edge::size(5))
}

/// How far the page is scrolled, or was at an event that the loader kept, in CSS px.
pub(crate) fn scrolled(event: Option<&Event>) -> (i32, i32) {
    (edge::scrolled(None, 0, event), edge::scrolled(None, 1, event))
}

/// Where an element lies now, in the document or, if it is fixed, in the viewport.
pub(crate) fn bounds(element: &Element, scroller: TargetNo) -> Bounds {
    let fixed = edge::pinned(element);
    let first = if fixed { edge::LEFT } else { edge::PAGE_LEFT };
    let [x, y, w, h] = [first, first + 1, edge::WIDTH, edge::HEIGHT].map(|place| edge::side(element, place));
    Bounds { x, y, w: w.max(0) as u32, h: h.max(0) as u32, fixed, scroller }
}

/// How the page stands now.
pub(crate) fn view() -> View {
    let Resize { viewport_w, viewport_h, document_w, document_h, zoom } = sizes();
    let (scroll_x, scroll_y) = scrolled(None);
    View { viewport_w, viewport_h, document_w, document_h, zoom, scroll_x, scroll_y, ..View::default() }
}
