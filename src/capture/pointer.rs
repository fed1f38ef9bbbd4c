use super::recording::Recording;
use super::{clock, edge};
use crate::wire::{Event, Pointer, PointerKind};

/// The pointer moved.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    let (x, y) = position(event);
    let pointer = Pointer { x, y, pointer: kind(event), ..Pointer::default() };
    recording.push(clock::at(event), &Event::Pointer(pointer));
}

/// Where in the viewport, in CSS px. Asked by name, not by class: a fact kept by the loader is a
/// plain object, and what is missing counts as 0.
pub(super) fn position(event: &super::dom::Event) -> (i32, i32) {
    (edge::field(event, edge::CLIENT_X) as i32, edge::field(event, edge::CLIENT_Y) as i32)
}

pub(super) fn kind(event: &super::dom::Event) -> PointerKind {
    match edge::pointer(event) {
        1 => PointerKind::Touch,
        2 => PointerKind::Pen,
        _ => PointerKind::Mouse,
    }
}
