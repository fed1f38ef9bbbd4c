use super::dom::Event;
use super::edge;
use super::recording::Recording;
use super::{clock, page};
use crate::session::SessionId;
use crate::wire::Navigation;

// Every moment that may be the page's last flushes. No `unload` or `beforeunload`: they keep a
// page out of the back/forward cache.

/// The page is being left or frozen.
pub(super) fn leave(recording: &mut Recording, _: &Event) {
    recording.flush_at_exit();
}

/// The page went out of sight, or came back: on mobiles the last that is told.
pub(super) fn turn(recording: &mut Recording, _: &Event) {
    if edge::hidden() {
        recording.flush_at_exit();
    }
}

/// A page shown again after it was left (bfcache) is a new stream: its copy may live on elsewhere.
pub(super) fn come_back(recording: &mut Recording, event: &Event) {
    if edge::field(event, edge::PERSISTED) == 0.0 {
        return;
    }
    again(recording, recording.session());
}

/// The visitor came back after the session was over: the page goes on in another.
pub(super) fn renew(recording: &mut Recording) {
    if let Some(session) = recording.life.session() {
        again(recording, session);
    }
}

fn again(recording: &mut Recording, session: SessionId) {
    if let Some(stream) = edge::stream() {
        recording.restart(session, stream);
        page::opened(recording, clock::now() as u64, Navigation::Restored as u8);
    }
}

/// The network is back.
pub(super) fn online(recording: &mut Recording, _: &Event) {
    recording.flush_now();
}
