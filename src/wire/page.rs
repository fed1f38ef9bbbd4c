use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::signal::{Value, cut, listed};
use super::state::{State, clamp_size};
use super::{ReadError, Resize};

/// Longest URL in a frame, in bytes: what every browser and proxy accepts. Longer ones are cut.
pub const MAX_URL: usize = 2048;
/// Longest language tag, in bytes (BCP 47 §4.4.1 asks for room for 35).
pub const MAX_LANGUAGE: usize = 35;

listed! {
    /// How a page came to be shown.
    Navigation {
        /// By a link, a form, an address typed, or in a way that the browser does not tell.
        #[default]
        Navigate,
        /// It was loaded again.
        Reload,
        /// The visitor went back or forward.
        BackForward,
        /// It came back whole from the back/forward cache.
        Restored,
        /// It had been loaded before it was asked for.
        Prerendered,
        /// By the page itself, without loading: a new entry of its history (`pushState` and the like).
        Push,
        /// The same, in the place of the entry before.
        Replace,
        /// The visitor went back or forward to such an entry.
        Traverse,
        /// The site says so (`page()`).
        Told,
    }
}

#[cfg(all(target_arch = "wasm32", feature = "recorder"))]
impl Navigation {
    /// The one of that number; that of an ordinary visit where there is none.
    pub(crate) fn numbered(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }
}

/// A page was opened: its address and how it stands in the visitor's window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Page<'a> {
    /// Origin and path; query and hash are never recorded.
    pub url: &'a str,
    /// Origin and path of the page the visitor came from; empty when there is none.
    pub referrer: &'a str,
    /// The browser's first language, as `en-GB`.
    pub language: &'a str,
    /// Width of the viewport in CSS px.
    pub viewport_w: u32,
    /// Height of the viewport in CSS px.
    pub viewport_h: u32,
    /// Width of the document in CSS px.
    pub document_w: u32,
    /// Height of the document in CSS px.
    pub document_h: u32,
    /// Pinch zoom in percent; 0 where the browser does not say.
    pub zoom: u32,
    /// Width of the screen in CSS px.
    pub screen_w: u32,
    /// Height of the screen in CSS px.
    pub screen_h: u32,
    /// How it came to be shown.
    pub navigation: Navigation,
}

/// A page of those sizes, of which nothing else is said.
impl From<Resize> for Page<'_> {
    fn from(Resize { viewport_w, viewport_h, document_w, document_h, zoom }: Resize) -> Self {
        Self { viewport_w, viewport_h, document_w, document_h, zoom, ..Self::default() }
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row<'a> {
    url: &'a str,
    referrer: &'a str,
    language: &'a str,
    screen_w: u32,
    screen_h: u32,
    navigation: Navigation,
    sizes: Resize,
}

impl<'a> Kind<'a> for Page<'a> {
    const TAG: u8 = 1;
    const SHAPE: &'static str = "gtttvvvvvvvv";
    type Row = Row<'a>;

    fn write(&self, out: &mut Bytes, state: &mut State) {
        let Self { viewport_w, viewport_h, document_w, document_h, zoom, screen_w, screen_h, .. } = *self;
        out.text(cut(self.url, MAX_URL));
        out.text(cut(self.referrer, MAX_URL));
        out.text(cut(self.language, MAX_LANGUAGE));
        out.number(clamp_size(screen_w));
        out.number(clamp_size(screen_h));
        self.navigation.put(out);
        Resize { viewport_w, viewport_h, document_w, document_h, zoom }.write(out, state);
    }

    fn from_row(row: Row<'a>, state: &mut State) -> Result<Self, ReadError> {
        let Row { url, referrer, language, screen_w, screen_h, navigation, sizes } = row;
        let texts = url.len() <= MAX_URL && referrer.len() <= MAX_URL && language.len() <= MAX_LANGUAGE;
        let screen = clamp_size(screen_w) == screen_w && clamp_size(screen_h) == screen_h;
        if !texts || !screen || state.resize(sizes) != sizes {
            return Err(ReadError::OutOfRange);
        }
        Ok(Self { url, referrer, language, screen_w, screen_h, navigation, ..Self::from(sizes) })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cut_never_splits_a_character() {
        assert_eq!(crate::wire::signal::cut("aé", 2), "a");
        assert_eq!(crate::wire::signal::cut("aé", 3), "aé");
    }
}
