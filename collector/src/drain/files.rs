//! One batch's files: for each day and site one of frames and one of events.

use std::collections::{BTreeMap, HashSet};

use desireline::reader;
use desireline::wire::Frame;
use jiff::Timestamp;
use object_store::path::Path;
use object_store::{ObjectStoreExt, PutPayload};

use super::tables::{EVENTS, FRAMES, Table};
use super::tape::Numbered;
use super::target::{Store, failed};
use crate::Error;
use crate::log::{RECEIVED, SITE};

/// Most sites that a batch keeps apart: whoever may post from any origin could otherwise make as
/// many files as they post frames.
const SITES: usize = 256;
/// The site of frames whose request named none.
const NO_SITE: &str = "none";
/// The site of all beyond [`SITES`].
const OTHER_SITES: &str = "other";

/// Rows of one partition.
struct Partition {
    frames: Table,
    events: Table,
}

pub(super) struct Files {
    /// Of all the files: the log's stream and the range, so that no other batch has it.
    name: String,
    partitions: BTreeMap<(String, String), Partition>,
    sites: HashSet<String>,
    /// Keys of the batch's frames: the log lets a repeat pass that comes after it has forgotten.
    seen: HashSet<([u8; 16], [u8; 6], u32)>,
}

impl Files {
    pub(super) fn new(stream: &str, first: u64, last: u64) -> Self {
        let name = format!("{stream}-{first:020}-{last:020}.parquet");
        Self { name, partitions: BTreeMap::new(), sites: HashSet::new(), seen: HashSet::new() }
    }

    /// Adds a frame and its events, unless its like is there; `false` when it is no frame.
    pub(super) fn add(&mut self, Numbered { number, message }: &Numbered) -> bool {
        let Ok(frame) = Frame::read(&message.payload) else { return false };
        let header = *frame.header();
        if !self.seen.insert((header.session.0, header.stream.0, header.sequence)) {
            return true;
        }
        let told = |name: &str| message.headers.as_ref()?.get(name).map(|value| value.as_str());
        let received: i64 = told(RECEIVED).and_then(|value| value.parse().ok()).unwrap_or_default();
        let day = Timestamp::from_millisecond(received).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%F").to_string();
        let site = self.site(told(SITE));
        let made = || Partition { frames: Table::new(FRAMES), events: Table::new(EVENTS) };
        let partition = self.partitions.entry((day, site)).or_insert_with(made);
        let (session, stream) = (header.session.to_hex(), header.stream.to_hex());
        partition.frames.push(|name| match name {
            "session" => session.as_str().into(),
            "stream" => stream.as_str().into(),
            "seq" => i64::from(header.sequence).into(),
            "received" => received.into(),
            "wall" => i64::try_from(header.wall).unwrap_or(i64::MAX).into(),
            "events" => i64::try_from(frame.len()).unwrap_or(i64::MAX).into(),
            "number" => i64::try_from(*number).unwrap_or(i64::MAX).into(),
            _ => (&message.payload[..]).into(),
        });
        for (at, row) in reader::rows(&frame).enumerate() {
            // Numbers, texts and lists of them: always JSON.
            let json = serde_json::to_value(&row).unwrap_or_default();
            partition.events.push(|name| match name {
                "received" => received.into(),
                "at" => i64::try_from(at).unwrap_or(i64::MAX).into(),
                name => (&json[name]).into(),
            });
        }
        true
    }

    fn site(&mut self, told: Option<&str>) -> String {
        let site = told.unwrap_or(NO_SITE);
        if self.sites.contains(site) {
            return site.into();
        }
        if self.sites.len() >= SITES {
            return OTHER_SITES.into();
        }
        self.sites.insert(site.into());
        site.into()
    }

    /// Writes every file; returns how many.
    pub(super) async fn put(self, store: &Store) -> Result<usize, Error> {
        let mut written = 0;
        for ((day, site), partition) in self.partitions {
            for (kind, table) in [("frames", partition.frames), ("events", partition.events)] {
                let bytes = table.finish()?;
                let path = Path::from(format!("{kind}/day={day}/site={site}/{}", self.name));
                store.put(&path, PutPayload::from(bytes)).await.map_err(failed("cannot write a file"))?;
                written += 1;
            }
        }
        Ok(written)
    }
}
