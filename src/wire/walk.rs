use alloc::vec::Vec;

use super::bytes::take;
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

    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        loop {
            if self.rest.is_empty() {
                return Ok(None);
            }
            self.rows += 1;
            match take::<u8>(&mut self.rest)? {
                target::TAG => self.describe()?,
                bounds::TAG => self.place()?,
                tag => return self.event(tag).map(Some),
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

    fn event(&mut self, tag: u8) -> Result<Record<'a>, ReadError> {
        let gap = take::<u64>(&mut self.rest)?;
        let mono = self.state.t.checked_add(gap).filter(|t| *t <= MAX_TIME).ok_or(ReadError::OutOfRange)?;
        self.state.t = mono;
        let event = Event::read(tag, &mut self.rest, &mut self.state)?;
        let number = event.target();
        let target = self.target(number)?;
        let bounds = self.bounds.get(usize::from(number.0).wrapping_sub(1)).copied().flatten();
        let scroller = self.target(bounds.unwrap_or_default().scroller)?;
        Ok(Record { mono, wall: self.origin + mono, target, bounds, scroller, event })
    }
}
