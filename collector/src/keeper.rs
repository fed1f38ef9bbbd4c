//! What keeps the frames: the embedded store, or a log that many collectors write to.

use std::sync::Arc;

use crate::Error;
#[cfg(feature = "scale")]
use crate::log::Log;
use crate::metrics::Metrics;
use crate::store::{Arrival, Clock, Outcome, Store, Unavailable};

/// Where `POST /v1/frames` puts what it takes.
#[derive(Clone, Debug)]
pub enum Keeper {
    /// The embedded store, which can also be read and erased in.
    Store(Arc<Store>),
    /// A log.
    #[cfg(feature = "scale")]
    Log(Arc<Log>),
}

impl From<Arc<Store>> for Keeper {
    fn from(store: Arc<Store>) -> Self {
        Self::Store(store)
    }
}

impl Keeper {
    /// Keeps a frame; returns when that is for sure.
    pub(crate) async fn keep(&self, arrival: Arrival) -> Result<Outcome, Unavailable> {
        match self {
            Self::Store(store) => store.keep(arrival).await,
            #[cfg(feature = "scale")]
            Self::Log(log) => log.keep(arrival).await,
        }
    }

    /// Whether a frame could be kept now.
    pub(crate) async fn is_well(&self) -> bool {
        match self {
            Self::Store(store) => store.is_well().await,
            #[cfg(feature = "scale")]
            Self::Log(log) => log.is_well().await,
        }
    }

    /// Frames that are not yet for sure.
    pub(crate) fn waiting(&self) -> usize {
        match self {
            Self::Store(store) => store.waiting(),
            #[cfg(feature = "scale")]
            Self::Log(log) => log.waiting(),
        }
    }

    pub(crate) fn clock(&self) -> &Clock {
        match self {
            Self::Store(store) => store.clock(),
            #[cfg(feature = "scale")]
            Self::Log(log) => log.clock(),
        }
    }

    pub(crate) fn metrics(&self) -> &Arc<Metrics> {
        match self {
            Self::Store(store) => store.metrics(),
            #[cfg(feature = "scale")]
            Self::Log(log) => log.metrics(),
        }
    }

    /// What can be read and erased in, if anything.
    pub(crate) fn store(&self) -> Option<&Arc<Store>> {
        match self {
            Self::Store(store) => Some(store),
            #[cfg(feature = "scale")]
            Self::Log(_) => None,
        }
    }

    /// Takes nothing more. Blocks until what was taken is kept.
    pub(crate) fn close(&self) -> Result<(), Error> {
        self.store().map_or(Ok(()), |store| store.close())
    }
}
