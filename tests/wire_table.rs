//! The header, the view, the rows of targets and what rows hold of those before them, as values and as
//! exact bytes. `wire_table_*.rs` have the kinds, by theme.
//!
//! The bytes are written by hand from docs/FORMAT.md. A change of any byte of the format turns
//! this red, and then needs a new format version.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::session::{SessionId, StreamId};
use desireline::wire::{
    Bounds, Click, Coding, Encoder, Event, FieldKind, Focus, Frame, Header, Missing, Pointer, ReadError, Resize,
    Scroll, Target, TargetNo, View,
};
use support::table::{BUY_ROW, CLOCKS, HEAD, ONE, ONE_ROW, VIEW_ROW, assert_refused, head};
use support::{BEGAN, BUY, ORIGIN, SESSION, STREAM, VIEW, coded, encoder, hex, plain, records, seal, unhex};

#[test]
fn no_other_kind_is_known() {
    for tag in 45..=255 {
        let bytes = [head(), vec![tag, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat();
        assert_eq!(Frame::read(&bytes).unwrap_err(), ReadError::UnknownKind, "{tag}");
    }
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
