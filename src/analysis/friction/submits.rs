//! Submit failures: the visitor sends a form, and it is not taken.

use super::{Found, Signal, Thresholds};
use crate::wire::{Event, FormResult, KeyClass};

/// Longest time from a click, Enter or `submit` to the `invalid` that answers it, in ms. Browsers
/// check in the same task; keys are told in steps of 100 ms.
pub const INVALID_AFTER: u64 = 200;
/// Within how many ms two complaints are about the same attempt: Mouseflow's time for a submit's
/// outcome.
pub const SAME_ATTEMPT: u64 = 2_000;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Submits {
    tried: Option<u64>,
    failed: Option<u64>,
}

impl Submits {
    pub(super) fn feed(&mut self, t: u64, who: u32, event: &Event<'_>, thresholds: &Thresholds) -> Option<Signal> {
        let failed = match event {
            Event::Click(_) | Event::Submit(_) => self.tried(t),
            Event::Key(key) if key.class == KeyClass::Enter => self.tried(t),
            // Pages also check while the visitor still types: that is no attempt.
            Event::Invalid(_) => self.tried.is_some_and(|tried| t.saturating_sub(tried) <= thresholds.invalid_after),
            Event::Outcome(outcome) => outcome.result == FormResult::Failure,
            _ => false,
        };
        let known = self.failed.is_some_and(|failed| t.saturating_sub(failed) <= thresholds.same_attempt);
        if !failed || known {
            return None;
        }
        self.failed = Some(t);
        Some(thresholds.signal(Found::SubmitFailure, t, who))
    }

    fn tried(&mut self, t: u64) -> bool {
        self.tried = Some(t);
        false
    }
}
