//! Every kind of event, the header, the view and the target rows, as values and as exact bytes.
//!
//! The bytes are written by hand from docs/FORMAT.md. A change of any byte of the format turns
//! this red, and then needs a new format version.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::session::{SessionId, StreamId};
use desireline::wire::{
    Blur, Bounds, Change, Click, Coding, Encoder, Event, FieldKind, Focus, Frame, Header, How, Input, Key, KeyClass,
    Missing, Modifiers, Page, Pointer, PointerKind, ReadError, Record, Resize, Scroll, Submit, Target, TargetNo, View,
};
use support::{BEGAN, BUY, ORIGIN, SESSION, STREAM, VIEW, coded, encoder, hex, plain, records, seal, unhex};

/// Magic, version and coding (plain), session, stream.
const HEAD: &str = "d1 10  000102030405060708090a0b0c0d0e0f  f0f1f2f3f4f5";
/// Sequence 0, wall 1,700,000,000,040, mono 40, nothing missing.
const CLOCKS: &str = "00  a8d095ffbc31  28  00";
/// [`VIEW`].
const VIEW_ROW: &str = "800a d005 1d c81a 64  1f c007  c801 9003";
/// How many rows follow.
const ONE_ROW: &str = "01";
const TWO_ROWS: &str = "02";
/// [`BUY`].
const BUY_ROW: &str = "00 06 627574746f6e 03 627579 00 00 00 00 0d";

/// What stands before the row of a frame with one event.
fn head() -> Vec<u8> {
    unhex(&[HEAD, CLOCKS, VIEW_ROW, ONE_ROW].concat())
}

/// Event and target ⇔ row, in a frame of its own.
fn check(name: &str, target: Option<Target<'static>>, event: &Event<'_>, row: &str) {
    let mut encoder = encoder();
    if let Some(target) = &target {
        assert_eq!(encoder.target(target), Some(TargetNo(1)));
    }
    encoder.push(BEGAN, event);
    let written = seal(&mut encoder);

    let rows = if target.is_some() { [TWO_ROWS, BUY_ROW, row].concat() } else { [ONE_ROW, row].concat() };
    let expected = unhex(&[HEAD, CLOCKS, VIEW_ROW, &rows].concat());
    assert_eq!(hex(&plain(&written)), hex(&expected), "{name}: written");

    let record = Record { mono: BEGAN, wall: ORIGIN + BEGAN, target, bounds: None, scroller: None, event: *event };
    for bytes in [&expected, &coded(&written)] {
        let frame = Frame::read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(records(&frame), [record], "{name}: read");
        assert_eq!((frame.len(), frame.is_empty()), (1, false), "{name}");
    }
}

const ONE: TargetNo = TargetNo(1);

#[test]
fn every_kind() {
    let on = Some(BUY);
    let page = Page {
        url: "https://shop.example/é",
        referrer: "",
        language: "en-GB",
        viewport_w: 800,
        viewport_h: 600,
        document_w: 785,
        document_h: 2000,
        zoom: 150,
        screen_w: 1920,
        screen_h: 1080,
        ..Page::default()
    };
    let page_row = "01 00  17 68747470733a2f2f73686f702e6578616d706c652fc3a9  00  05 656e2d4742
        800f b808  a006 d804 9106 d00f 9601";
    check("page", None, &Event::Page(page), page_row);
    let resize = Resize { viewport_w: 0, viewport_h: 127, document_w: 128, document_h: 1 << 25, zoom: 50 };
    check("resize", None, &Event::Resize(resize), "02 00  00 7f 8001 80808010 32");
    let pointer = Pointer { x: 99, y: 264, page_x: 83, page_y: 744, pointer: PointerKind::Pen };
    check("pointer", None, &Event::Pointer(pointer), "03 00  01 8001 02");
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
    check("click", on, &Event::Click(click), "04 00  01 7f 7d c801 05 01");
    let scroll = Scroll { target: TargetNo::NONE, x: -17, y: 481 };
    check("scroll of the page", None, &Event::Scroll(scroll), "05 00  00 01 02");
    let inner = Scroll { target: ONE, x: -17, y: 481 };
    check("scroll of an element", on, &Event::Scroll(inner), "05 00  01 21 c207");
    let key = Key {
        target: ONE,
        class: KeyClass::Shortcut,
        modifiers: Modifiers::from_bits(8),
        repeat: true,
        ..Key::default()
    };
    check("key", on, &Event::Key(key), "06 00  01 07 08 01");
    check("focus", on, &Event::Focus(Focus { target: ONE }), "07 00 01");
    check("blur", on, &Event::Blur(Blur { target: ONE }), "08 00 01");
    check("input", on, &Event::Input(Input { target: ONE, how: How::Typed }), "09 00 01");
    check("change", on, &Event::Change(Change { target: ONE }), "0a 00 01");
    check("submit", on, &Event::Submit(Submit { target: ONE, fields: 300 }), "0b 00  01 ac02");
}

