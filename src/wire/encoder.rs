use alloc::vec::Vec;

use super::bytes::Bytes;
use super::state::State;
use super::{Coding, Event, Header, MAX_TARGETS, MAX_TIME, Missing, Target, TargetNo, View};
use crate::session::{SessionId, StreamId};

/// Tag of the rows that describe a target; they are not events.
pub(crate) const TARGET: u8 = 0;

/// Turns events into frames.
///
/// Each event becomes a row of the open frame when it is pushed, so [`seal`](Self::seal) has
/// next to nothing left to do and may be called at any moment.
///
/// ```
/// use desireline::session::{SessionId, StreamId};
/// use desireline::wire::{Encoder, Event, Frame, Missing, Pointer, View};
///
/// let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 8]), View::default());
/// encoder.push(40, &Event::Pointer(Pointer { x: 120, y: 80, ..Pointer::default() }));
/// let bytes = encoder.seal(1_700_000_000_000, Missing::default()).unwrap();
///
/// let frame = Frame::read(&bytes).unwrap();
/// let record = frame.events().next().unwrap();
/// assert!(matches!(record.event, Event::Pointer(Pointer { x: 120, y: 80, .. })));
/// ```
#[derive(Debug)]
pub struct Encoder {
    session: SessionId,
    stream: StreamId,
    sequence: u32,
    state: State,
    targets: u16,
    events: u32,
    began: Option<(u64, View)>,
    body: Bytes,
}

impl Encoder {
    /// An encoder for one stream, whose page stands as `view` says.
    pub fn new(session: SessionId, stream: StreamId, view: View) -> Self {
        let state = State { view: view.clamped(), t: 0 };
        Self { session, stream, sequence: 0, state, targets: 0, events: 0, began: None, body: Bytes::default() }
    }

    /// The visit that its frames belong to.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The document that its frames belong to.
    pub fn stream(&self) -> StreamId {
        self.stream
    }

    /// Number of the frame that is open now.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// Bytes of the open frame's body so far.
    pub fn len(&self) -> usize {
        self.body.0.len()
    }

    /// Whether the open frame holds no event.
    pub fn is_empty(&self) -> bool {
        self.began.is_none()
    }

    /// How the page stands after the events so far.
    pub fn view(&self) -> View {
        self.state.view
    }

    /// Describes an element in the open frame, for the events that follow. `None` once the
    /// frame has [`MAX_TARGETS`]; the number is good until the next [`seal`](Self::seal).
    pub fn target(&mut self, target: &Target<'_>) -> Option<TargetNo> {
        if usize::from(self.targets) == MAX_TARGETS {
            return None;
        }
        self.body.put(&(TARGET, target.shortened()));
        self.targets += 1;
        Some(TargetNo(self.targets))
    }

    /// Appends one event at `t` ms on the stream's clock. Times may not run backwards: an
    /// earlier one counts as the last one's. What lies outside the format's range (times over
    /// [`MAX_TIME`], sizes and places over [`MAX_COORDINATE`](super::MAX_COORDINATE), texts over
    /// their length) is held within it.
    pub fn push(&mut self, t: u64, event: &Event<'_>) {
        let t = t.min(MAX_TIME);
        if self.began.is_none() {
            self.state.t = self.state.t.max(t);
            self.began = Some((self.state.t, self.state.view));
        }
        let gap = t.saturating_sub(self.state.t);
        self.state.t += gap;
        self.events += 1;
        event.write(gap, &mut self.body, &mut self.state);
    }

    /// Closes the open frame and opens the next. `origin` is the wall clock at the stream's
    /// time 0, in ms since 1970 UTC. `None` when nothing happened since the last frame.
    pub fn seal(&mut self, origin: u64, missing: Missing) -> Option<Vec<u8>> {
        let (mono, view) = self.began.take()?;
        let Self { session, stream, sequence, .. } = *self;
        let wall = origin.saturating_add(mono).min(MAX_TIME);
        let mut frame = Bytes::default();
        Header { session, stream, sequence, wall, mono, missing, coding: Coding::Plain }.write(&mut frame);
        frame.put(&(view, self.events + u32::from(self.targets)));
        frame.0.append(&mut self.body.0);
        self.sequence += 1;
        self.targets = 0;
        self.events = 0;
        Some(frame.0)
    }
}
