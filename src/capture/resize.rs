use super::page;
use super::recording::Recording;

/// The window or its content may have another size.
pub(super) fn on(recording: &mut Recording, _: &super::dom::Event) {
    page::measure(recording);
}
