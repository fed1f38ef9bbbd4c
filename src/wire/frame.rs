use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::bytes::{Bytes, take};
use super::walk::Walk;
use super::{Bounds, Coding, Event, Header, MAX_FRAME, ReadError, Target, View, coded, view};

/// A frame that was read and found good from its first byte to its last.
///
/// ```
/// use desireline::wire::{Frame, ReadError};
/// assert_eq!(Frame::read(b"hello").unwrap_err(), ReadError::NotAFrame);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    header: Header,
    view: View,
    /// The rows in plain.
    body: Vec<u8>,
    rows: u32,
    len: usize,
}

/// One event of a frame, made absolute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// When, on the stream's own clock, in ms since the page began.
    pub mono: u64,
    /// When, on the visitor's wall clock as it stood when the frame began, in ms since 1970 UTC.
    pub wall: u64,
    /// The element it belongs to, if any.
    pub target: Option<Target<'a>>,
    /// Where that element lies, if it was said.
    pub bounds: Option<Bounds>,
    /// The element around it that scrolls, if one does.
    pub scroller: Option<Target<'a>>,
    /// What happened.
    pub event: Event<'a>,
}

impl Frame {
    /// Reads a whole frame and checks every byte of it.
    ///
    /// Memory: a copy of the body, two bytes per target and some more per target whose bounds are
    /// told; for coded frames also the coder's tables, once a thread. Nothing grows with a number that
    /// the frame merely claims.
    ///
    /// # Errors
    /// Anything that an [`Encoder`](super::Encoder) could not have written: see [`ReadError`].
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > MAX_FRAME {
            return Err(ReadError::TooLong);
        }
        let mut input = bytes;
        let header = Header::read(&mut input)?;
        let (view, claimed, body) = match header.coding {
            Coding::Plain => {
                let view = take::<view::Row>(&mut input)?;
                (view, take::<u32>(&mut input)?, Cow::Borrowed(input))
            }
            Coding::Coded => {
                let claimed = take::<u32>(&mut input)?;
                // In plain it must not be too long either: the head is the same there.
                let room = MAX_FRAME - (bytes.len() - input.len());
                let (view, rows) = coded::decode(input, claimed, room)?;
                (view, claimed, Cow::Owned(rows))
            }
        };
        let view = view.view()?;
        let mut walk = Walk::new(&header, view, &body);
        let mut len = 0;
        while walk.check()? {
            if len == 0 && walk.state.t != header.mono {
                return Err(ReadError::Malformed);
            }
            len += 1;
        }
        match (claimed as usize).cmp(&walk.rows) {
            Ordering::Greater => return Err(ReadError::Truncated),
            Ordering::Less => return Err(ReadError::Malformed),
            Ordering::Equal if len == 0 => return Err(ReadError::Malformed),
            Ordering::Equal => {}
        }
        Ok(Self { header, view, body: body.into_owned(), rows: claimed, len })
    }

    /// What stands at the frame's head.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How the page stood when the frame began.
    pub fn view(&self) -> View {
        self.view
    }

    /// How many events the frame holds.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds no event. It never is: an empty frame is refused.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The frame with a plain body: for readers that know postcard and no other code. Reading it
    /// gives the same events.
    pub fn to_plain(&self) -> Vec<u8> {
        let mut out = Bytes::default();
        Header { coding: Coding::Plain, ..self.header }.write(&mut out);
        self.view.write(&mut out);
        out.number(self.rows);
        out.0.extend_from_slice(&self.body);
        out.0
    }

    /// The frame with a coded body, in about a third of the bytes. Reading it gives the same events.
    ///
    /// Code for noise is longer than the noise: a frame that would be longer than [`MAX_FRAME`] stays
    /// plain.
    ///
    /// ```
    /// # use desireline::session::{SessionId, StreamId};
    /// # use desireline::wire::{Encoder, Event, Frame, Missing, Pointer, View};
    /// # let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
    /// # for t in 0..50 { encoder.push(t * 16, &Event::Pointer(Pointer { x: t as i32 * 9, ..Pointer::default() })); }
    /// # let plain = encoder.seal(0, Missing::default()).unwrap();
    /// let frame = Frame::read(&plain)?;
    /// let coded = frame.to_coded();
    /// assert!(coded.len() * 2 < plain.len());
    /// assert!(Frame::read(&coded)?.events().eq(frame.events()));
    /// # Ok::<(), desireline::wire::ReadError>(())
    /// ```
    #[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
    pub fn to_coded(&self) -> Vec<u8> {
        self.within(self.in_code())
    }

    /// The code, or the frame in plain where no reader would take that.
    #[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
    fn within(&self, coded: Vec<u8>) -> Vec<u8> {
        if coded.len() > MAX_FRAME { self.to_plain() } else { coded }
    }

    #[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
    fn in_code(&self) -> Vec<u8> {
        let mut out = Bytes::default();
        Header { coding: Coding::Coded, ..self.header }.write(&mut out);
        out.number(self.rows);
        out.bytes(&coded::encode(self.view, &self.body));
        out.0
    }

    /// The frame's rows as they stand in a plain body.
    #[cfg(feature = "train")]
    #[doc(hidden)]
    pub fn plain_rows(&self) -> &[u8] {
        &self.body
    }

    /// The frame with other rows in its place, coded, whether they make sense or not: for fuzzing.
    #[cfg(feature = "train")]
    #[doc(hidden)]
    pub fn coded_with(&self, rows: u32, body: &[u8]) -> Vec<u8> {
        Self { rows, body: body.into(), ..*self }.in_code()
    }

    /// The events in the order in which they happened.
    pub fn events(&self) -> Events<'_> {
        Events { walk: Walk::new(&self.header, self.view, &self.body), left: self.len }
    }
}

