use super::element::Seen;
use super::{browser, clock, edge, page};
use crate::delivery::{Answer, Parcel, Queue};
use crate::session::{SessionId, StreamId};
use crate::wire::{Encoder, Event, Missing, TargetNo, View};

#[cfg(feature = "std")]
pub(crate) use super::life::Life;
#[cfg(not(feature = "std"))]
pub(crate) use super::npm::Life;

/// Body size at which a frame is sealed, in bytes, so that a sealed frame stays under 16 KiB
/// with its header (some 80 bytes) and one more event.
const SEAL_AT: usize = 15 * 1024;

/// What every listener works on: the open frame and the frames that wait for the collector.
pub(crate) struct Recording {
    encoder: Encoder,
    queue: Queue,
    over_limit: u32,
    ended: bool,
    pub(crate) life: Life,
}

impl Recording {
    pub(crate) fn new(life: Life, session: SessionId, stream: StreamId) -> Self {
        edge::forget();
        Self { encoder: encoder(session, stream), queue: Queue::default(), over_limit: 0, ended: false, life }
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

    /// How the page stood at the last event.
    pub(crate) fn view(&self) -> View {
        self.encoder.view()
    }

    /// Adds an event to the open frame.
    #[inline(never)]
    pub(crate) fn push(&mut self, t: u64, event: &Event<'_>) {
        self.encoder.push(t, event);
        if self.encoder.len() >= SEAL_AT {
            self.seal();
        }
    }

    /// Counts events that were not recorded.
    pub(crate) fn miss(&mut self, events: u32) {
        self.over_limit = self.over_limit.saturating_add(events);
    }

    /// Begins a new stream: the page came back from the back/forward cache, where a copy of it
    /// may have been made.
    pub(crate) fn restart(&mut self, stream: StreamId) {
        self.seal();
        self.encoder = encoder(self.session(), stream);
    }

    fn seal(&mut self) {
        let missing =
            Missing { queue_full: self.queue.full(), refused: self.queue.refused(), over_limit: self.over_limit };
        if let Some(frame) = self.encoder.seal(clock::origin(), missing) {
            self.queue.push(frame);
            edge::forget();
        }
    }

    /// What is due every few seconds.
    pub(crate) fn tick(&mut self) {
        if !self.ended {
            page::measure(self);
        }
        self.flush();
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

    /// Flushes for somebody who waits until everything recorded so far is answered for good.
    pub(crate) fn flush_and_settle(&mut self) {
        self.flush();
        self.settle();
    }

    /// Records no more; what waits is still delivered.
    pub(crate) fn end(&mut self) {
        self.ended = true;
        self.life.hush();
        self.flush_at_exit();
        self.settle();
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

    /// Takes the collector's answer; status 0 stands for none.
    pub(crate) fn answered(&mut self, number: u32, status: u16) {
        let answer = if status == 0 { Answer::None } else { Answer::Status(status) };
        self.queue.answered(number, answer, clock::now(), edge::chance());
        self.pump();
        self.settle();
    }

    fn settle(&mut self) {
        if self.queue.is_empty() {
            self.life.settled(self.ended);
        }
    }
}

/// An encoder for the page as it stands.
#[inline(never)]
fn encoder(session: SessionId, stream: StreamId) -> Encoder {
    Encoder::new(session, stream, browser::view())
}
