//! Frames into a stream of NATS JetStream: any number of collectors that keep nothing themselves.
//!
//! A message is a frame as it came. Its id is session/stream/sequence, so the servers keep a
//! repeat out for as long as the stream remembers ids; its subject ends in the first digit of the
//! session, so that one stream can be several when one is not enough (docs/SCALE.md).

pub(crate) mod connection;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::{Config, DiscardPolicy, StorageType};
use axum::body::Bytes;
use desireline::wire::MAX_FRAME;

use crate::Error;
use crate::metrics::Metrics;
use crate::place::LogAddress;
use crate::store::{Arrival, Clock, DAY, Outcome, Unavailable};
use connection::{connect, failed};

/// How long the servers look for a repeat. Nearly every retry comes within seconds; the servers
/// hold each id in memory for so long, some 150 bytes, which at 10,000 frames a second is 450 MB.
/// Later repeats are left out by `drain` and by readers, by the same key.
const REMEMBERED: Duration = Duration::from_secs(5 * 60);

/// Header with the site that the page's origin names.
pub(crate) const SITE: &str = "Desireline-Site";
/// Header with the time of arrival at the collector, in ms since 1970 UTC.
pub(crate) const RECEIVED: &str = "Desireline-Received";

/// How a stream is made when there is none. One that is there stays as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// Servers that hold each frame.
    pub(crate) replicas: usize,
    /// Bytes that it may have; beyond them frames are refused, since nothing that was answered
    /// 204 may be pushed out.
    pub(crate) bytes: Option<u64>,
    /// After how many days frames go by themselves.
    pub(crate) days: Option<u32>,
}

/// An open stream that takes frames.
pub struct Log {
    context: Context,
    stream: String,
    waiting: AtomicUsize,
    clock: Clock,
    metrics: Arc<Metrics>,
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Log").field("stream", &self.stream).finish_non_exhaustive()
    }
}

impl Log {
    pub(crate) async fn open(address: &LogAddress, terms: Terms) -> Result<Self, Error> {
        let context = connect(address).await?;
        let stream = address.stream.clone();
        // Some stream takes these subjects: ours, or those into which somebody has divided it.
        match context.stream_by_subject(subject(&stream, "0")).await {
            Ok(found) => tracing::info!("frames go to the stream {found}"),
            Err(_) => make(&context, &stream, terms).await.map_err(failed(address, "the stream cannot be made"))?,
        }
        Ok(Self { context, stream, waiting: 0.into(), clock: Clock::default(), metrics: Arc::default() })
    }

    /// Publishes a frame; returns when a majority of its replicas has it.
    pub(crate) async fn keep(&self, arrival: Arrival) -> Result<Outcome, Unavailable> {
        let begun = Instant::now();
        self.waiting.fetch_add(1, Relaxed);
        let kept = self.publish(arrival).await;
        self.waiting.fetch_sub(1, Relaxed);
        self.metrics.commit(begun.elapsed());
        let failing = self.metrics.failing(kept.is_err());
        match &kept {
            Err(error) if !failing => tracing::error!("the log takes no frames: {error}"),
            Ok(_) if failing => tracing::info!("the log takes frames again"),
            _ => {}
        }
        kept.map_err(|_| Unavailable::Now)
    }

    async fn publish(&self, arrival: Arrival) -> Result<Outcome, async_nats::Error> {
        let session = arrival.session.to_hex();
        let subject = subject(&self.stream, &session[..1]);
        let bytes = Bytes::from(arrival.bytes);
        let id = format!("{session}/{}/{}", arrival.stream.to_hex(), arrival.sequence);
        let mut message = PublishMessage::build().message_id(id).payload(bytes.clone());
        message = message.header(RECEIVED, arrival.received.to_string());
        if let Some(site) = arrival.site {
            message = message.header(SITE, site);
        }
        let ack = self.context.send_publish(subject, message).await?.await?;
        if !ack.duplicate {
            return Ok(Outcome::Stored);
        }
        // Rare, so worth a question: are they the same bytes under that id?
        let stream = self.context.get_stream_no_info(&ack.stream).await?;
        let kept = stream.get_raw_message(ack.sequence).await?;
        Ok(if kept.payload == bytes { Outcome::Repeat } else { Outcome::Conflict })
    }

    /// Asks only when the last frame was not taken.
    pub(crate) async fn is_well(&self) -> bool {
        if !self.metrics.is_failing() {
            return true;
        }
        let Ok(stream) = self.context.stream_by_subject(subject(&self.stream, "0")).await else { return false };
        self.context.get_stream(stream).await.is_ok_and(|stream| {
            let info = stream.cached_info();
            let most = u64::try_from(info.config.max_bytes).unwrap_or(u64::MAX);
            let led = info.cluster.as_ref().is_none_or(|cluster| cluster.leader.is_some());
            led && info.state.bytes.saturating_add(MAX_FRAME as u64) < most
        })
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Relaxed)
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }
}

fn subject(stream: &str, digit: &str) -> String {
    format!("{stream}.{digit}")
}

async fn make(context: &Context, stream: &str, terms: Terms) -> Result<(), async_nats::Error> {
    let age = Duration::from_millis(terms.days.map_or(0, |days| u64::from(days) * DAY as u64));
    let config = Config {
        name: stream.into(),
        subjects: vec![subject(stream, "*")],
        storage: StorageType::File,
        num_replicas: terms.replicas,
        discard: DiscardPolicy::New,
        max_bytes: terms.bytes.map_or(-1, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX)),
        max_age: age,
        duplicate_window: REMEMBERED,
        description: Some("Frames of desireline, as they came".into()),
        ..Config::default()
    };
    // Of several collectors that start together one makes it, and the others find it made.
    context.get_or_create_stream(config).await?;
    tracing::info!(replicas = terms.replicas, "the stream {stream} is made");
    Ok(())
}
