use core::fmt;

use wasm_bindgen::prelude::*;

use super::object;
use crate::session::{SessionId, StreamId};

#[wasm_bindgen(module = "/src/testkit/page.js")]
extern "C" {
    fn fixed(options: &JsValue) -> Handle;
}

#[wasm_bindgen]
extern "C" {
    pub(super) type Handle;
    #[wasm_bindgen(method)]
    fn advance(this: &Handle, ms: f64);
    #[wasm_bindgen(method)]
    fn restore(this: &Handle);
}

/// Clock and ids that the test gives, until it is dropped: the same test makes the same frames, and
/// no time is waited. `Date.now`, `performance.now` and the times of events stand still unless
/// [`advance`](Self::advance) moves them. Timers run by the browser's own clock.
///
/// It is to be there before the recorder starts.
#[must_use = "the browser's own clock goes on when this is dropped"]
pub struct Fixed {
    pub(super) handle: Handle,
    /// The visit's id.
    pub session: SessionId,
    /// The first stream's id; a page that comes back from the back/forward cache has the next.
    pub stream: StreamId,
}

impl fmt::Debug for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fixed").field("session", &self.session).field("stream", &self.stream).finish_non_exhaustive()
    }
}

impl Default for Fixed {
    /// A moment in 2023, and ids that stand out.
    fn default() -> Self {
        Self::at(1_700_000_000_000, SessionId([0x5e; 16]), StreamId([0x57; 6]))
    }
}

impl Fixed {
    /// The page began at this moment, in ms since 1970 UTC, which is now, with these ids.
    pub fn at(clock: u64, session: SessionId, stream: StreamId) -> Self {
        let handle = fixed(&object([
            ("clock", (clock as f64).into()),
            ("session", session.to_hex().into()),
            ("stream", stream.to_hex().into()),
        ]));
        Self { handle, session, stream }
    }

    /// So many ms pass.
    pub fn advance(&self, ms: f64) {
        self.handle.advance(ms);
    }
}

impl Drop for Fixed {
    fn drop(&mut self) {
        self.handle.restore();
    }
}
