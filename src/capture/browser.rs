//! What the recorder asks of the browser apart from events.

use alloc::string::String;

use super::{StartError, edge};
use crate::privacy;
use crate::session::Jar;
use crate::wire::{Resize, View};

/// Random bytes from the browser's cryptographic generator.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StartError> {
    let mut bytes = [0; N];
    for four in bytes.chunks_mut(4) {
        let random = edge::random();
        if random.is_nan() {
            return Err(StartError::NoRandom);
        }
        for (byte, random) in four.iter_mut().zip((random as u32).to_le_bytes()) {
            *byte = random;
        }
    }
    Ok(bytes)
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

/// How far the page is scrolled, in CSS px.
pub(crate) fn scrolled() -> (i32, i32) {
    (edge::scrolled(None, 0), edge::scrolled(None, 1))
}

/// How the page stands now.
pub(crate) fn view() -> View {
    let Resize { viewport_w, viewport_h, document_w, document_h } = sizes();
    let (scroll_x, scroll_y) = scrolled();
    View { viewport_w, viewport_h, document_w, document_h, scroll_x, scroll_y, ..View::default() }
}
