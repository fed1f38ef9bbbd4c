//! What holds for every frame, whatever is in it.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Blur, Bounds, Change, Click, Event, FieldKind, Focus, Frame, Input, Key, KeyClass, MAX_COORDINATE, Missing,
    Modifiers, Page, Pointer, PointerKind, ReadError, Resize, Scroll, Submit, TargetNo,
};
use proptest::prelude::*;
use proptest::sample::select;
use support::steps::{Happening, Names, Step, come_back, run};
use support::{encoder, script, seal};

/// Bytes of the header before the number of rows: 24 of magic and ids, 1 + 6 + 1 + 1 of
/// sequence, clocks and the mask.
const HEAD: usize = 24 + 9;

fn size() -> impl Strategy<Value = u32> {
    prop_oneof![0..300_u32, 0..=MAX_COORDINATE as u32]
}

fn place() -> impl Strategy<Value = i32> {
    prop_oneof![-300..300, -MAX_COORDINATE..=MAX_COORDINATE, any::<i32>()]
}

fn event() -> impl Strategy<Value = Happening> {
    let pointer = || select(vec![PointerKind::Mouse, PointerKind::Touch, PointerKind::Pen]);
    let modifiers = || any::<u8>().prop_map(Modifiers::from_bits);
    let class = select(vec![KeyClass::Other, KeyClass::Letter, KeyClass::Edit, KeyClass::Enter, KeyClass::Shortcut]);
    let page =
        (["\\PC{0,40}", "\\PC{0,40}", "[a-z]{2}", "x?"], prop::array::uniform7(size())).prop_map(|(texts, sizes)| {
            let [viewport_w, viewport_h, document_w, document_h, zoom, screen_w, screen_h] = sizes;
            let page =
                Page { viewport_w, viewport_h, document_w, document_h, zoom, screen_w, screen_h, ..Page::default() };
            Happening { texts, event: Event::Page(page) }
        });
    let other = prop_oneof![
        [size(), size(), size(), size(), size()].prop_map(|[viewport_w, viewport_h, document_w, document_h, zoom]| {
            Event::Resize(Resize { viewport_w, viewport_h, document_w, document_h, zoom })
        }),
        (place(), place(), pointer()).prop_map(|(x, y, pointer)| Event::Pointer(Pointer {
            x,
            y,
            pointer,
            ..Pointer::default()
        })),
        (place(), place(), any::<u8>(), modifiers(), pointer()).prop_map(|(x, y, button, modifiers, pointer)| {
            Event::Click(Click { x, y, button, modifiers, pointer, ..Click::default() })
        }),
        (place(), place()).prop_map(|(x, y)| Event::Scroll(Scroll { x, y, ..Scroll::default() })),
        (class, modifiers(), any::<bool>()).prop_map(|(class, modifiers, repeat)| Event::Key(Key {
            class,
            modifiers,
            repeat,
            ..Key::default()
        })),
        Just(Event::Focus(Focus::default())),
        Just(Event::Blur(Blur::default())),
        Just(Event::Input(Input::default())),
        Just(Event::Change(Change::default())),
        any::<u16>().prop_map(|fields| Event::Submit(Submit { fields, ..Submit::default() })),
    ];
    let other = other.prop_map(|event| Happening { texts: Default::default(), event });
    let signal = prop::collection::vec(any::<u8>(), 0..100).prop_map(|bytes| script::signal(&bytes));
    prop_oneof![1 => page, 6 => other, 6 => signal]
}

