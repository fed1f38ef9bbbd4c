use gloo_timers::callback::Interval;
use js_sys::Function;

use super::edge;

/// Calls a function every so many ms, until this is dropped.
pub(crate) struct Timer(#[expect(dead_code, reason = "held for its drop")] Interval);

impl Timer {
    pub(crate) fn new(ms: u32, f: Function) -> Self {
        Self(Interval::new(ms, move || edge::call(&f)))
    }
}
