//! Deleting what is older than it may be.

use std::sync::Arc;
use std::time::Duration;

use crate::store::Store;

/// How often the job looks: what is too old is gone an hour later at most.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Erases sessions not heard of for `days` days, now and then every hour.
pub(crate) async fn run(store: Arc<Store>, days: u32) {
    loop {
        match store.expire(days).await {
            Ok(0) => {}
            Ok(sessions) => tracing::info!(target: "audit", sessions, days, "old sessions are erased"),
            Err(_) => tracing::warn!("old sessions could not be erased; the next try is in an hour"),
        }
        tokio::time::sleep(EVERY).await;
    }
}
