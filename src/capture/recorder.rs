use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt;

use js_sys::Function;

use super::recording::Recording;
use super::start::start;
use super::{Options, StartError, edge};
use crate::session::{SessionId, StreamId};

/// A running recording. It ends when this is dropped; what was recorded is still delivered.
///
/// A method that is called out of one of the recorder's own callbacks (a `done` that flushes
/// again, say) has no effect.
///
/// ```no_run
/// use desireline::capture::{Options, Recorder};
/// # fn main() -> Result<(), desireline::capture::StartError> {
/// let recorder = Recorder::start(&Options::new("/v1/frames"))?;
/// recorder.flush();
/// drop(recorder);
/// # Ok(())
/// # }
/// ```
#[must_use = "the recording ends when this is dropped"]
pub struct Recorder(Rc<RefCell<Recording>>);

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recorder")
    }
}

impl Recorder {
    /// Joins or creates the session and records from now on.
    ///
    /// # Errors
    /// A [`StartError`] when an option is bad or the browser lacks something; nothing of the
    /// page has been touched then.
    pub fn start(options: &Options) -> Result<Self, StartError> {
        start(options).map(Self)
    }

    /// The visit's id, as in the session cookie.
    pub fn session(&self) -> SessionId {
        self.0.borrow().session()
    }

    /// The id of this document in this tab.
    pub fn stream(&self) -> StreamId {
        self.0.borrow().stream()
    }

    /// The visitor consents: what was recorded while consent was pending is sent, and the session is kept
    /// in its cookie. Otherwise there is nothing to do.
    pub fn grant(&self) {
        if let Ok(recording) = self.0.try_borrow() {
            recording.life.grant();
        }
    }

    /// The visitor consents no longer: the recording ends, what it has not sent is erased and so is the
    /// session cookie. `lasting`, a cookie says for 400 days that this visitor is not to be recorded:
    /// [`Recorder::start`] then gives [`StartError::Refused`].
    pub fn revoke(self, lasting: bool) {
        if let Ok(recording) = self.0.try_borrow() {
            recording.life.revoke(lasting);
        }
        if let Ok(mut recording) = self.0.try_borrow_mut() {
            recording.erase();
        }
    }

    /// Sends what is recorded so far.
    pub fn flush(&self) {
        self.settle();
        if let Ok(mut recording) = self.0.try_borrow_mut() {
            recording.flush();
        }
    }

    /// Sends what is recorded so far and calls `done` when all of it has been answered for good.
    pub fn flush_then(&self, done: Function) {
        self.settle();
        if let Ok(mut recording) = self.0.try_borrow_mut() {
            recording.life.wait(done);
            recording.flush_and_settle();
        }
    }

    /// Has the signals told that wait. They come through the entry, so nothing may be borrowed.
    fn settle(&self) {
        let entry = self.0.try_borrow().ok().and_then(|recording| recording.life.entry());
        if let Some(entry) = entry {
            edge::settle(&entry);
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.settle();
        // Not while a handler of ours runs: the recording then ends with the page.
        if let Ok(mut recording) = self.0.try_borrow_mut() {
            recording.end();
        }
    }
}
