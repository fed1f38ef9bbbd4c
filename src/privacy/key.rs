use super::Verdict;
use crate::wire::KeyClass;

/// The class of a key that writes a character, from the character's first UTF-16 code unit.
/// Everything beyond ASCII counts as a letter: most of it is, and the tables that know better
/// would weigh more than the rest of the recorder's privacy.
pub fn class_of_character(unit: u16) -> KeyClass {
    match u8::try_from(unit) {
        Ok(b'0'..=b'9') => KeyClass::Digit,
        Ok(b'a'..=b'z' | b'A'..=b'Z' | 0x80..) | Err(_) => KeyClass::Letter,
        Ok(_) => KeyClass::Other,
    }
}

/// The class of a key that writes no character, from its name
/// (<https://www.w3.org/TR/uievents-key/#named-key-attribute-values>).
pub fn class_of_name(name: &str) -> KeyClass {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map_or(KeyClass::Other, |(_, class)| *class)
}

const NAMES: [(&str, KeyClass); 25] = [
    ("Enter", KeyClass::Enter),
    ("Backspace", KeyClass::Edit),
    ("Delete", KeyClass::Edit),
    ("Insert", KeyClass::Edit),
    ("Clear", KeyClass::Edit),
    ("Undo", KeyClass::Edit),
    ("Redo", KeyClass::Edit),
    ("Tab", KeyClass::Navigation),
    ("Escape", KeyClass::Navigation),
    ("Home", KeyClass::Navigation),
    ("End", KeyClass::Navigation),
    ("PageUp", KeyClass::Navigation),
    ("PageDown", KeyClass::Navigation),
    ("ArrowUp", KeyClass::Navigation),
    ("ArrowDown", KeyClass::Navigation),
    ("ArrowLeft", KeyClass::Navigation),
    ("ArrowRight", KeyClass::Navigation),
    ("Shift", KeyClass::Modifier),
    ("Control", KeyClass::Modifier),
    ("Alt", KeyClass::Modifier),
    ("AltGraph", KeyClass::Modifier),
    ("Meta", KeyClass::Modifier),
    ("CapsLock", KeyClass::Modifier),
    ("Fn", KeyClass::Modifier),
    ("NumLock", KeyClass::Modifier),
];

/// Whether a key of this class may be told of an element with this verdict.
///
/// Outside known fields only keys that write nothing are told: a closed shadow root hides a
/// password field behind its host (threat P11), and even erasing and shifting would tell of its
/// length and capitals.
pub fn allows(verdict: Verdict, class: KeyClass) -> bool {
    match class {
        KeyClass::Navigation | KeyClass::Enter | KeyClass::Shortcut => verdict >= Verdict::Control,
        KeyClass::Letter | KeyClass::Digit | KeyClass::Edit | KeyClass::Modifier | KeyClass::Other => {
            verdict >= Verdict::Class
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_classes() {
        for (character, class) in [
            ('a', KeyClass::Letter),
            ('Z', KeyClass::Letter),
            ('é', KeyClass::Letter),
            ('я', KeyClass::Letter),
            ('7', KeyClass::Digit),
            (' ', KeyClass::Other),
            ('@', KeyClass::Other),
        ] {
            assert_eq!(class_of_character(character as u16), class, "{character}");
        }
    }

    #[test]
    fn nothing_that_writes_or_erases_is_told_outside_a_known_field() {
        use KeyClass::{Digit, Edit, Enter, Letter, Modifier, Navigation, Other, Shortcut};
        for class in [Letter, Digit, Edit, Modifier, Other] {
            assert!(!allows(Verdict::Control, class), "{class:?}");
            assert!(allows(Verdict::Class, class), "{class:?}");
        }
        for class in [Enter, Navigation, Shortcut] {
            assert!(allows(Verdict::Control, class), "{class:?}");
            assert!(!allows(Verdict::Presence, class), "{class:?}");
        }
    }

    #[test]
    fn names_have_classes() {
        assert_eq!(class_of_name("ArrowLeft"), KeyClass::Navigation);
        assert_eq!(class_of_name("Backspace"), KeyClass::Edit);
        assert_eq!(class_of_name("Process"), KeyClass::Other);
    }
}
