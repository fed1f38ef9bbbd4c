use alloc::vec::Vec;

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
    /// Memory: a copy of the body and one descriptor per target; nothing grows with a number
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
        let mut walk = Walk::new(&header, view, input);
        let mut len = 0;
        while walk.next()?.is_some() {
            len += 1;
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

    /// Whether it holds no event.
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
    rest: &'a [u8],
    state: State,
    targets: Vec<Target<'a>>,
    /// Wall clock at the stream's time 0; below 0 where the clocks disagree.
    origin: i64,
}

impl<'a> Walk<'a> {
    fn new(header: &Header, view: View, rest: &'a [u8]) -> Self {
        let state = State { view, t: header.mono };
        let origin = header.wall as i64 - header.mono as i64;
        Self { rest, state, targets: Vec::new(), origin }
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
        let target = take::<Target<'_>>(&mut self.rest)?.checked()?;
        if self.targets.len() == MAX_TARGETS {
            return Err(ReadError::OutOfRange);
        }
        self.targets.push(target);
        Ok(())
    }

    fn event(&mut self, tag: u8) -> Result<Record<'a>, ReadError> {
        let gap = take::<u64>(&mut self.rest)?;
        let mono = self.state.t.checked_add(gap).filter(|t| *t <= MAX_TIME).ok_or(ReadError::OutOfRange)?;
        self.state.t = mono;
        let event = Event::read(tag, &mut self.rest, &mut self.state)?;
        let target = match event.target() {
            TargetNo::NONE => None,
            TargetNo(number) => {
                let target = self.targets.get(usize::from(number) - 1);
                Some(*target.ok_or(ReadError::UnknownTarget)?)
            }
        };
        let wall = self.origin.saturating_add_unsigned(mono).max(0) as u64;
        Ok(Record { mono, wall, target, event })
    }
}
