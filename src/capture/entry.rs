use super::HANDLERS;
use super::dom::Event;
use super::recording::Recording;
use super::{clock, lifecycle, page, signal};

// Operations, as in edge.js and the loader. Smaller numbers are the kinds, by their place in NAMES.
const ANSWER: u32 = 100;
const TICK: u32 = 101;
const FLUSH: u32 = 102;
const END: u32 = 103;
const MISSED: u32 = 104;
const SIGNAL: u32 = 105;
const OPENED: u32 = 106;
const RENEW: u32 = 107;

/// The one way from JavaScript into a recording: an operation, an event for it, a frame's number and
/// a status, or other two numbers. One entry serves every listener, the timer, the answers and the
/// loader; one for each would cost the visitor a kilobyte.
pub(crate) fn enter(recording: &mut Recording, operation: u32, event: &Event, number: u32, status: u32) {
    match operation {
        ANSWER => recording.answered(number, status),
        TICK => recording.tick(),
        FLUSH => recording.flush_and_settle(),
        END => recording.end(),
        MISSED => recording.miss(number),
        SIGNAL => signal::on(recording, event, number),
        RENEW => lifecycle::renew(recording),
        OPENED => page::opened(recording, clock::now() as u64, number as u8),
        kind => {
            if let Some(handler) = HANDLERS.get(kind as usize) {
                handler(recording, event);
            }
        }
    }
}
