use super::element::Seen;
use super::recording::Recording;
use super::{clock, edge, page};
use crate::privacy::Verdict;
use crate::wire;

/// The page or an element in it was scrolled.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    // A document is no element, so the page itself has no origin.
    let Some(node) = edge::origin(event) else { return page::synchronise(recording, event) };
    let (x, y) = (edge::scrolled(Some(&node), 0, Some(event)), edge::scrolled(Some(&node), 1, Some(event)));
    let seen = Seen::new(node);
    if seen.verdict() > Verdict::Presence {
        let target = recording.number(&seen);
        recording.push(clock::at(event), &wire::Scroll { target, x, y });
    }
}
