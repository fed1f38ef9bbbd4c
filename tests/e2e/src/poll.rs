//! Waiting for a condition instead of for a time.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How often a condition is looked at.
const STEP: Duration = Duration::from_millis(50);

/// Asks again and again until `ready` gives something.
///
/// # Errors
/// It gave nothing within `limit`, or failed; `what` names what was waited for.
pub async fn until<T>(what: &str, limit: Duration, mut ready: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = ready().await? {
            return Ok(found);
        }
        if Instant::now() > end {
            bail!("waited {} s in vain: {what}", limit.as_secs());
        }
        tokio::time::sleep(STEP).await;
    }
}
