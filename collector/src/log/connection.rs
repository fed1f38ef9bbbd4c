//! The connection to a cluster.

use std::time::Duration;

use async_nats::jetstream::{Context, context::ContextBuilder};
use async_nats::{ConnectOptions, Event, ServerAddr};

use crate::Error;
use crate::place::LogAddress;

/// How long a frame may wait for its acknowledgement: longer than a cluster takes to choose
/// another leader, shorter than the time after which recorders give a request up.
const ACK_TIME: Duration = Duration::from_secs(8);

/// Most frames without an acknowledgement, as many as the embedded store lets wait.
const IN_FLIGHT: usize = 1024;

pub(crate) async fn connect(address: &LogAddress) -> Result<Context, Error> {
    let parsed: Result<Vec<ServerAddr>, _> = address.servers.iter().map(|server| server.parse()).collect();
    let servers = parsed.map_err(|source| failed(address, "no such address")(source.into()))?;
    // The client tries again for ever once it has been connected, and logs that by itself.
    let options = ConnectOptions::new().name("desireline-collector").event_callback(|event| async move {
        if matches!(event, Event::Disconnected) {
            tracing::warn!("the connection to the log is lost");
        }
    });
    let client = options.connect(servers).await.map_err(|source| failed(address, "cannot connect")(source.into()))?;
    let builder = ContextBuilder::new().timeout(ACK_TIME).ack_timeout(ACK_TIME);
    Ok(builder.max_ack_inflight(IN_FLIGHT).backpressure_on_inflight(false).build(client))
}

/// For `map_err`: what could not be done with the log.
pub(crate) fn failed(address: &LogAddress, doing: &'static str) -> impl FnOnce(async_nats::Error) -> Error {
    let log = address.to_string();
    move |source| Error::Log { log, doing, source }
}
