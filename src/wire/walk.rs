use alloc::vec::Vec;

use super::bytes::{number, take};
use super::header::MAX_TIME;
use super::state::State;
use super::{Bounds, Event, Header, MAX_TARGETS, ReadError, Record, Target, TargetNo, View, bounds, target};

/// The decoder: the mirror of [`Encoder`](super::Encoder).
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    body: &'a [u8],
    pub(super) rest: &'a [u8],
    pub(super) state: State,
    /// Where each target's row lies in the body; a body is shorter than 2^16.
    targets: Vec<u16>,
    /// Where those targets lie that it was said of.
    bounds: Vec<Option<Bounds>>,
    /// Rows so far.
    pub(super) rows: usize,
    /// Wall clock at the stream's time 0.
    origin: u64,
}

impl<'a> Walk<'a> {
    pub(super) fn new(header: &Header, view: View, body: &'a [u8]) -> Self {
        let state = State { view, t: header.mono };
        let (targets, bounds) = (Vec::new(), Vec::new());
        Self { body, rest: body, state, targets, bounds, rows: 0, origin: header.wall - header.mono }
    }

    /// The next event as readers have it.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        let Some(tag) = self.advance()? else { return Ok(None) };
        let event = Event::read(tag, &mut self.rest, &mut self.state)?;
        let mono = self.state.t;
        let mut record = Record { mono, wall: self.origin + mono, target: None, bounds: None, scroller: None, event };
        if let Some(index) = usize::from(record.event.target().0).checked_sub(1) {
            record.target = self.target(record.event.target())?;
            record.bounds = self.bounds.get(index).copied().flatten();
            record.scroller = self.target(record.bounds.unwrap_or_default().scroller)?;
        }
        Ok(Some(record))
    }

    /// Whether there is another event, and all is good up to its end.
    pub(super) fn check(&mut self) -> Result<bool, ReadError> {
        let Some(tag) = self.advance()? else { return Ok(false) };
        let number = Event::check(tag, &mut self.rest, &mut self.state)?;
        // Bounds name a scroller that was looked for when they were read.
        if usize::from(number.0) > self.targets.len() { Err(ReadError::UnknownTarget) } else { Ok(true) }
    }

    /// Goes on to the row of the next event, behind its time; gives its kind.
    fn advance(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            let Some((tag, rest)) = self.rest.split_first() else { return Ok(None) };
            self.rest = rest;
            self.rows += 1;
            match *tag {
                target::TAG => self.describe()?,
                bounds::TAG => self.place()?,
                tag => {
                    let gap = number(&mut self.rest)?;
                    let mono = self.state.t.checked_add(gap).filter(|t| *t <= MAX_TIME).ok_or(ReadError::OutOfRange)?;
                    self.state.t = mono;
                    return Ok(Some(tag));
                }
            }
        }
    }

    pub(super) fn describe(&mut self) -> Result<(), ReadError> {
        let at = self.body.len() - self.rest.len();
        take::<Target<'_>>(&mut self.rest)?.checked()?;
        if self.targets.len() == MAX_TARGETS {
            return Err(ReadError::OutOfRange);
        }
        self.targets.push(at as u16);
        Ok(())
    }

    pub(super) fn place(&mut self) -> Result<(), ReadError> {
        let row = take::<bounds::Row>(&mut self.rest)?;
        let bounds = Bounds::from_row(&row, &self.state)?;
        let index = usize::from(row.target.0).checked_sub(1).filter(|index| *index < self.targets.len());
        let index = index.ok_or(ReadError::UnknownTarget)?;
        self.target(row.scroller)?;
        if self.bounds.len() <= index {
            self.bounds.resize(index + 1, None);
        }
        self.bounds[index] = Some(bounds);
        Ok(())
    }

    fn target(&self, TargetNo(number): TargetNo) -> Result<Option<Target<'a>>, ReadError> {
        let Some(index) = usize::from(number).checked_sub(1) else { return Ok(None) };
        let at = self.targets.get(index).ok_or(ReadError::UnknownTarget)?;
        let mut row = self.body.get(usize::from(*at)..).unwrap_or_default();
        take(&mut row).map(Some)
    }
}
