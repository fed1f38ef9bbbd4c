//! A writer holds whatever it is told within the format's limits, and a reader holds it to them.
//!
//! The recorder passes on what the browser and the page say, and a page may say anything:
//! `innerWidth` can be overwritten. A frame that no reader takes would lose all its events.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Encoder, Event, Focus, Frame, MAX_FRAME, MAX_TIME, Missing, Page, Pointer, ReadError, Resize, Target, View,
};
use proptest::prelude::*;
use support::{BEGAN, SESSION, STREAM, VIEW, coded, encoder, seal, unhex};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_size_that_is_pushed_can_be_read(sizes in prop::array::uniform7(any::<u32>())) {
        let [viewport_w, viewport_h, document_w, document_h, zoom, x, y] = sizes;
        let view = View { viewport_w, viewport_h, document_w, document_h, zoom, ..VIEW };
        let view = View { scroll_x: x as i32, scroll_y: y as i32, x: y as i32, y: x as i32, ..view };
        let mut encoder = Encoder::new(SESSION, STREAM, view);
        let page = Page { viewport_w, viewport_h, document_w, document_h, zoom, screen_w: x, screen_h: y, ..Page::default() };
        encoder.push(40, &Event::Pointer(Pointer::default()));
        encoder.push(40, &Event::Page(page));
        encoder.push(40, &Event::Resize(Resize { viewport_w, viewport_h, document_w, document_h, zoom }));
        prop_assert_eq!(Frame::read(&seal(&mut encoder)).map(|frame| frame.len()), Ok(3));
    }

    #[test]
    fn any_time_that_is_pushed_can_be_read(times in [any::<u64>(), any::<u64>()], origin in any::<u64>()) {
        let mut encoder = encoder();
        for t in times {
            encoder.push(t, &Event::Pointer(Pointer::default()));
        }
        let bytes = encoder.seal(origin, Missing::default()).unwrap();
        prop_assert_eq!(Frame::read(&bytes).map(|frame| frame.len()), Ok(2));
    }

    #[test]
    fn any_text_that_is_pushed_can_be_read(parts in prop::array::uniform5("\\PC{0,100}"), text in "\\PC{0,4000}") {
        let mut encoder = encoder();
        let [tag, id, classes, name, role] = &parts;
        encoder.target(&Target { tag, id, classes, name, role, path: u32::MAX, ..Target::default() });
        encoder.push(40, &Event::Page(Page { url: &text, referrer: &text, language: &text, ..Page::default() }));
        prop_assert_eq!(Frame::read(&seal(&mut encoder)).map(|frame| frame.len()), Ok(1));
    }
}

/// A frame's plain form with this many rows that say nothing but that something had the focus.
fn filled(events: usize, gap: u64) -> Vec<u8> {
    let mut encoder = encoder();
    encoder.push(BEGAN, &Event::Focus(Focus::default()));
    let one = Frame::read(&seal(&mut encoder)).expect("a good frame").to_plain();
    let body = one.len() - 4;
    let mut bytes = one[..body].to_vec();
    let mut count = events;
    while count > 127 {
        bytes.push(count as u8 | 128);
        count >>= 7;
    }
    bytes.push(count as u8);
    bytes.extend([7, 0, 0].repeat(events - 1));
    // The last one's gap makes up the rest.
    bytes.push(7);
    let mut gap = gap;
    while gap > 127 {
        bytes.push(gap as u8 | 128);
        gap >>= 7;
    }
    bytes.extend([gap as u8, 0]);
    bytes
}

/// So many rows and such a gap fill a frame to the last byte.
fn longest() -> (usize, u64) {
    let room = MAX_FRAME - (filled(20_000, 0).len() - 60_000);
    (room / 3, [0, 1 << 7, 1 << 14][room % 3])
}

#[test]
fn a_frame_may_be_as_long_as_the_limit_and_no_longer() {
    let (events, gap) = longest();
    let longest = filled(events, gap);
    assert_eq!(longest.len(), MAX_FRAME);
    assert_eq!(Frame::read(&longest).map(|frame| frame.len()), Ok(events));
    let too_long = filled(events, (gap << 7).max(1 << 7));
    assert_eq!(too_long.len(), MAX_FRAME + 1);
    assert_eq!(Frame::read(&too_long).unwrap_err(), ReadError::TooLong);
}

/// What is coded small may not be large when it is read.
#[test]
fn code_may_stand_for_no_more_rows_than_a_plain_frame_holds() {
    let most = coded(&filled(21_000, 0));
    assert!(most.len() < 2_000, "{}", most.len());
    assert_eq!(Frame::read(&most).map(|frame| frame.len()), Ok(21_000));
    // All decisions alike, for ever: code of no byte at all, and rows without end.
    let endless = [&most[..33], &[0xff, 0xff, 0xff, 0xff, 0x0f]].concat();
    assert_eq!(Frame::read(&endless).unwrap_err(), ReadError::TooLong);
}

/// Nor may what is coded be read where its plain form, which is promised, could not be.
#[test]
fn a_frame_that_would_be_too_long_in_plain_is_refused() {
    let (events, gap) = longest();
    let mut bytes = coded(&filled(events, gap));
    assert_eq!(Frame::read(&bytes).map(|frame| frame.len()), Ok(events));
    // The number of the frame, behind magic and ids, in five bytes instead of one.
    bytes.splice(24..25, unhex("ffffffff0f"));
    assert_eq!(Frame::read(&bytes).unwrap_err(), ReadError::TooLong);
}

/// Noise too: what the coder learns keeps its code within the limit.
#[test]
fn a_frame_of_noise_as_long_as_may_be_is_read() {
    let (mut encoder, mut seed) = (encoder(), 1_u64);
    let mut letter = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from((seed >> 57) as u8)
    };
    while encoder.len() + 2_100 < MAX_FRAME {
        let url: String = (0..2_000).map(|_| letter()).collect();
        encoder.push(BEGAN, &Event::Page(Page { url: &url, ..Page::default() }));
    }
    let plain = seal(&mut encoder);
    let coded = coded(&plain);
    assert!(coded.len() <= MAX_FRAME && coded != plain);
    assert_eq!(Frame::read(&coded).unwrap().to_plain(), plain);
}

#[test]
fn times_go_up_to_the_limit_and_no_further() {
    let focus = Event::Focus(Focus::default());
    let mut encoder = encoder();
    encoder.push(MAX_TIME, &focus);
    encoder.push(MAX_TIME + 1, &focus);
    let bytes = encoder.seal(0, Missing::default()).unwrap();
    let frame = Frame::read(&bytes).unwrap();
    assert_eq!(frame.events().map(|record| record.mono).collect::<Vec<_>>(), [MAX_TIME; 2]);
    let mut plain = frame.to_plain();
    let gap = plain.len() - 2;
    plain[gap] = 1;
    assert_eq!(Frame::read(&plain).unwrap_err(), ReadError::OutOfRange);
}
