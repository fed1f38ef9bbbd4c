use super::recording::Recording;
use super::{browser, clock};
use crate::wire;

/// Records that the page is open, as of `t`, by that [`Navigation`](wire::Navigation).
pub(crate) fn opened(recording: &mut Recording, t: u64, navigation: u8) {
    let (screen_w, screen_h) = browser::screen();
    let (url, referrer, language) = (browser::address(), browser::referrer(), browser::language());
    let page = wire::Page {
        url: &url,
        referrer: &referrer,
        language: &language,
        screen_w,
        screen_h,
        navigation: wire::Navigation::numbered(navigation),
        ..browser::sizes().into()
    };
    recording.push(t, &page);
}

/// Records a jump of the scroll offset that no scroll event told of yet, so that the next
/// position is right in the document.
pub(crate) fn synchronise(recording: &mut Recording, event: &super::dom::Event) {
    let (x, y) = browser::scrolled(Some(event));
    let view = recording.view();
    if (x, y) != (view.scroll_x, view.scroll_y) {
        recording.push(clock::at(event), &wire::Scroll { x, y, ..Default::default() });
    }
}

/// Records a new size of viewport or document, if it changed.
pub(crate) fn measure(recording: &mut Recording) {
    let sizes = browser::sizes();
    if sizes != recording.view().sizes() {
        recording.push(clock::now() as u64, &sizes);
    }
}
