//! Kinds of the browser, of what fails, and of the site itself, as values and as exact bytes.
//!
//! The bytes are written by hand from docs/FORMAT.md. A change of any byte of the format turns
//! this red, and then needs a new format version.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Connection, Custom, ErrorKind, Event, Frame, Friction, LongTask, MAX_TEXT, Mark, PageError, ReadError, Scheme, Tag,
    Visitor, Vital, VitalName,
};
use support::table::{ONE, alone, assert_refused, numbered, on_buy};
use support::{BEGAN, encoder, records, seal};

#[test]
fn visitor() {
    let visitor = Visitor {
        version: 142,
        pixel_ratio: 200,
        scheme: Scheme::Dark,
        reduced_motion: true,
        touch: false,
        connection: Connection::G4,
        browser: "Edge",
        system: "iOS",
        languages: "é,en",
        time_zone: "UTC",
    };
    let row = "21 00  8e01 c801 01 01 00 04  04 45646765  03 694f53  05 c3a92c656e  03 555443";
    alone(Event::Visitor(visitor), row);
    numbered(&[Scheme::Light, Scheme::Dark], "21 00  00 00 # 00 00 00  00 00 00 00", |scheme| {
        Event::Visitor(Visitor { scheme, ..Visitor::default() })
    });
    numbered(&[false, true], "21 00  00 00 00 # 00 00  00 00 00 00", |reduced_motion| {
        Event::Visitor(Visitor { reduced_motion, ..Visitor::default() })
    });
    numbered(&[false, true], "21 00  00 00 00 00 # 00  00 00 00 00", |touch| {
        Event::Visitor(Visitor { touch, ..Visitor::default() })
    });
    let connections = [Connection::Unknown, Connection::Slow2g, Connection::G2, Connection::G3, Connection::G4];
    numbered(&connections, "21 00  00 00 00 00 00 #  00 00 00 00", |connection| {
        Event::Visitor(Visitor { connection, ..Visitor::default() })
    });
}

#[test]
fn error() {
    let error = PageError { error: ErrorKind::Resource, count: 300, message: "h", source: "img", stack: "a b" };
    alone(Event::Error(error), "22 00  02 ac02  01 68  03 696d67  03 612062");
    let kinds = [ErrorKind::Exception, ErrorKind::Rejection, ErrorKind::Resource];
    numbered(&kinds, "22 00 # 00 00 00 00", |error| Event::Error(PageError { error, ..PageError::default() }));
}

#[test]
fn measures() {
    alone(Event::LongTask(LongTask { duration: 200, blocking: 150, frame: true }), "23 00  c801 9601 01");
    numbered(&[false, true], "23 00 00 00 #", |frame| Event::LongTask(LongTask { frame, ..LongTask::default() }));
    alone(Event::Vital(Vital { vital: VitalName::Cls, value: 2500 }), "24 00  01 c413");
    let vitals = [VitalName::Lcp, VitalName::Cls, VitalName::Inp, VitalName::Fcp, VitalName::Ttfb];
    numbered(&vitals, "24 00 # 00", |vital| Event::Vital(Vital { vital, ..Vital::default() }));
}

#[test]
fn what_the_site_says() {
    alone(Event::Custom(Custom { name: "é", data: "{}" }), "25 00  02 c3a9  02 7b7d");
    alone(Event::Tag(Tag { name: "plan", value: "" }), "26 00  04 706c616e  00");
    alone(Event::Friction(Friction { weight: 15, name: "shake" }), "27 00  0f 05 7368616b65");
    on_buy(Event::Mark(Mark { target: ONE }), "28 00 01");
}

/// Every text of a signal may be as long as the limit, and a reader takes none that is longer.
#[test]
fn texts_go_up_to_the_limit_and_no_further() {
    let longest = "61".repeat(MAX_TEXT);
    let rows = [
        "21 00  00 00 00 00 00 00  # 00 00 00",
        "21 00  00 00 00 00 00 00  00 # 00 00",
        "21 00  00 00 00 00 00 00  00 00 # 00",
        "21 00  00 00 00 00 00 00  00 00 00 #",
        "22 00  00 00  # 00 00",
        "22 00  00 00  00 # 00",
        "22 00  00 00  00 00 #",
        "25 00  # 00",
        "25 00  00 #",
        "26 00  # 00",
        "26 00  00 #",
        "27 00  00 #",
    ];
    for row in rows {
        let bytes = support::unhex(&row.replace('#', &["8004", &longest].concat()));
        assert!(Frame::read(&[support::table::head(), bytes].concat()).is_ok(), "{row}");
        assert_refused(&row.replace('#', &["8104", &longest, "61"].concat()), ReadError::OutOfRange);
    }
}

#[test]
fn a_text_that_is_too_long_is_cut_between_two_characters() {
    let long = ["a", &"é".repeat(MAX_TEXT)].concat();
    let cut = ["a", &"é".repeat(255)].concat();
    let of = |text| {
        [
            Event::Visitor(Visitor {
                browser: text,
                system: text,
                languages: text,
                time_zone: text,
                ..Visitor::default()
            }),
            Event::Error(PageError { message: text, source: text, stack: text, ..PageError::default() }),
            Event::Custom(Custom { name: text, data: text }),
            Event::Tag(Tag { name: text, value: text }),
            Event::Friction(Friction { weight: 1, name: text }),
        ]
    };
    let mut encoder = encoder();
    for event in of(&long) {
        encoder.push(BEGAN, &event);
    }
    let bytes = seal(&mut encoder);
    let frame = Frame::read(&bytes).unwrap();
    assert!(records(&frame).into_iter().map(|record| record.event).eq(of(&cut)));
}
