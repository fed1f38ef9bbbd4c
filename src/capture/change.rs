use super::recording::Recording;
use super::{clock, field};
use crate::privacy::Verdict;
use crate::wire::Change;

/// A form control was changed. The value is never read.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    if let Some(target) = field::target(recording, event, Verdict::Control) {
        recording.push(clock::coarse(clock::at(event)), &Change { target });
    }
}
