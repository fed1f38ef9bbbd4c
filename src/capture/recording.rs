use alloc::vec::Vec;

use super::element::Seen;
use super::{browser, clock, edge, page};
use crate::delivery::{Answer, Parcel, Queue};
use crate::path::{Path, Place};
use crate::privacy::Verdict;
use crate::session::{SessionId, StreamId};
#[cfg(feature = "std")]
use crate::wire::Frame;
use crate::wire::{Encoder, Kind, Missing, Pointer, PointerKind, TargetNo, View};

#[cfg(feature = "std")]
pub(crate) use super::life::Life;
#[cfg(not(feature = "std"))]
pub(crate) use super::npm::Life;

/// What every listener works on: the open frame and the frames that wait for the collector.
pub(crate) struct Recording {
    encoder: Encoder,
    queue: Queue,
    path: Path,
    /// What the path is made with.
    pointer: PointerKind,
    /// Places of the pointer: those seen, less those told.
    thinned: u32,
    over_limit: u32,
    /// Frames in which privacy held something back, and whether it did in the open one.
    private: u32,
    withheld: bool,
    /// The wall clock at the stream's time 0, as the last frame had it.
    origin: u64,
    ended: bool,
    pub(crate) life: Life,
}

impl Recording {
    pub(crate) fn new(life: Life, path: Path, session: SessionId, stream: StreamId) -> Self {
        edge::forget();
        Self {
            encoder: encoder(session, stream),
            queue: Queue::default(),
            path,
            pointer: PointerKind::Mouse,
            thinned: 0,
            over_limit: 0,
            private: 0,
            withheld: false,
            origin: 0,
            ended: false,
            life,
        }
    }

    /// The visit's id, as in the session cookie.
    pub(crate) fn session(&self) -> SessionId {
        self.encoder.session()
    }

    /// The id of this document in this tab.
    #[cfg(feature = "std")]
    pub(crate) fn stream(&self) -> StreamId {
        self.encoder.stream()
    }

    /// The number by which an event refers to an element.
    pub(crate) fn number(&mut self, seen: &Seen) -> TargetNo {
        seen.number(&mut self.encoder)
    }

    /// The same, once it is said where the element lies.
    pub(crate) fn placed(&mut self, seen: &Seen) -> TargetNo {
        let scroller = edge::scroller(seen.node()).map(Seen::new).filter(|it| it.verdict() > Verdict::Presence);
        let scroller = scroller.map_or(TargetNo::NONE, |scroller| self.number(&scroller));
        let target = self.number(seen);
        self.encoder.bounds(target, browser::bounds(seen.node(), scroller));
        target
    }

    /// The pointer was at a place.
    pub(crate) fn moved(&mut self, place: Place, pointer: PointerKind) {
        if pointer != self.pointer {
            self.settle();
            self.path.part();
            self.pointer = pointer;
        }
        self.thinned = self.thinned.wrapping_add(1);
        let Self { path, encoder, thinned, .. } = self;
        path.push(place, &mut |place| tell(encoder, thinned, place, pointer));
        self.full();
    }

    /// Tells the pointer's path up to where it is.
    pub(crate) fn settle(&mut self) {
        let Self { path, encoder, thinned, pointer, .. } = self;
        path.settle(&mut |place| tell(encoder, thinned, place, *pointer));
    }

    /// When the last event was, in ms.
    pub(crate) fn last(&self) -> u64 {
        self.encoder.last()
    }

    /// How the page stood at the last event.
    pub(crate) fn view(&self) -> View {
        self.encoder.view()
    }

