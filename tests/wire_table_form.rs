//! Kinds of the keyboard and of forms, as values and as exact bytes.
//!
//! The bytes are written by hand from docs/FORMAT.md. A change of any byte of the format turns
//! this red, and then needs a new format version.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Blur, Change, Composition, Event, Field, Focus, FormResult, How, Input, Invalid, Key, KeyClass, Length, Modifiers,
    Outcome, ReadError, Reset, Rule, Shortcut, Submit, Typed,
};
use support::table::{ONE, alone, assert_refused, numbered, on_buy};

#[test]
fn key() {
    let key = Key {
        target: ONE,
        class: KeyClass::Shortcut,
        modifiers: Modifiers::from_bits(8),
        repeat: true,
        shortcut: Shortcut::SelectAll,
    };
    on_buy(Event::Key(key), "06 00  01 07 08 01 04");
    let classes = [
        KeyClass::Other,
        KeyClass::Letter,
        KeyClass::Digit,
        KeyClass::Edit,
        KeyClass::Navigation,
        KeyClass::Modifier,
        KeyClass::Enter,
        KeyClass::Shortcut,
    ];
    numbered(&classes, "06 00 00 # 00 00 00", |class| Event::Key(Key { class, ..Key::default() }));
    for bits in 0..16 {
        let modifiers = Modifiers::from_bits(bits);
        alone(Event::Key(Key { modifiers, ..Key::default() }), &format!("06 00  00 00 {bits:02x} 00 00"));
    }
    assert_refused("06 00 00 00 10 00 00", ReadError::OutOfRange);
    numbered(&[false, true], "06 00 00 00 00 # 00", |repeat| Event::Key(Key { repeat, ..Key::default() }));
}

#[test]
fn every_shortcut() {
    let shortcuts = [
        Shortcut::Other,
        Shortcut::Copy,
        Shortcut::Cut,
        Shortcut::Paste,
        Shortcut::SelectAll,
        Shortcut::Undo,
        Shortcut::Redo,
        Shortcut::Find,
        Shortcut::Print,
        Shortcut::Save,
        Shortcut::Reload,
    ];
    numbered(&shortcuts, "06 00 00 00 00 00 #", |shortcut| Event::Key(Key { shortcut, ..Key::default() }));
}

#[test]
fn what_only_names_its_element() {
    on_buy(Event::Focus(Focus { target: ONE }), "07 00 01");
    on_buy(Event::Blur(Blur { target: ONE }), "08 00 01");
    on_buy(Event::Change(Change { target: ONE }), "0a 00 01");
    on_buy(Event::Reset(Reset { target: ONE }), "1d 00 01");
}

#[test]
fn editing() {
    on_buy(Event::Input(Input { target: ONE, how: How::Pasted }), "09 00  01 03");
    let ways =
        [How::Other, How::Typed, How::Deleted, How::Pasted, How::Dropped, How::Composed, How::Replaced, How::Undone];
    numbered(&ways, "09 00 00 #", |how| Event::Input(Input { how, ..Input::default() }));
    on_buy(Event::Composition(Composition { target: ONE, ended: true }), "1c 00  01 01");
    numbered(&[false, true], "1c 00 00 #", |ended| Event::Composition(Composition { ended, ..Composition::default() }));
}

#[test]
fn typed() {
    on_buy(Event::Typed(Typed { target: ONE, character: 'a' }), "2c 00  01 01 61");
    on_buy(Event::Typed(Typed { target: ONE, character: '字' }), "2c 00  01 03 e5ad97");
}

#[test]
fn only_one_character_that_is_no_digit_is_typed() {
    for (row, error) in [
        ("2c 00 00 00", ReadError::OutOfRange),
        ("2c 00 00 02 6162", ReadError::OutOfRange),
        ("2c 00 00 01 37", ReadError::OutOfRange),
        ("2c 00 00 01 0a", ReadError::OutOfRange),
        ("2c 00 00 01 ff", ReadError::Malformed),
        ("2c 00 00 8100 61", ReadError::Malformed),
    ] {
        assert_refused(row, error);
    }
}

#[test]
fn field() {
    let field = Field {
        target: ONE,
        hesitation: 12,
        dwell: 300,
        edits: 20,
        corrections: 3,
        refills: 1,
        length: Length::Medium,
        blank: false,
    };
    on_buy(Event::Field(field), "1f 00  01 0c ac02 14 03 01 02 00");
    let lengths = [Length::None, Length::Short, Length::Medium, Length::Long];
    let row = "1f 00  00 00 00 00 00 00 # 00";
    numbered(&lengths, row, |length| Event::Field(Field { length, ..Field::default() }));
    let row = "1f 00  00 00 00 00 00 00 00 #";
    numbered(&[false, true], row, |blank| Event::Field(Field { blank, ..Field::default() }));
}

#[test]
fn submitting() {
    on_buy(Event::Submit(Submit { target: ONE, fields: 300 }), "0b 00  01 ac02");
    on_buy(Event::Invalid(Invalid { target: ONE, rule: Rule::Missing }), "1e 00  01 01");
    let rules = [
        Rule::Other,
        Rule::Missing,
        Rule::Type,
        Rule::Pattern,
        Rule::TooLong,
        Rule::TooShort,
        Rule::TooSmall,
        Rule::TooLarge,
        Rule::Step,
        Rule::Bad,
    ];
    numbered(&rules, "1e 00 00 #", |rule| Event::Invalid(Invalid { rule, ..Invalid::default() }));
    on_buy(Event::Outcome(Outcome { target: ONE, result: FormResult::Failure }), "20 00  01 02");
    let results = [FormResult::Attempt, FormResult::Success, FormResult::Failure];
    numbered(&results, "20 00 00 #", |result| Event::Outcome(Outcome { result, ..Outcome::default() }));
}
