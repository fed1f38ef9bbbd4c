//! What the proxy does with a request.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// How requests for one path are answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// By the collector.
    Forward,
    /// With this status; the collector never hears of it.
    Status(u16),
    /// With 503 and `Retry-After`, in s; the collector never hears of it.
    Busy(u32),
    /// Not at all: the connection closes, and the collector never hears of it.
    Cut,
    /// By the collector, whose answer is lost on the way back.
    Lose,
    /// By the collector, after a while.
    Late(Duration),
    /// By the collector, whose answer breaks off: its head arrives, its body does not.
    Torn,
    /// By the collector, without the headers that let a page of another origin read the answer.
    Unreadable,
    /// By a redirect to there; the collector never hears of it.
    Moved(&'static str),
    /// By each in turn, one a request; after the last by the collector.
    Script(Script),
    /// By the collector, once the gate is open.
    Hold(Gate),
    /// With a document of our own: its type, further headers, and its text.
    Document {
        /// `Content-Type`.
        kind: &'static str,
        /// Further headers, such as a content security policy.
        headers: Vec<(&'static str, String)>,
        /// The text.
        text: String,
    },
}

/// Answers that are still to come.
#[derive(Clone, Debug)]
pub struct Script(Arc<Mutex<VecDeque<Answer>>>);

impl Script {
    /// These, in this order.
    pub fn of(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self(Arc::new(Mutex::new(answers.into_iter().collect())))
    }

    pub(crate) fn next(&self) -> Answer {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or(Answer::Forward)
    }
}

/// Holds answers back until it is opened. It opens once.
#[derive(Clone, Debug)]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// A closed gate.
    pub fn closed() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Lets everything pass from now on.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    pub(crate) async fn wait(&self) {
        // The sender lives in `self`, so the channel is open.
        let _ = self.0.subscribe().wait_for(|open| *open).await;
    }
}