/// Iterator over a frame's events; see [`Frame::events`].
#[derive(Clone, Debug)]
pub struct Events<'a> {
    walk: Walk<'a>,
    left: usize,
}

impl<'a> Iterator for Events<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        // The body was walked once when the frame was read, so no error is left to meet.
        let record = self.walk.next().ok().flatten()?;
        self.left -= 1;
        Some(record)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Events<'_> {}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::session::{SessionId, StreamId};
    use crate::wire::{Click, Encoder, Key, Missing, Page, Pointer, Scroll};
    use crate::wire::{bounds, target};

    /// Some rows of every shape.
    fn sample() -> Vec<u8> {
        let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
        let target = encoder.target(&Target { tag: "button", id: "buy", ..Target::default() }).unwrap();
        encoder.push(40, &Event::Page(Page { url: "https://h/", viewport_w: 300, ..Page::default() }));
        encoder.push(400, &Event::Pointer(Pointer { x: 300, y: -200, ..Pointer::default() }));
        encoder.push(90_000, &Event::Click(Click { target, x: 1, ..Click::default() }));
        encoder.push(90_001, &Event::Scroll(Scroll { y: 5000, ..Scroll::default() }));
        let scroller = encoder.target(&Target { classes: "a b", path: 7, ..Target::default() }).unwrap();
        encoder.bounds(target, Bounds { x: -3, y: 5_100, w: 80, h: 30, fixed: false, scroller });
        encoder.push(90_002, &Event::Key(Key { target, repeat: true, ..Key::default() }));
        encoder.seal(1_700_000_000_000, Missing::default()).unwrap()
    }

    /// Writes a plain frame again from what was read of it, row by row.
    fn rewrite(frame: &Frame) -> Vec<u8> {
        let mut out = Bytes::default();
        frame.header.write(&mut out);
        frame.view.write(&mut out);
        out.number(frame.rows);
        let mut walk = Walk::new(&frame.header, frame.view, &frame.body);
        while let Some(tag) = walk.rest.first() {
            let mut row = walk.rest.get(1..).unwrap();
            match *tag {
                target::TAG => take::<Target<'_>>(&mut row).unwrap().write(&mut out),
                bounds::TAG => {
                    let row = take::<bounds::Row>(&mut row).unwrap();
                    Bounds::from_row(&row, &walk.state).unwrap().write(row.target, &mut out, &walk.state);
                }
                _ => {
                    let mut state = walk.state;
                    let record = walk.next().unwrap().unwrap();
                    out.number(record.event.tag());
                    out.number(record.mono - state.t);
                    record.event.write(&mut out, &mut state);
                    assert_eq!(state.view, walk.state.view);
                    continue;
                }
            }
            walk.rest = walk.rest.get(1..).unwrap();
            if *tag == target::TAG { walk.describe().unwrap() } else { walk.place().unwrap() }
        }
        out.0
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        /// No two byte sequences are read as the same frame, so a collector may compare bytes.
        #[test]
        fn what_is_read_is_written_again_byte_by_byte(
            coded in any::<bool>(), changes in prop::collection::vec((any::<Index>(), any::<u8>(), 0..3_u8), 0..4),
        ) {
            let mut bytes = if coded { Frame::read(&sample()).unwrap().to_coded() } else { sample() };
            for (at, byte, how) in changes {
                let at = at.index(bytes.len());
                match how {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => drop(bytes.remove(at)),
                }
            }
            if let Ok(frame) = Frame::read(&bytes) {
                let again = match frame.header.coding {
                    Coding::Plain => rewrite(&frame),
                    Coding::Coded => frame.to_coded(),
                };
                prop_assert_eq!(again, bytes);
            }
        }

        /// The same of code that was made of any rows, with a good sum and a good end: only what
        /// is wrong with the rows themselves is left to find.
        #[test]
        fn code_of_any_rows_is_written_again_byte_by_byte(
            changes in prop::collection::vec((any::<Index>(), 0..128_u8, 0..3_u8), 0..4), rows in 7..10_u32,
        ) {
            let frame = Frame::read(&sample()).unwrap();
            let mut body = frame.body.clone();
            for (at, byte, how) in changes {
                let at = at.index(body.len());
                match how {
                    0 => body[at] = byte,
                    1 => body.insert(at, byte),
                    _ => drop(body.remove(at)),
                }
            }
            let bytes = Frame { body, rows, ..frame }.to_coded();
            if let Ok(frame) = Frame::read(&bytes) {
                prop_assert_eq!(&frame.to_coded(), &bytes);
                prop_assert_eq!(Frame::read(&frame.to_plain()).map(|plain| plain.to_coded()), Ok(bytes));
            }
        }
    }

    #[test]
    fn a_text_without_end_is_refused() {
        let frame = Frame::read(&sample()).unwrap();
        let mut row = Bytes::default();
        row.number(target::TAG);
        row.text(&"a".repeat(3 * MAX_FRAME));
        row.bytes(&[0; 6]);
        let bytes = Frame { body: row.0, rows: 1, ..frame }.to_coded();
        assert!(bytes.len() < MAX_FRAME);
        assert_eq!(Frame::read(&bytes).unwrap_err(), ReadError::TooLong);
    }

    #[test]
    fn code_that_no_reader_would_take_is_not_given() {
        let frame = Frame::read(&sample()).unwrap();
        let [longest, longer] = [0, 1].map(|more| vec![0; MAX_FRAME + more]);
        assert_eq!(frame.within(longest.clone()), longest);
        assert_eq!(frame.within(longer), frame.to_plain());
    }

    /// Four bytes that no UTF-8 has fill the coder's memory of a text with ones.
    #[test]
    fn a_text_of_the_highest_letters_is_refused() {
        let frame = Frame::read(&sample()).unwrap();
        let mut row = Bytes(vec![target::TAG, 8]);
        row.bytes(&[0xfe; 8]);
        row.bytes(&[0; 6]);
        let bytes = Frame { body: row.0, rows: 1, ..frame }.to_coded();
        assert_eq!(Frame::read(&bytes).unwrap_err(), ReadError::Malformed);
    }
}
