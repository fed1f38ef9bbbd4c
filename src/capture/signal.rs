use super::element::Seen;
use super::recording::Recording;
use super::{clock, edge, pointer};
use crate::path::Place;
use crate::privacy::Verdict;
use crate::wire::{FieldKind, TargetNo};

// Rules, as in signals.js.
/// The row begins with the element.
const TARGET: u32 = 1;
/// The element is a form control, and more of it may be told than the focus; else nothing is.
const FIELD: u32 = 2;
/// The pointer is where the event says, which is told first.
const PLACE: u32 = 4;
/// The button, link or control around stands for the element.
const CLICKABLE: u32 = 8;
/// It is told where the element lies.
const BOUNDS: u32 = 16;
/// It is about what is typed, whose moments are not told exactly.
const COARSE: u32 = 32;
/// Of an element that may not be told nothing is.
const KNOWN: u32 = 64;

/// A signal (`wire/signal.rs`): what it says is asked for once it may be told.
pub(super) fn on(recording: &mut Recording, signal: &super::dom::Event, rules: u32) {
    let has = |rule| rules & rule != 0;
    let mut t = clock::at(signal);
    if has(COARSE) {
        // An edit is its key's: to be told later would only say on which side of a step it fell.
        t = clock::coarse(t);
        let last = recording.last();
        if t <= last + clock::KEY_GRAIN {
            t = last;
        }
    }
    if has(PLACE) {
        let (x, y) = pointer::position(signal);
        recording.moved(Place { t, x, y }, pointer::kind(signal));
    }
    // Elements and their bounds are told from where the pointer is.
    recording.settle();
    let mut target = None;
    if has(TARGET) {
        let Some(number) = element(recording, signal, rules) else { return };
        target = Some(number);
    }
    if let Some((tag, row)) = edge::row(signal).split_first() {
        recording.signal(t, *tag, target, row);
    }
}

/// The number of the element; of one that may not be told none, or where all hangs on it nothing.
fn element(recording: &mut Recording, signal: &super::dom::Event, rules: u32) -> Option<TargetNo> {
    let has = |rule| rules & rule != 0;
    let hidden = if has(FIELD | KNOWN) { None } else { Some(TargetNo::NONE) };
    let Some(mut node) = edge::origin(signal) else { return hidden };
    if has(CLICKABLE) {
        node = edge::clickable(&node);
    }
    let seen = Seen::new(node);
    if seen.verdict() < Verdict::Control {
        recording.withhold();
        return hidden;
    }
    if has(FIELD) && seen.field() == FieldKind::None {
        return None;
    }
    Some(if has(BOUNDS) { recording.placed(&seen) } else { recording.number(&seen) })
}
