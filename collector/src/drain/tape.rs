//! The log, read in order from some number on, without a gap.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use async_nats::jetstream::consumer::{AckPolicy, Consumer, DeliverPolicy, pull};
use async_nats::jetstream::stream::Stream;
use async_nats::jetstream::{Context, Message};
use futures_util::StreamExt;

use crate::Error;
use crate::log::connection::failed;
use crate::place::LogAddress;

/// The consumer's name at the servers: how far it is tells how far behind a drain is.
const NAME: &str = "desireline-drain";

/// After how long the servers send again what was not acknowledged. A lost message is noticed by
/// its number long before; this only has to be longer than a batch takes.
const ACK_WAIT: Duration = Duration::from_secs(60 * 60);

/// Messages of one request: some MiB.
const REQUEST: usize = 2000;

/// How long one request waits for messages.
const PATIENCE: Duration = Duration::from_secs(1);

/// A message and its number in the log.
pub(super) struct Numbered {
    pub(super) number: u64,
    pub(super) message: Message,
}

pub(super) struct Tape {
    address: LogAddress,
    stream: Stream,
    consumer: Consumer<pull::Config>,
    /// The least number that was not read yet.
    next: u64,
    /// How many messages the consumer has delivered.
    delivered: u64,
    held: VecDeque<Numbered>,
}

impl Tape {
    pub(super) async fn open(context: &Context, address: &LogAddress, next: u64) -> Result<Self, Error> {
        let stream = context.get_stream(&address.stream).await;
        let stream = stream.map_err(|source| failed(address, "cannot read the stream")(source.into()))?;
        let consumer = consumer(&stream, address, next).await?;
        Ok(Self { address: address.clone(), stream, consumer, next, delivered: 0, held: VecDeque::new() })
    }

    /// The last number that the log has given so far.
    pub(super) async fn last(&self) -> Result<u64, Error> {
        let info = self.stream.get_info().await;
        Ok(info.map_err(|source| failed(&self.address, "cannot read the stream")(source.into()))?.state.last_sequence)
    }

    pub(super) fn next_number(&self) -> u64 {
        self.held.front().map_or(self.next, |first| first.number)
    }

    /// Reads until a batch is held, or its first message has waited for long enough; `once` waits
    /// for nothing that is not there.
    pub(super) async fn fill(&mut self, batch: usize, wait: Duration, once: bool) -> Result<(), Error> {
        let begun = Instant::now();
        while self.held.len() < batch {
            let some = self.read(batch - self.held.len()).await?;
            let waited = begun.elapsed() >= wait && !self.held.is_empty();
            if !some && (once || waited || self.held.is_empty()) {
                break;
            }
            if waited {
                break;
            }
        }
        Ok(())
    }

    /// Reads everything up to a number, which was in the log once.
    pub(super) async fn fill_until(&mut self, last: u64) -> Result<(), Error> {
        while self.next <= last && self.read(REQUEST).await? {}
        Ok(())
    }

    /// The range of numbers that the next batch would have.
    pub(super) fn range(&self, batch: usize) -> Option<(u64, u64)> {
        let last = self.held.get(batch.min(self.held.len()).checked_sub(1)?)?;
        Some((self.held.front()?.number, last.number))
    }

    pub(super) fn held_until(&self, last: u64) -> usize {
        self.held.partition_point(|held| held.number <= last)
    }

    /// The messages up to a number, and the last of them once more, to be acknowledged.
    pub(super) fn take_until(&mut self, last: u64) -> (Vec<Numbered>, Option<Message>) {
        let count = self.held_until(last);
        let taken: Vec<_> = self.held.drain(..count).collect();
        let last = taken.last().map(|numbered| numbered.message.clone());
        (taken, last)
    }

    /// This message and all before it are dealt with.
    pub(super) async fn acknowledge(&self, message: &Message) -> Result<(), Error> {
        message.double_ack().await.map_err(failed(&self.address, "cannot acknowledge"))
    }

    pub(super) async fn purge(&self, last: u64) -> Result<(), Error> {
        let purged = self.stream.purge().sequence(last + 1).await;
        purged.map(drop).map_err(|source| failed(&self.address, "cannot purge")(source.into()))
    }

    /// One request; whether it brought anything.
    async fn read(&mut self, most: usize) -> Result<bool, Error> {
        let request = self.consumer.batch().max_messages(most.clamp(1, REQUEST)).expires(PATIENCE);
        let mut some = false;
        let mut broken = false;
        match request.messages().await {
            Ok(mut messages) => {
                while let Some(message) = messages.next().await {
                    match message.map(|message| self.hold(message)) {
                        Ok(true) => some = true,
                        Ok(false) | Err(_) => {
                            broken = true;
                            break;
                        }
                    }
                }
            }
            Err(_) => broken = true,
        }
        if broken {
            // A message went astray with a connection, or the consumer with its server. All that
            // is held stays good: it goes on after the last of it.
            tracing::warn!(next = self.next, "reading broke off and goes on");
            self.consumer = consumer(&self.stream, &self.address, self.next).await?;
            self.delivered = 0;
            return Ok(true);
        }
        Ok(some)
    }

    /// Keeps a message; `false` when one before it is missing.
    fn hold(&mut self, message: Message) -> bool {
        let Ok(info) = message.info() else { return false };
        let (number, place) = (info.stream_sequence, info.consumer_sequence);
        if place != self.delivered + 1 || number < self.next {
            return false;
        }
        (self.delivered, self.next) = (place, number + 1);
        self.held.push_back(Numbered { number, message });
        true
    }
}

/// The durable consumer, anew from a number on. What it was told before does not count: the ledger
/// beside the files knows better, and what was delivered to a drain that died would come only
/// after an hour, and after what is newer.
async fn consumer(stream: &Stream, address: &LogAddress, next: u64) -> Result<Consumer<pull::Config>, Error> {
    let _ = stream.delete_consumer(NAME).await;
    let config = pull::Config {
        durable_name: Some(NAME.into()),
        deliver_policy: DeliverPolicy::ByStartSequence { start_sequence: next.max(1) },
        ack_policy: AckPolicy::All,
        ack_wait: ACK_WAIT,
        max_ack_pending: -1,
        ..pull::Config::default()
    };
    let made = stream.create_consumer(config).await;
    made.map_err(|source| failed(address, "cannot make the consumer")(source.into()))
}
