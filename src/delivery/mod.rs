//! How frames get to the collector: a state machine with clock, chance and network as parameters.

mod backoff;
mod queue;

pub use backoff::{Chance, MAX_WAIT, MIN_WAIT};
pub use queue::{Answer, KEEPALIVE_BUDGET, MAX_QUEUED_BYTES, MAX_QUEUED_FRAMES, MAX_UNANSWERED, Parcel, Queue};
