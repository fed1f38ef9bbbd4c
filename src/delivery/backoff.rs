/// Shortest wait after a failure, in ms: a collector that restarts is back in about this time.
pub const MIN_WAIT: f64 = 1_000.0;
/// Longest wait after a failure, in ms, so that frames flow again within a minute of the
/// collector's return.
pub const MAX_WAIT: f64 = 30_000.0;
/// Doublings that reach [`MAX_WAIT`].
const DOUBLINGS: u32 = 5;

/// A number from 0 (included) to 1 (excluded), as `Math.random` gives.
pub type Chance = f64;

/// How long to wait after `failures` in a row: twice as long each time, and a random half of it,
/// so that a million pages do not come back at the same moment.
pub(super) fn wait(failures: u32, chance: Chance) -> f64 {
    let doubled = MIN_WAIT * f64::from(1_u32 << failures.saturating_sub(1).min(DOUBLINGS));
    let longest = doubled.min(MAX_WAIT);
    longest / 2.0 * (1.0 + chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_cap() {
        let longest: Vec<f64> = (1..=8).map(|failures| wait(failures, 1.0)).collect();
        assert_eq!(longest, [1e3, 2e3, 4e3, 8e3, 16e3, 30e3, 30e3, 30e3]);
        assert_eq!(wait(3, 0.0), 2e3);
    }
}
