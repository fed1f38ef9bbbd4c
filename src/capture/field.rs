use super::edge;
use super::element::Seen;
use super::recording::Recording;
use crate::privacy::Verdict;
use crate::wire::{FieldKind, TargetNo};

/// The form control an event belongs to, if at least `enough` may be observed of it.
pub(super) fn target(recording: &mut Recording, event: &super::dom::Event, enough: Verdict) -> Option<TargetNo> {
    let seen = Seen::new(edge::origin(event)?);
    if seen.field() == FieldKind::None {
        return None;
    }
    if seen.verdict() < enough {
        recording.withhold();
        return None;
    }
    Some(recording.number(&seen))
}
