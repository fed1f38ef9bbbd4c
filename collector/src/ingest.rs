//! `POST /v1/frames`: one frame in, 204 when it is on disk.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_ENCODING;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::post;
use desireline::wire::{Frame, MAX_FRAME};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::app::Shared;
use crate::refusal::{Later, Refusal};
use crate::store::{Arrival, Outcome, Unavailable};
use crate::{clients, origin};

const TOO_MANY: Refusal = Refusal(StatusCode::TOO_MANY_REQUESTS, "too many frames: come again later");

/// Longest wait that a client is told, in seconds: a day's quota may be raised meanwhile.
const LONGEST_WAIT: u32 = 3600;

const TOO_LONG: Refusal = Refusal(StatusCode::PAYLOAD_TOO_LARGE, "a frame has at most 65536 bytes");

pub(crate) fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    let frames = post(receive).layer(shared.origins.cors()).layer(from_fn_with_state(shared.clone(), origin::guard));
    Router::new().route("/v1/frames", frames.layer(from_fn_with_state(shared.clone(), count)))
}

async fn count(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    shared.keeper.metrics().post(response.status().as_u16());
    response
}

async fn receive(State(shared): State<Arc<Shared>>, request: Request) -> Result<StatusCode, Later> {
    let (parts, body) = request.into_parts();
    let now = shared.keeper.clock().now();
    if let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() {
        let network = clients::prefix(peer.ip(), &parts.headers, &shared.proxies);
        // A body that does not tell its length counts as the longest.
        let length = usize::try_from(body.size_hint().upper().unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        shared.networks.take(network, length.min(MAX_FRAME), now).map_err(|seconds| Later(TOO_MANY, seconds))?;
    }
    // No compression here: what is measured on the wire is what gets decoded.
    if parts.headers.get(CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        let refusal = Refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "a frame is posted as it is, without content coding");
        return Err(refusal.into());
    }
    let bytes = take(body, shared.body_time).await?;
    let frame = Frame::read(&bytes).map_err(|error| Refusal(StatusCode::BAD_REQUEST, error.reason()))?;
    let length = bytes.len();
    shared.sessions.take(frame.header().session.0, length, now).map_err(|seconds| Later(TOO_MANY, seconds))?;
    let arrival = Arrival::new(&frame, bytes, shared.keeper.clock().now()).at(origin::site(&parts.headers));
    let refusal = match shared.keeper.keep(arrival).await {
        Ok(Outcome::Stored | Outcome::Repeat) => {
            shared.keeper.metrics().taken(length);
            return Ok(StatusCode::NO_CONTENT);
        }
        Ok(Outcome::Conflict) => Refusal(
            StatusCode::CONFLICT,
            "another frame is stored under this session, stream and sequence; it was kept",
        ),
        Ok(Outcome::Gone) => Refusal(StatusCode::GONE, "this session takes no more frames"),
        Err(Unavailable::Now) => {
            Refusal(StatusCode::SERVICE_UNAVAILABLE, "the frame could not be stored now: send it again")
        }
        Err(Unavailable::Today(seconds)) => {
            let refusal = Refusal(StatusCode::SERVICE_UNAVAILABLE, "the store takes no more today");
            return Err(Later(refusal, seconds.min(LONGEST_WAIT)));
        }
    };
    Err(refusal.into())
}

/// The whole body. One that says how long it is (Content-Length) and is too long is refused
/// before any of it is read.
async fn take(body: Body, time: Duration) -> Result<Vec<u8>, Refusal> {
    if body.size_hint().lower() > MAX_FRAME as u64 {
        return Err(TOO_LONG);
    }
    let reading = Limited::new(body, MAX_FRAME).collect();
    match tokio::time::timeout(time, reading).await {
        Ok(Ok(body)) => Ok(body.to_bytes().into()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(TOO_LONG),
        Ok(Err(_)) => Err(Refusal(StatusCode::BAD_REQUEST, "the body broke off")),
        Err(_) => Err(Refusal(StatusCode::REQUEST_TIMEOUT, "the body took too long")),
    }
}
