//! How much one network or one session may post.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

/// How many buckets a table has: half a MiB, whatever comes. Two keys can share one, seldom and
/// only until the salt changes.
const BUCKETS: usize = 1 << 16;

/// How long a salt serves, in ms: afterwards no bucket can be traced to a network any more.
const SALT_TIME: i64 = 60 * 60 * 1000;

/// How many bytes count as one frame; a longer post counts as several.
const UNIT: usize = 4096;

/// The period of a rate, in µs.
const MINUTE: i64 = 60 * 1_000_000;

/// A rate limit over many keys (the generic cell rate algorithm): each bucket holds the moment
/// at which it will be empty again. A minute's worth may come at once.
#[derive(Debug)]
pub(crate) struct Rate {
    /// µs that one unit fills a bucket for; 0 when there is no limit.
    cost: i64,
    table: Mutex<Table>,
}

#[derive(Debug)]
struct Table {
    salt: RandomState,
    pepper: u64,
    since: i64,
    full_until: Vec<i64>,
}

impl Rate {
    /// At most `units` a minute for each key; 0 is no limit.
    pub(crate) fn new(units: u32) -> Self {
        let (cost, buckets) = if units == 0 { (0, 0) } else { (MINUTE / i64::from(units), BUCKETS) };
        let table = Table { salt: RandomState::new(), pepper: pepper(), since: 0, full_until: vec![0; buckets] };
        Self { cost: cost.max(i64::from(units != 0)), table: Mutex::new(table) }
    }

    /// Takes a post of `bytes` into account, at `now` in ms.
    ///
    /// # Errors
    /// After how many seconds it may come again, when it is too much now; it is not counted then.
    pub(crate) fn take(&self, key: impl Hash, bytes: usize, now: i64) -> Result<(), u32> {
        if self.cost == 0 {
            return Ok(());
        }
        let mut table = self.table.lock().unwrap_or_else(PoisonError::into_inner);
        // Also when the clock was set back.
        if !(0..SALT_TIME).contains(&(now - table.since)) {
            (table.salt, table.pepper, table.since) = (RandomState::new(), pepper(), now);
            table.full_until.fill(0);
        }
        let at = table.salt.hash_one((table.pepper, key)) as usize % BUCKETS;
        let bucket = &mut table.full_until[at];
        let now = now.saturating_mul(1000);
        let full = (*bucket).max(now) + self.cost * (bytes / UNIT + 1) as i64;
        if full - now > MINUTE {
            return Err(u32::try_from((full - now - MINUTE) / 1_000_000 + 1).unwrap_or(u32::MAX));
        }
        *bucket = full;
        Ok(())
    }
}

/// `RandomState` only counts up within a thread; this makes each salt independent of the last.
fn pepper() -> u64 {
    let mut bytes = [0; 8];
    // Without the system's randomness the state's own keys, which came from it, must do.
    let _ = getrandom::fill(&mut bytes);
    u64::from_ne_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_worth_may_come_at_once_and_no_more() {
        let rate = Rate::new(60);
        assert!((0..60).all(|_| rate.take("a", 0, 1_000_000).is_ok()));
        assert_eq!(rate.take("a", 0, 1_000_000), Err(2));
        assert_eq!(rate.take("b", 0, 1_000_000), Ok(()), "others are not concerned");
        assert_eq!(rate.take("a", 0, 1_001_000), Ok(()), "one a second comes back");
        assert!(rate.take("a", 0, 1_001_000).is_err());
    }

    #[test]
    fn long_frames_count_more() {
        let rate = Rate::new(17);
        assert_eq!(rate.take("a", 65_536, 0), Ok(()));
        assert!(rate.take("a", 0, 0).is_err());
    }

    #[test]
    fn zero_is_no_limit_and_a_new_salt_forgets() {
        let none = Rate::new(0);
        assert!((0..10_000).all(|_| none.take("a", 65_536, 0).is_ok()));
        let rate = Rate::new(1);
        assert!(rate.take("a", 0, 0).is_ok() && rate.take("a", 0, 0).is_err());
        let before = rate.table.lock().unwrap().pepper;
        assert!(rate.take("a", 0, SALT_TIME).is_ok());
        assert_ne!(rate.table.lock().unwrap().pepper, before);
    }
}
