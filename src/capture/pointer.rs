use super::edge;
use super::recording::Recording;
use crate::path::Place;
use crate::wire::PointerKind;

/// The pointer moved: its places since the last event, which the recording thins to a path.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    let kind = kind(event);
    for place in edge::places(event).chunks_exact(3) {
        if let [t, x, y] = *place {
            recording.moved(Place { t: t as u64, x: x as i32, y: y as i32 }, kind);
        }
    }
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
