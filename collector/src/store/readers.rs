//! Connections for reading, lent to blocking tasks.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::schema;
use crate::Error;

/// Most reads at a time. They wait for disk and compete with the writer for it; a viewer or two
/// need no more.
const LIMIT: usize = 4;

/// A small pool. Connections are opened when first needed and then kept.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Semaphore,
}

impl Readers {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.into(), idle: Arc::default(), permits: Semaphore::new(LIMIT) }
    }

    /// Runs `query` on a thread that may block.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        // The semaphore is never closed, so there is always a permit.
        let _permit = self.permits.acquire().await.ok();
        let (path, idle) = (self.path.clone(), self.idle.clone());
        let task = tokio::task::spawn_blocking(move || {
            let lent = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = lent.map_or_else(|| schema::open_existing(&path), Ok)?;
            let answer = query(&connection)?;
            // A connection whose query failed is not lent again.
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(answer)
        });
        task.await.unwrap_or_else(|error| Err(Error::io("the read was given up")(error.into())))
    }

    /// Closes the connections that nobody uses.
    pub(super) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
