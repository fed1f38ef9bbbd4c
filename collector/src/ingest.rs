//! `POST /v1/frames`: one frame in, 204 when it is on disk.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::State;
use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use desireline::wire::{Frame, MAX_FRAME};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::app::Shared;
use crate::origin;
use crate::refusal::Refusal;
use crate::store::{Arrival, Outcome};

/// How long a body may take to arrive. 64 KiB in 10 s is what the slowest mobile links carry;
/// whoever is slower tries again, and nobody holds a connection by dripping bytes.
const BODY_TIME: Duration = Duration::from_secs(10);

const TOO_LONG: Refusal = Refusal(StatusCode::PAYLOAD_TOO_LARGE, "a frame has at most 65536 bytes");

pub(crate) fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    let frames = post(receive).layer(shared.origins.cors()).layer(from_fn_with_state(shared.clone(), origin::guard));
    Router::new().route("/v1/frames", frames)
}

async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Body) -> Result<StatusCode, Refusal> {
    // No compression here: what is measured on the wire is what gets decoded.
    if headers.get(CONTENT_ENCODING).is_some_and(|coding| coding != "identity") {
        return Err(Refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "a frame is posted as it is, without content coding"));
    }
    let bytes = take(body).await?;
    let frame = Frame::read(&bytes).map_err(|error| Refusal(StatusCode::BAD_REQUEST, error.reason()))?;
    match shared.store.keep(Arrival::now(&frame, bytes)).await {
        Ok(Outcome::Stored | Outcome::Repeat) => Ok(StatusCode::NO_CONTENT),
        Ok(Outcome::Conflict) => Err(Refusal(
            StatusCode::CONFLICT,
            "another frame is stored under this session, stream and sequence; it was kept",
        )),
        Err(_) => Err(Refusal(StatusCode::SERVICE_UNAVAILABLE, "the frame could not be stored now: send it again")),
    }
}

/// The whole body. One that says how long it is (Content-Length) and is too long is refused
/// before any of it is read.
async fn take(body: Body) -> Result<Vec<u8>, Refusal> {
    if body.size_hint().lower() > MAX_FRAME as u64 {
        return Err(TOO_LONG);
    }
    let reading = Limited::new(body, MAX_FRAME).collect();
    match tokio::time::timeout(BODY_TIME, reading).await {
        Ok(Ok(body)) => Ok(body.to_bytes().into()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(TOO_LONG),
        Ok(Err(_)) => Err(Refusal(StatusCode::BAD_REQUEST, "the body broke off")),
        Err(_) => Err(Refusal(StatusCode::REQUEST_TIMEOUT, "the body took too long")),
    }
}
