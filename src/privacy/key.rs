use super::Verdict;
use crate::text::place;
use crate::wire::{KeyClass, Shortcut};

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
    let named = |list| place(list, name.as_bytes()).is_some();
    if named("Enter") {
        KeyClass::Enter
    } else if named("Tab Escape Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight") {
        KeyClass::Navigation
    } else if named("Backspace Delete Insert Clear Undo Redo") {
        KeyClass::Edit
    } else if named("Shift Control Alt AltGraph Meta CapsLock Fn NumLock") {
        KeyClass::Modifier
    } else {
        KeyClass::Other
    }
}

/// The shortcut that a letter is together with control or meta. The list is all that is told by name;
/// of any other letter only that it was a shortcut.
pub fn shortcut(letter: u8) -> Shortcut {
    match letter.to_ascii_lowercase() {
        b'c' => Shortcut::Copy,
        b'x' => Shortcut::Cut,
        b'v' => Shortcut::Paste,
        b'a' => Shortcut::SelectAll,
        b'z' if letter.is_ascii_uppercase() => Shortcut::Redo,
        b'z' => Shortcut::Undo,
        b'y' => Shortcut::Redo,
        b'f' => Shortcut::Find,
        b'p' => Shortcut::Print,
        b's' => Shortcut::Save,
        b'r' => Shortcut::Reload,
        _ => Shortcut::Other,
    }
}

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