#[test]
fn no_other_kind_is_known() {
    for tag in 13..=255 {
        let bytes = [head(), vec![tag, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat();
        assert_eq!(Frame::read(&bytes).unwrap_err(), ReadError::UnknownKind, "{tag}");
    }
}

#[test]
fn every_class_of_key() {
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
    for (number, class) in classes.into_iter().enumerate() {
        let event = Event::Key(Key { class, ..Key::default() });
        check("class", None, &event, &format!("06 00  00 {number:02x} 00 00"));
    }
    assert_refused("06 00 00 08 00 00", ReadError::Malformed);
}

#[test]
fn every_modifier_and_pointer() {
    for bits in 0..16 {
        let event = Event::Key(Key { modifiers: Modifiers::from_bits(bits), ..Key::default() });
        check("modifiers", None, &event, &format!("06 00  00 00 {bits:02x} 00"));
    }
    assert_refused("06 00 00 00 10 00", ReadError::OutOfRange);
    let here = Pointer { x: 100, y: 200, page_x: 84, page_y: 680, ..Pointer::default() };
    for (number, pointer) in [PointerKind::Mouse, PointerKind::Touch, PointerKind::Pen].into_iter().enumerate() {
        check("pointer", None, &Event::Pointer(Pointer { pointer, ..here }), &format!("03 00  00 00 {number:02x}"));
    }
    assert_refused("03 00 00 00 03", ReadError::Malformed);
}

fn assert_refused(row: &str, why: ReadError) {
    assert_eq!(Frame::read(&[head(), unhex(row)].concat()).unwrap_err(), why, "{row}");
}

#[test]
fn every_sort_of_field() {
    let fields = [
        FieldKind::None,
        FieldKind::Text,
        FieldKind::Email,
        FieldKind::Password,
        FieldKind::Search,
        FieldKind::Tel,
        FieldKind::Url,
        FieldKind::Number,
        FieldKind::Date,
        FieldKind::Checkbox,
        FieldKind::Radio,
        FieldKind::Color,
        FieldKind::File,
        FieldKind::Button,
        FieldKind::Select,
        FieldKind::Textarea,
        FieldKind::Editable,
    ];
    for (number, field) in fields.into_iter().enumerate() {
        let target = Target { tag: "x-y", id: "a", classes: "b c", name: "d", role: "tab", path: 0xff_ffff, field };
        let mut encoder = encoder();
        encoder.target(&target);
        encoder.push(BEGAN, &Event::Focus(Focus { target: ONE }));
        let rows = format!("02  00 03 782d79 01 61 03 622063 01 64 03 746162 ffffff07 {number:02x}  07 00 01");
        let expected = unhex(&[HEAD, CLOCKS, VIEW_ROW, &rows].concat());
        assert_eq!(hex(&plain(&seal(&mut encoder))), hex(&expected), "{field:?}");
        let frame = Frame::read(&expected).unwrap();
        assert_eq!(records(&frame)[0].target, Some(target));
    }
    assert_refused("00 00 00 00 00 00 00 11", ReadError::Malformed);
}

#[test]
fn rows_hold_differences_to_the_row_before() {
    let mut encoder = encoder();
    let at = |x, y| Event::Pointer(Pointer { x, y, ..Pointer::default() });
    encoder.push(BEGAN, &at(110, 190));
    encoder.push(BEGAN + 200, &at(109, 190));
    encoder.push(BEGAN + 100, &Event::Scroll(Scroll { x: 0, y: 500, ..Scroll::default() }));
    encoder.push(BEGAN + 201, &Event::Click(Click { x: 109, y: 191, ..Click::default() }));
    let rows = "03 00 14 13 00   03 c801 01 00 00   05 00 00 20 28   04 01 00 00 02 00 00 00";
    let expected = unhex(&[HEAD, CLOCKS, VIEW_ROW, "04", rows].concat());
    assert_eq!(hex(&plain(&seal(&mut encoder))), hex(&expected));

    let frame = Frame::read(&expected).unwrap();
    let times: Vec<u64> = frame.events().map(|record| record.mono).collect();
    assert_eq!(times, [40, 240, 240, 241], "an earlier time counts as the last one's");
    let Event::Click(click) = records(&frame)[3].event else { panic!("a click was last") };
    assert_eq!((click.x, click.y, click.page_x, click.page_y), (109, 191, 109, 691));
}

#[test]
fn the_next_frame_begins_where_the_last_ended() {
    let mut encoder = encoder();
    assert_eq!(encoder.target(&BUY), Some(ONE));
    let resize = Resize { viewport_w: 700, viewport_h: 500, document_w: 690, document_h: 900, zoom: 200 };
    encoder.push(BEGAN, &Event::Resize(resize));
    encoder.push(BEGAN, &Event::Scroll(Scroll { x: 1, y: 2, ..Scroll::default() }));
    encoder.push(BEGAN, &Event::Pointer(Pointer { x: 3, y: -4, ..Pointer::default() }));
    seal(&mut encoder);
    encoder.push(BEGAN + 1000, &Event::Pointer(Pointer { x: 3, y: -4, ..Pointer::default() }));
    let second = seal(&mut encoder);
    let rows = "01  90d895ffbc31  9008  00    bc05 f403 13 8407 c801 02 04 06 07  01    03 00 00 00 00";
    assert_eq!(hex(&plain(&second)), hex(&[unhex(HEAD), unhex(rows)].concat()));
    let view = View { viewport_w: 700, viewport_h: 500, document_w: 690, document_h: 900, zoom: 200, ..VIEW };
    assert_eq!(Frame::read(&second).unwrap().view(), View { scroll_x: 1, scroll_y: 2, x: 3, y: -4, ..view });
    assert!(encoder.seal(ORIGIN, Missing::default()).is_none(), "nothing happened since");
}

#[test]
fn the_header() {
    let (session, stream) = (SessionId([0xab; 16]), StreamId([0xcd; 6]));
    let mut encoder = Encoder::new(session, stream, View::default());
    for _ in 0..300 {
        encoder.push(7, &Event::Focus(Focus::default()));
        encoder.seal(0, Missing::default());
    }
    assert_eq!(encoder.sequence(), 300);
    encoder.push(7, &Event::Focus(Focus::default()));
    let missing = Missing { queue_full: 1, refused: 128, over_limit: u32::MAX, sampled_out: 0, private: 5 };
    let wall = 8_640_000_000_000_000;
    let bytes = encoder.seal(wall - 7, missing).unwrap();

    let expected = "d1 10  abababababababababababababababab  cdcdcdcdcdcd
        ac02  8080f0968cc1ac0f  07  17 01 8001 ffffffff0f 05   00 00 00 00 00 00 00 00 00  01   07 00 00";
    assert_eq!(hex(&plain(&bytes)), hex(&unhex(expected)));
    assert_eq!(coded(&bytes)[..2], [0xd1, 0x11]);
    assert_eq!(coded(&bytes)[2..36], bytes[2..36], "the rest of the header is the same");
    let frame = Frame::read(&unhex(expected)).unwrap();
    let header = Header { session, stream, sequence: 300, wall, mono: 7, missing, coding: Coding::Plain };
    assert_eq!(frame.header(), &header);
    assert_eq!(frame.view(), View::default());
}

#[test]
fn the_header_of_the_other_tests() {
    let mut bytes = head();
    bytes.extend(unhex("07 00 00"));
    let frame = Frame::read(&bytes).unwrap();
    let missing = Missing::default();
    let wall = ORIGIN + BEGAN;
    let header =
        Header { session: SESSION, stream: STREAM, sequence: 0, wall, mono: BEGAN, missing, coding: Coding::Plain };
    assert_eq!((frame.header(), frame.view()), (&header, VIEW));
}

#[test]
fn each_counter_of_what_is_missing_has_its_bit() {
    let one = |at: usize| {
        let mut counters = [0; 5];
        counters[at] = 300;
        let [queue_full, refused, over_limit, sampled_out, private] = counters;
        Missing { queue_full, refused, over_limit, sampled_out, private }
    };
    for at in 0..5 {
        let mut encoder = encoder();
        encoder.push(BEGAN, &Event::Focus(Focus::default()));
        let written = encoder.seal(ORIGIN, one(at)).unwrap();
        let clocks = format!("00  a8d095ffbc31  28  {:02x} ac02", 1 << at);
        let expected = unhex(&[HEAD, &clocks, VIEW_ROW, ONE_ROW, "07 00 00"].concat());
        assert_eq!(hex(&plain(&written)), hex(&expected));
        assert_eq!(Frame::read(&expected).unwrap().header().missing, one(at));
    }
}

/// Bounds are told from the pointer: at 100, 200 in the viewport, at 84, 680 in the document.
#[test]
fn where_a_target_lies() {
    let list = Target { tag: "ul", path: 1, ..Target::default() };
    let cases = [
        (Bounds { x: 80, y: 700, w: 127, h: 128, fixed: false, scroller: TargetNo(2) }, "0c 01 07 28 7f 8001 00 02"),
        (
            Bounds { x: 99, y: 264, w: 0, h: 1 << 25, fixed: true, scroller: TargetNo::NONE },
            "0c 01 01 8001 00 80808010 01 00",
        ),
    ];
    for (bounds, row) in cases {
        let mut encoder = encoder();
        encoder.target(&BUY);
        encoder.target(&list);
        // What has been said is not said again.
        encoder.bounds(ONE, bounds);
        encoder.bounds(ONE, bounds);
        encoder.push(BEGAN, &Event::Focus(Focus { target: ONE }));
        encoder.push(BEGAN, &Event::Focus(Focus { target: TargetNo(2) }));
        let written = seal(&mut encoder);
        let rows = ["05", BUY_ROW, "00 02 756c 00 00 00 00 01 00", row, "07 00 01", "07 00 02"].concat();
        let expected = unhex(&[HEAD, CLOCKS, VIEW_ROW, &rows].concat());
        assert_eq!(hex(&plain(&written)), hex(&expected));
        let frame = Frame::read(&coded(&expected)).unwrap();
        let [on, other] = records(&frame)[..] else { panic!("two events") };
        assert_eq!((on.target, on.bounds), (Some(BUY), Some(bounds)));
        assert_eq!(on.scroller, (bounds.scroller != TargetNo::NONE).then_some(list));
        assert_eq!((other.target, other.bounds, other.scroller), (Some(list), None, None));
    }
}
