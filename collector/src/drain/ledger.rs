//! Which ranges of the log are in the files: one small object for each batch, beside them.

use futures_util::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutMode, PutPayload};
use serde::{Deserialize, Serialize};

use super::target::{Store, failed};
use crate::Error;

/// A range of the log's numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claim {
    pub(super) first: u64,
    pub(super) last: u64,
    /// How many messages the range held: numbers can be missing.
    pub(super) frames: usize,
    /// Its files are complete.
    pub(super) done: bool,
}

#[derive(Debug)]
pub(super) struct Ledger {
    store: Store,
    dir: Path,
}

impl Ledger {
    pub(super) fn new(store: Store, stream: &str) -> Self {
        Self { store, dir: Path::from(format!("_drain/{stream}")) }
    }

    /// The claim of the batch that was begun last.
    pub(super) async fn latest(&self) -> Result<Option<Claim>, Error> {
        // Their names have leading zeros: the greatest is the last.
        match self.names().await?.pop() {
            Some(name) => self.read(&name).await.map(Some),
            None => Ok(None),
        }
    }

    /// Claims a range. Where one is claimed from the same number on already, that one is returned:
    /// of two drains that meet both then write the same files.
    pub(super) async fn claim(&self, claim: Claim) -> Result<Claim, Error> {
        let name = self.name(&claim);
        match self.store.put_opts(&name, payload(&claim), PutMode::Create.into()).await {
            Ok(_) => Ok(claim),
            Err(object_store::Error::AlreadyExists { .. }) => self.read(&name).await,
            Err(error) => Err(failed("cannot claim a batch")(error)),
        }
    }

    /// The range's files are complete: the claims before it have served their time.
    pub(super) async fn done(&self, claim: Claim) -> Result<(), Error> {
        let name = self.name(&claim);
        let put = self.store.put(&name, payload(&Claim { done: true, ..claim })).await;
        put.map_err(failed("cannot say that a batch is done"))?;
        for old in self.names().await?.into_iter().filter(|old| old.as_ref() < name.as_ref()) {
            match self.store.delete(&old).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(failed("cannot remove an old claim")(error)),
            }
        }
        Ok(())
    }

    fn name(&self, claim: &Claim) -> Path {
        self.dir.clone().join(format!("{:020}.json", claim.first))
    }

    async fn names(&self) -> Result<Vec<Path>, Error> {
        let found = self.store.list(Some(&self.dir)).map_ok(|object| object.location).try_collect::<Vec<_>>().await;
        let mut names = found.map_err(failed("cannot list the claims"))?;
        names.sort();
        Ok(names)
    }

    async fn read(&self, name: &Path) -> Result<Claim, Error> {
        let object = self.store.get(name).await.map_err(failed("cannot read a claim"))?;
        let bytes = object.bytes().await.map_err(failed("cannot read a claim"))?;
        serde_json::from_slice(&bytes)
            .map_err(|source| Error::Files { doing: "a claim is not what drain writes", source: source.into() })
    }
}

fn payload(claim: &Claim) -> PutPayload {
    // Four plain fields: nothing in them that JSON could not hold.
    serde_json::to_vec(claim).unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use object_store::memory::InMemory;

    use super::*;

    #[tokio::test]
    async fn of_two_claims_from_one_number_the_first_counts() {
        let ledger = Ledger::new(Arc::new(InMemory::new()), "frames");
        assert_eq!(ledger.latest().await.unwrap(), None);
        let claim = |first, last| Claim { first, last, frames: 3, done: false };
        assert_eq!(ledger.claim(claim(1, 9)).await.unwrap(), claim(1, 9));
        assert_eq!(ledger.claim(claim(1, 5)).await.unwrap(), claim(1, 9));
        ledger.done(claim(1, 9)).await.unwrap();
        assert_eq!(ledger.latest().await.unwrap(), Some(Claim { done: true, ..claim(1, 9) }));
        ledger.claim(claim(10, 100)).await.unwrap();
        assert_eq!(ledger.latest().await.unwrap(), Some(claim(10, 100)));
        assert_eq!(ledger.names().await.unwrap().len(), 2, "the one before stays until this one is done");
        ledger.done(claim(10, 100)).await.unwrap();
        assert_eq!(ledger.names().await.unwrap().len(), 1);
    }
}
