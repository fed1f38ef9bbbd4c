use super::element::Seen;
use super::recording::Recording;
use super::{clock, edge, page, pointer};
use crate::privacy::Verdict;
use crate::wire::{Click, Modifiers, TargetNo};

/// A button was clicked: the main one (`click`) or another (`auxclick`).
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    let t = clock::at(event);
    page::synchronise(recording, event);
    let seen = edge::origin(event).map(|node| Seen::new(edge::clickable(&node)));
    let (mut x, mut y) = pointer::position(event);
    // Enter on a button and `element.click()` make a click without a place:
    // https://www.w3.org/TR/uievents/#event-type-click
    if let (0, 0, 0, Some(seen)) = (x, y, edge::field(event, edge::DETAIL) as i32, &seen) {
        let side = |place| edge::side(seen.node(), place);
        (x, y) = (side(edge::LEFT) + side(edge::WIDTH) / 2, side(edge::TOP) + side(edge::HEIGHT) / 2);
    }
    let modifiers = Modifiers::from_bits(edge::modifiers(event));
    let target = match &seen {
        // Of a secret field focus and blur are all that is told: its clicks have no target.
        Some(seen) if seen.verdict() > Verdict::Presence => {
            // The bounds are told from the pointer.
            recording.settle();
            recording.placed(seen)
        }
        Some(_) => {
            recording.withhold();
            TargetNo::NONE
        }
        None => TargetNo::NONE,
    };
    let button = edge::field(event, edge::BUTTON) as u8;
    let click = Click { target, x, y, button, modifiers, pointer: pointer::kind(event), ..Click::default() };
    recording.push(t, &click);
}

/// A button went down: `edge.js` marks what hides its text now, before the page may show it.
pub(super) fn on_down(_: &mut Recording, _: &super::dom::Event) {}
