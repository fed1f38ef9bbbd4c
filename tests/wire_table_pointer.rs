//! Kinds of pointer, wheel and scroll, as values and as exact bytes.
//!
//! The bytes are written by hand from docs/FORMAT.md. A change of any byte of the format turns
//! this red, and then needs a new format version.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Click, Contact, ContactPhase, ContextMenu, DoubleClick, Drag, DragPhase, Event, Inside, Modifiers, Pinch, Pointer,
    PointerKind, Press, PressPhase, ReadError, Scroll, TargetNo, Unanswered, Wheel, WheelMode,
};
use support::table::{ONE, alone, assert_refused, numbered, on_buy};

#[test]
fn pointer_and_click() {
    let pointer = Pointer { x: 99, y: 264, page_x: 83, page_y: 744, pointer: PointerKind::Pen };
    alone(Event::Pointer(pointer), "03 00  01 8001 02");
    let click = Click {
        target: ONE,
        x: 36,
        y: 137,
        page_x: 20,
        page_y: 617,
        button: 200,
        modifiers: Modifiers::from_bits(5),
        pointer: PointerKind::Touch,
    };
    on_buy(Event::Click(click), "04 00  01 7f 7d c801 05 01");
}

#[test]
fn every_pointer() {
    let here = Pointer { x: 100, y: 200, page_x: 84, page_y: 680, ..Pointer::default() };
    numbered(&[PointerKind::Mouse, PointerKind::Touch, PointerKind::Pen], "03 00 00 00 #", |pointer| {
        Event::Pointer(Pointer { pointer, ..here })
    });
}

#[test]
fn scroll() {
    alone(Event::Scroll(Scroll { target: TargetNo::NONE, x: -17, y: 481 }), "05 00  00 01 02");
    on_buy(Event::Scroll(Scroll { target: ONE, x: -17, y: 481 }), "05 00  01 21 c207");
}

/// Where the pointer is: a press has no place of its own on the wire.
#[test]
fn press() {
    let here = Press { x: 100, y: 200, page_x: 84, page_y: 680, ..Press::default() };
    let pen = Press { button: 5, pointer: PointerKind::Pen, pressure: 200, ..here };
    on_buy(Event::Press(Press { target: ONE, phase: PressPhase::Up, ..pen }), "0d 00  01 01 05 02 c801");
    alone(Event::Press(Press { button: u32::MAX, ..here }), "0d 00  00 00 ffffffff0f 00 00");
    numbered(&[PressPhase::Down, PressPhase::Up, PressPhase::Cancel], "0d 00 00 # 00 00 00", |phase| {
        Event::Press(Press { phase, ..here })
    });
    assert_refused("0d 00 00 00 00 03 00", ReadError::Malformed);
}

#[test]
fn contact() {
    let at = Contact { contact: 3, phase: ContactPhase::End, x: -2, y: 300, page_x: -18, page_y: 780 };
    alone(Event::Contact(at), "0e 00  03 02 03 d804");
    let phases = [ContactPhase::Start, ContactPhase::Move, ContactPhase::End, ContactPhase::Cancel];
    let corner = Contact { page_x: -16, page_y: 480, ..Contact::default() };
    numbered(&phases, "0e 00 00 # 00 00", |phase| Event::Contact(Contact { phase, ..corner }));
    assert_refused("0e 00 01 00 82808020 00", ReadError::OutOfRange);
}

#[test]
fn what_only_names_its_element() {
    on_buy(Event::DoubleClick(DoubleClick { target: ONE }), "0f 00 01");
    on_buy(Event::ContextMenu(ContextMenu { target: ONE }), "10 00 01");
    on_buy(Event::Unanswered(Unanswered { target: ONE }), "29 00 01");
}

#[test]
fn wheel() {
    alone(Event::Wheel(Wheel { dx: -1, dy: 300, mode: WheelMode::Line, events: 200 }), "11 00  01 d804 01 c801");
    let most = Wheel { dx: -1 << 25, dy: 1 << 25, mode: WheelMode::Pixel, events: u32::MAX };
    alone(Event::Wheel(most), "11 00  ffffff1f 80808020 00 ffffffff0f");
    // The coder has 31 bits for a size, and i32::MIN needs one more.
    assert_refused("11 00 ffffffff0f 00 00 00", ReadError::OutOfRange);
    assert_refused("11 00 00 82808020 00 00", ReadError::OutOfRange);
    numbered(&[WheelMode::Pixel, WheelMode::Line, WheelMode::Page], "11 00 00 00 # 00", |mode| {
        Event::Wheel(Wheel { mode, ..Wheel::default() })
    });
}

#[test]
fn drag() {
    on_buy(Event::Drag(Drag { target: ONE, phase: DragPhase::Drop }), "12 00  01 01");
    numbered(&[DragPhase::Start, DragPhase::Drop, DragPhase::End], "12 00 00 #", |phase| {
        Event::Drag(Drag { phase, ..Drag::default() })
    });
}

#[test]
fn inside() {
    numbered(&[false, true], "13 00 #", |inside| Event::Inside(Inside { inside }));
}

#[test]
fn pinch() {
    alone(Event::Pinch(Pinch { zoom: 250, left: -64, top: 64 }), "2a 00  fa01 7f 8001");
    assert_refused("2a 00 81808010 00 00", ReadError::OutOfRange);
    assert_refused("2a 00 00 82808020 00", ReadError::OutOfRange);
}
