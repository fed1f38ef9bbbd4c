use alloc::vec::Vec;
use core::cmp::Ordering;

use super::bytes::take;
use super::encoder::TARGET;
use super::header::MAX_TIME;
use super::state::State;
use super::{Event, Header, MAX_FRAME, MAX_TARGETS, ReadError, Target, TargetNo, View};

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
    body: Vec<u8>,
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
    /// What happened.
    pub event: Event<'a>,
}

impl Frame {
    /// Reads a whole frame and checks every byte of it.
    ///
    /// Memory: a copy of the body and two bytes per target; nothing grows with a number
    /// that the frame merely claims.
    ///
    /// # Errors
    /// Anything that an [`Encoder`](super::Encoder) could not have written: see [`ReadError`].
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > MAX_FRAME {
            return Err(ReadError::TooLong);
        }
        let mut input = bytes;
        let header = Header::read(&mut input)?;
        let view = take::<View>(&mut input)?.checked()?;
        let claimed = take::<u32>(&mut input)?;
        let mut walk = Walk::new(&header, view, input);
        let mut len = 0;
        while let Some(record) = walk.next()? {
            if len == 0 && record.mono != header.mono {
                return Err(ReadError::Malformed);
            }
            len += 1;
        }
        match (claimed as usize).cmp(&(len + walk.targets.len())) {
            Ordering::Greater => return Err(ReadError::Truncated),
            Ordering::Less => return Err(ReadError::Malformed),
            Ordering::Equal if len == 0 => return Err(ReadError::Malformed),
            Ordering::Equal => {}
        }
        Ok(Self { header, view, body: input.to_vec(), len })
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

/// The decoder: the mirror of [`Encoder`](super::Encoder).
#[derive(Clone, Debug)]
struct Walk<'a> {
    body: &'a [u8],
    rest: &'a [u8],
    state: State,
    /// Where each target's row lies in the body; a body is shorter than 2^16.
    targets: Vec<u16>,
    /// Wall clock at the stream's time 0.
    origin: u64,
}

impl<'a> Walk<'a> {
    fn new(header: &Header, view: View, body: &'a [u8]) -> Self {
        let state = State { view, t: header.mono };
        Self { body, rest: body, state, targets: Vec::new(), origin: header.wall - header.mono }
    }

    fn next(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        loop {
            if self.rest.is_empty() {
                return Ok(None);
            }
            match take::<u8>(&mut self.rest)? {
                TARGET => self.describe()?,
                tag => return self.event(tag).map(Some),
            }
        }
    }

    fn describe(&mut self) -> Result<(), ReadError> {
        let at = self.body.len() - self.rest.len();
        take::<Target<'_>>(&mut self.rest)?.checked()?;
        if self.targets.len() == MAX_TARGETS {
            return Err(ReadError::OutOfRange);
        }
        self.targets.push(at as u16);
        Ok(())
    }

    fn target(&self, TargetNo(number): TargetNo) -> Result<Option<Target<'a>>, ReadError> {
        let Some(index) = usize::from(number).checked_sub(1) else { return Ok(None) };
        let at = self.targets.get(index).ok_or(ReadError::UnknownTarget)?;
        let mut row = self.body.get(usize::from(*at)..).unwrap_or_default();
        take(&mut row).map(Some)
    }

    fn event(&mut self, tag: u8) -> Result<Record<'a>, ReadError> {
        let gap = take::<u64>(&mut self.rest)?;
        let mono = self.state.t.checked_add(gap).filter(|t| *t <= MAX_TIME).ok_or(ReadError::OutOfRange)?;
        self.state.t = mono;
        let event = Event::read(tag, &mut self.rest, &mut self.state)?;
        let target = self.target(event.target())?;
        let wall = self.origin + mono;
        Ok(Record { mono, wall, target, event })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::session::{SessionId, StreamId};
    use crate::wire::bytes::Bytes;
    use crate::wire::{Click, Encoder, Key, Missing, Page, Pointer, Scroll};

    /// Some rows of every shape.
    fn sample() -> Vec<u8> {
        let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 8]), View::default());
        let target = encoder.target(&Target { tag: "button", id: "buy", ..Target::default() }).unwrap();
        encoder.push(40, &Event::Page(Page { url: "https://h/", viewport_w: 300, ..Page::default() }));
        encoder.push(400, &Event::Pointer(Pointer { x: 300, y: -200, ..Pointer::default() }));
        encoder.push(90_000, &Event::Click(Click { target, x: 1, ..Click::default() }));
        encoder.push(90_001, &Event::Scroll(Scroll { y: 5000, ..Scroll::default() }));
        encoder.target(&Target { classes: "a b", ..Target::default() });
        encoder.push(90_002, &Event::Key(Key { target, repeat: true, ..Key::default() }));
        encoder.seal(1_700_000_000_000, Missing::default()).unwrap()
    }

    /// Writes a frame again from what was read of it, row by row.
    fn rewrite(frame: &Frame) -> Vec<u8> {
        let mut out = Bytes::default();
        frame.header.write(&mut out);
        let mut rows = Walk::new(&frame.header, frame.view, &frame.body);
        while rows.next().unwrap().is_some() {}
        out.put(&(frame.view, (frame.len + rows.targets.len()) as u32));
        let mut walk = Walk::new(&frame.header, frame.view, &frame.body);
        let mut state = walk.state;
        let mut described = 0;
        loop {
            let record = walk.next().unwrap();
            for number in described..walk.targets.len() {
                let target = walk.target(TargetNo(number as u16 + 1)).unwrap().unwrap();
                out.put(&(TARGET, target));
            }
            described = walk.targets.len();
            let Some(record) = record else { return out.0 };
            let gap = record.mono - state.t;
            state.t = record.mono;
            record.event.write(gap, &mut out, &mut state);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

        /// No two byte sequences are read as the same frame, so a collector may compare bytes.
        #[test]
        fn what_is_read_is_written_again_byte_by_byte(
            changes in prop::collection::vec((any::<Index>(), any::<u8>(), 0..3_u8), 0..4),
        ) {
            let mut bytes = sample();
            for (at, byte, how) in changes {
                let at = at.index(bytes.len());
                match how {
                    0 => bytes[at] = byte,
                    1 => bytes.insert(at, byte),
                    _ => drop(bytes.remove(at)),
                }
            }
            if let Ok(frame) = Frame::read(&bytes) {
                prop_assert_eq!(rewrite(&frame), bytes);
            }
        }
    }
}
