//! What the proxy does with a request.

use tokio::sync::watch;

/// How requests for one path are answered.
#[derive(Clone, Debug)]
pub enum Answer {
    /// By the collector.
    Forward,
    /// With this status; the collector never hears of it.
    Status(u16),
    /// Not at all: the connection closes, and the collector never hears of it.
    Cut,
    /// By the collector, whose answer is lost on the way back.
    Lose,
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
