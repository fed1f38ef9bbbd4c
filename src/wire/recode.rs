use alloc::vec::Vec;

use super::bytes::Bytes;
use super::coder::{Coder, Source, Tape, Writer};
use super::header::VERSION_BITS;
use super::{Coding, VERSION, view};

/// What stands before the header's numbers: magic, version and coding, session, stream.
const WHO: usize = 2 + 16 + 6;
/// Where version and coding stand.
const HOW: usize = 1;
const PLAIN: u8 = VERSION << VERSION_BITS | Coding::Plain as u8;
/// Sequence, wall clock and the stream's own.
const WHEN: usize = 3;

/// A plain frame of this crate's own encoder, coded: the bytes that
/// [`Frame::to_coded`](super::Frame::to_coded) gives, without looking at what the frame says.
/// `None` for what is no such frame.
pub(crate) fn recode(coder: &mut Coder, frame: &[u8]) -> Option<Vec<u8>> {
    let (who, numbers) = frame.split_at_checked(WHO)?;
    if who.get(HOW) != Some(&PLAIN) {
        return None;
    }
    let mut nowhere = Writer::default();
    let mut tape = Source::new(numbers, &mut nowhere);
    tape.skip(WHEN);
    let missing = tape.byte();
    tape.skip(missing.count_ones() as usize);
    let head = frame.len() - tape.rest().len();
    tape.skip(view::SHAPE.len());
    let view = frame.get(head..frame.len() - tape.rest().len())?;
    let rows = tape.varint();
    // It was cut: no frame is without a row.
    if tape.rest().is_empty() {
        return None;
    }

    let mut out = Bytes::default();
    out.bytes(frame.get(..head)?);
    *out.0.get_mut(HOW)? = PLAIN | Coding::Coded as u8;
    out.number(rows);
    out.bytes(&coder.frame(view, tape.rest()));
    Some(out.0)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::session::{SessionId, StreamId};
    use crate::wire::{Encoder, Event, Frame, Missing, Page, Pointer, Target, View};

    #[test]
    fn the_bytes_are_those_that_to_coded_gives() {
        let view = View { viewport_w: 1_280, viewport_h: 720, document_h: 70_000, scroll_x: -300, ..View::default() };
        let mut encoder = Encoder::new(SessionId([200; 16]), StreamId([255; 6]), view);
        let mut coder = Coder::new();
        for (round, missing) in
            [Missing::default(), Missing { refused: 1, private: 300, ..Missing::default() }].into_iter().enumerate()
        {
            encoder.push(40, &Event::Page(Page { url: "https://h/é", ..Page::default() }));
            encoder.target(&Target { tag: "button", id: "buy", ..Target::default() });
            for step in 0..200 {
                encoder
                    .push(40 + 16 * step, &Event::Pointer(Pointer { x: step as i32 * 9, y: 80, ..Pointer::default() }));
            }
            let plain = encoder.seal(1_700_000_000_000 * round as u64, missing).unwrap();
            let coded = recode(&mut coder, &plain).unwrap();
            assert_eq!(coded, Frame::read(&plain).unwrap().to_coded());
            assert_eq!(recode(&mut coder, &coded), None, "it is coded already");
        }
    }

    #[test]
    fn what_is_no_plain_frame_is_left() {
        let mut coder = Coder::new();
        let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
        encoder.push(40, &Event::Pointer(Pointer::default()));
        let plain = encoder.seal(0, Missing::default()).unwrap();
        let row = 5;
        for end in 0..plain.len() - row {
            assert_eq!(recode(&mut coder, &plain[..end]), None, "cut after {end}");
        }
    }
}
