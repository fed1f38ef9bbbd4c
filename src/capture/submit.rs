use super::element::Seen;
use super::recording::Recording;
use super::{clock, edge};
use crate::wire::Submit;

/// A form was submitted. No value is read, and no `FormData` is built (threat P24).
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    let Some(form) = edge::origin(event) else { return };
    let fields = edge::controls(&form);
    let target = recording.number(&Seen::new(form));
    recording.push(clock::at(event), &Submit { target, fields });
}
