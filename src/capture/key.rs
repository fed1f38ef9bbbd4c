use super::clock;
use super::edge;
use super::element::Seen;
use super::recording::Recording;
use crate::privacy::{self, Verdict};
use crate::wire::{Key, KeyClass, Modifiers, Shortcut};

/// `edge::stroke` of an event without a key.
const NO_KEY: i32 = -2;

/// A key went down. The verdict comes first: of a secret field the key is not read.
pub(super) fn on(recording: &mut Recording, event: &super::dom::Event) {
    let Some(seen) = edge::origin(event).map(Seen::new) else { return };
    let verdict = seen.verdict();
    if verdict < Verdict::Control {
        return recording.withhold();
    }
    let stroke = edge::stroke(event);
    if stroke == NO_KEY {
        return;
    }
    let held = edge::modifiers(event);
    let class = classify(event, stroke, Modifiers::is_shortcut(held));
    if !privacy::allows(verdict, class) {
        return;
    }
    let modifiers = match class {
        KeyClass::Letter | KeyClass::Digit | KeyClass::Other => Modifiers::default(),
        _ => Modifiers::from_bits(held),
    };
    let repeat = edge::field(event, edge::REPEAT) != 0.0;
    let shortcut = match (class, u8::try_from(stroke)) {
        (KeyClass::Shortcut, Ok(letter)) => privacy::shortcut(letter),
        _ => Shortcut::Other,
    };
    let key = Key { target: recording.number(&seen), class, modifiers, repeat, shortcut };
    recording.push(clock::coarse(clock::at(event)), &key);
}

/// Only the name of a key that writes nothing is copied into wasm; of a character its first
/// code unit is.
fn classify(event: &super::dom::Event, stroke: i32, shortcut: bool) -> KeyClass {
    match u16::try_from(stroke) {
        Ok(_) if shortcut => KeyClass::Shortcut,
        Ok(unit) => privacy::class_of_character(unit),
        Err(_) => privacy::class_of_name(&edge::key(event)),
    }
}
