use super::recording::Recording;
use super::{clock, field};
use crate::privacy::Verdict;
use crate::wire::Focus;

/// A form control got the focus. Told of secret fields too; it is all they tell.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    if let Some(target) = field::target(recording, event, Verdict::Presence) {
        recording.push(clock::at(event), &Focus { target });
    }
}
