use super::recording::Recording;
use super::{clock, field};
use crate::privacy::Verdict;
use crate::wire::{Event, Input};

/// A form control is being edited. The value is never read.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    if let Some(target) = field::target(recording, event, Verdict::Control) {
        recording.push(clock::coarse(clock::at(event)), &Event::Input(Input { target }));
    }
}