    /// Adds an event to the open frame.
    pub(crate) fn push<'a>(&mut self, t: u64, event: &impl Kind<'a>) {
        self.settle();
        self.encoder.push_kind(t, event);
        self.full();
    }

    /// Seals the open frame if it is full.
    fn full(&mut self) {
        if self.encoder.is_full() {
            self.seal();
        }
    }

    /// Adds a signal to the open frame.
    pub(crate) fn signal(&mut self, t: u64, tag: u8, target: Option<TargetNo>, row: &[u8]) {
        self.encoder.signal(t, tag, target, row);
        self.full();
    }

    /// Privacy held something back.
    pub(crate) fn withhold(&mut self) {
        self.withheld = true;
    }

    /// Counts events that were not recorded.
    pub(crate) fn miss(&mut self, events: u32) {
        self.over_limit = self.over_limit.saturating_add(events);
    }

    /// Begins a new stream: the page came back from the back/forward cache, where a copy of it
    /// may have been made, or its session was over.
    pub(crate) fn restart(&mut self, session: SessionId, stream: StreamId) {
        self.seal();
        (self.thinned, self.over_limit, self.private) = (0, 0, 0);
        self.encoder = encoder(session, stream);
    }

    fn seal(&mut self) {
        self.settle();
        if self.encoder.is_empty() {
            return;
        }
        self.private += u32::from(core::mem::take(&mut self.withheld));
        let missing = Missing {
            queue_full: self.queue.full(),
            refused: self.queue.refused(),
            over_limit: self.over_limit,
            sampled_out: self.thinned,
            private: self.private,
        };
        self.origin = clock::origin(self.origin);
        if let Some(frame) = self.encoder.seal(self.origin, missing) {
            self.queue.push(coded(frame));
            edge::forget();
        }
    }

    /// What is due every few seconds, but for posting: that is a task by itself, soon after.
    pub(crate) fn tick(&mut self) {
        if !self.ended {
            page::measure(self);
        }
        self.seal();
    }

    /// Seals what is open and posts what may be posted now.
    pub(crate) fn flush(&mut self) {
        self.seal();
        self.pump();
    }

    /// Seals what is open and posts all that the browser takes: the page may end now.
    pub(crate) fn flush_at_exit(&mut self) {
        self.seal();
        while self.post(Queue::next_at_exit) {}
    }

    /// Flushes as soon as may be: the network is back, or somebody asks.
    pub(crate) fn flush_now(&mut self) {
        self.queue.try_again();
        self.flush();
    }

    /// Flushes for somebody who waits until everything recorded so far is answered for good.
    pub(crate) fn flush_and_settle(&mut self) {
        self.flush_now();
        self.deliver();
    }

    /// Records no more; what waits is still delivered.
    pub(crate) fn end(&mut self) {
        self.ended = true;
        self.life.hush();
        self.flush_at_exit();
        self.deliver();
    }

    /// Records no more, and delivers nothing of what waits. No answer may come any more.
    #[cfg(feature = "std")]
    pub(crate) fn erase(&mut self) {
        self.ended = true;
        self.queue = Queue::default();
        self.life.settled(true);
    }

    fn pump(&mut self) {
        let now = clock::now();
        self.post(|queue| queue.next(now));
    }

    fn post(&mut self, pick: impl Fn(&mut Queue) -> Option<Parcel<'_>>) -> bool {
        let Some(parcel) = pick(&mut self.queue) else { return false };
        self.life.post(&parcel);
        true
    }

    /// Takes the collector's answer: the status, and in bits from 10 up the seconds of `Retry-After`. 0
    /// stands for none.
    pub(crate) fn answered(&mut self, number: u32, answer: u32) {
        let answer = match (answer >> 10, answer & 1023) {
            (0, 0) => Answer::None,
            (0, status) => Answer::Status(status as u16),
            (seconds, _) => Answer::Later(seconds),
        };
        self.queue.answered(number, answer, clock::now(), edge::chance());
        self.pump();
        self.deliver();
    }

    fn deliver(&mut self) {
        if self.queue.is_empty() || self.queue.gave_up() {
            self.life.settled(self.ended);
        }
    }
}

fn tell(encoder: &mut Encoder, thinned: &mut u32, Place { t, x, y }: Place, pointer: PointerKind) {
    *thinned = thinned.wrapping_sub(1);
    encoder.push_kind(t, &Pointer { x, y, pointer, ..Pointer::default() });
}

/// The frame as it is posted: coded, where the coder is there.
#[cfg(feature = "std")]
fn coded(frame: Vec<u8>) -> Vec<u8> {
    Frame::read(&frame).map_or(frame, |frame| frame.to_coded())
}

/// In the npm package the coder is a file by itself, which may be there or not.
#[cfg(not(feature = "std"))]
fn coded(mut frame: Vec<u8>) -> Vec<u8> {
    edge::code(&mut frame);
    frame
}

/// An encoder for the page as it stands.
#[inline(never)]
fn encoder(session: SessionId, stream: StreamId) -> Encoder {
    Encoder::new(session, stream, browser::view())
}