fn step() -> impl Strategy<Value = Step> {
    let names = prop::array::uniform5("[a-zé-]{0,32}");
    let field = select(vec![FieldKind::None, FieldKind::Password, FieldKind::Editable]);
    let gap = prop_oneof![-200_i64..2000, 0_i64..1 << 40];
    let counter = || prop_oneof![Just(0), any::<u32>()];
    let missing = [counter(), counter(), counter(), counter(), counter()].prop_map(
        |[queue_full, refused, over_limit, sampled_out, private]| Missing {
            queue_full,
            refused,
            over_limit,
            sampled_out,
            private,
        },
    );
    let held = -MAX_COORDINATE..=MAX_COORDINATE;
    let bounds = (held.clone(), held, size(), size(), any::<bool>()).prop_map(|(x, y, w, h, fixed)| Bounds {
        x,
        y,
        w,
        h,
        fixed,
        scroller: TargetNo::NONE,
    });
    prop_oneof![
        2 => (names, 0..1_u32 << 24, field)
            .prop_map(|(parts, path, field)| Step::Describe(Names { parts, path, field })),
        1 => (any::<u16>(), any::<u16>(), bounds)
            .prop_map(|(target, scroller, bounds)| Step::Place { target, scroller, bounds }),
        8 => (gap, any::<u16>(), event()).prop_map(|(gap, target, event)| Step::Push { gap, target, event }),
        1 => missing.prop_map(|missing| Step::Seal { missing }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..60)
}

/// No file of failures: one that matters becomes a test with a name.
fn settings() -> ProptestConfig {
    // Some properties read a frame once for each of its bytes: half the usual cases.
    ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn what_was_pushed_is_read_from_each_frame_alone(steps in steps()) {
        come_back(&steps);
    }

    #[test]
    fn a_frame_cut_short_is_refused(steps in steps()) {
        run(&steps, |_, _, bytes, _| {
            let bytes = &support::coded(bytes)[..];
            let good = Frame::read(bytes).unwrap();
            let plain = good.to_plain();
            for end in 0..plain.len() {
                let error = Frame::read(&plain[..end]).expect_err("a reader must notice that rows are missing");
                assert!(matches!(error, ReadError::Truncated | ReadError::NotAFrame), "{end} bytes: {error}");
            }
            // Reading code takes longer; tests/hostile.rs cuts a frame at every length.
            for end in (0..bytes.len()).step_by(bytes.len() / 8 + 1) {
                // The sum lets one of 65,536 pass; what passes must not be taken for the whole.
                assert_ne!(Frame::read(&bytes[..end]).as_ref(), Ok(&good), "{end} bytes");
            }
        });
    }

    #[test]
    fn a_flipped_byte_is_refused_or_makes_another_frame(
        steps in steps(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 64),
    ) {
        run(&steps, |_, _, bytes, _| {
            let bytes = &support::coded(bytes)[..];
            let plain = support::plain(bytes);
            for (number, (at, mask)) in flips.iter().enumerate() {
                for bytes in [bytes, &plain].into_iter().skip(usize::from(number > 8)) {
                    let mut other = bytes.to_vec();
                    other[at.index(bytes.len())] ^= mask;
                    if let Ok(frame) = Frame::read(&other) {
                        assert_ne!(frame.to_plain(), plain);
                        assert_eq!(frame.events().count(), frame.len());
                    }
                }
            }
        });
    }

    #[test]
    fn what_follows_the_last_row_is_refused(steps in steps(), more in prop_oneof![Just(0_u8), 44..=255_u8]) {
        run(&steps, |_, _, bytes, _| {
            let bytes = &support::coded(bytes)[..];
            let good = Frame::read(bytes).unwrap();
            assert!(Frame::read(&[&good.to_plain()[..], &[more]].concat()).is_err());
            // Behind code stands nothing either: a frame that is longer says something else.
            let longer = Frame::read(&[bytes, &[more]].concat());
            assert!(longer.is_err() || longer.as_ref() != Ok(&good));
        });
    }

    #[test]
    fn one_value_has_one_spelling(steps in steps()) {
        run(&steps, |_, _, bytes, _| {
            let bytes = support::plain(bytes);
            let good = Frame::read(&bytes).unwrap();
            for at in (0..bytes.len()).filter(|at| bytes[*at] < 128) {
                // One byte more of the same varint: `28` becomes `a8 00`.
                let mut longer = bytes.to_vec();
                longer[at] |= 128;
                longer.insert(at + 1, 0);
                // What was no varint but part of an id or a text may say something else then.
                assert_ne!(Frame::read(&longer).as_ref(), Ok(&good), "byte {at}");
            }
        });
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Frame::read(&bytes);
    }

    #[test]
    fn any_body_is_read_or_refused(body in prop::collection::vec(prop_oneof![0..45_u8, any::<u8>()], 0..400)) {
        let mut encoder = encoder();
        encoder.push(40, &Event::Focus(Focus::default()));
        let sealed = seal(&mut encoder);
        let (plain, coded) = (support::plain(&sealed), support::coded(&sealed));
        // Behind the focus' row; and as code for so many rows.
        let head = coded.len().min(HEAD);
        for bytes in [[&plain[..], &body].concat(), [&coded[..head], &[body.len() as u8 & 127], &body].concat()] {
            if let Ok(frame) = Frame::read(&bytes) {
                assert_eq!(frame.events().count(), frame.len());
            }
        }
    }
}
