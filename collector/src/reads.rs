//! What the viewer and other tools read.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use desireline::session::SessionId;
use futures_util::stream::{self, StreamExt};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::Shared;
use crate::refusal::Refusal;
use crate::store::{Cursor, Store};
use crate::{Error, access, plain};

const NO_SESSION: Refusal = Refusal(StatusCode::NOT_FOUND, "there is no such session");

pub(crate) fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    // What visitors did stays out of caches, and other sites cannot embed the answers.
    let no_store = SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    let own_site = SetResponseHeaderLayer::overriding(policy, HeaderValue::from_static("same-origin"));
    let guard = from_fn_with_state(shared.clone(), access::guard);
    Router::new()
        .route("/v1/sessions", get(sessions))
        .route("/v1/sessions/{session}", delete(erase))
        .route("/v1/sessions/{session}/frames", get(frames))
        .route("/v1/sessions/{session}/report", get(report))
        .route_layer((no_store, own_site, guard))
}

async fn sessions(State(shared): State<Arc<Shared>>) -> Result<Response, Refusal> {
    let summaries = embedded(&shared)?.summaries().await.map_err(unreadable)?;
    let mut json = Vec::new();
    plain::write_json(&mut json, &summaries).map_err(|source| unreadable(Error::io("cannot write JSON")(source)))?;
    Ok(([(CONTENT_TYPE, "application/json")], json).into_response())
}

async fn frames(State(shared): State<Arc<Shared>>, Path(session): Path<String>) -> Result<Response, Refusal> {
    let session = named(&session)?;
    let store = embedded(&shared)?.clone();
    tracing::info!(target: "audit", session = session.to_hex(), "frames are read");
    // The first chunk is read before the answer begins, so that its status can be right.
    let first = store.chunk(session, Cursor::START).await.map_err(unreadable)?.ok_or(NO_SESSION)?;
    let (first, cursor) = first;
    let rest = stream::try_unfold(cursor, move |cursor| next(store.clone(), session, cursor));
    let body = Body::from_stream(stream::once(async { Ok::<_, Error>(first) }).chain(rest));
    Ok(([(CONTENT_TYPE, "application/octet-stream")], body).into_response())
}

async fn report(State(shared): State<Arc<Shared>>, Path(session): Path<String>) -> Result<Response, Refusal> {
    let session = named(&session)?;
    tracing::info!(target: "audit", session = session.to_hex(), "the report is read");
    let report = embedded(&shared)?.report(session).await.map_err(|error| match error {
        Error::TooLarge(_) => Refusal(StatusCode::UNPROCESSABLE_ENTITY, "the session is too large for a report"),
        other => unreadable(other),
    })?;
    let report = report.ok_or(NO_SESSION)?;
    if report.unreadable > 0 {
        tracing::error!(session = session.to_hex(), frames = report.unreadable, "frames are left out of a report");
    }
    Ok(([(CONTENT_TYPE, "application/json")], report.json).into_response())
}

/// Forgets a session, whether it is known or not: frames of it may still be on their way.
async fn erase(State(shared): State<Arc<Shared>>, Path(session): Path<String>) -> Result<StatusCode, Refusal> {
    let session = named(&session)?;
    let erased = embedded(&shared)?.erase(session).await;
    let frames = erased.map_err(|_| Refusal(StatusCode::SERVICE_UNAVAILABLE, "nothing could be erased now"))?;
    tracing::info!(target: "audit", session = session.to_hex(), frames, "the session is erased");
    Ok(StatusCode::NO_CONTENT)
}

/// Only the embedded store can be read here: a log has readers of its own.
fn embedded(shared: &Shared) -> Result<&Arc<Store>, Refusal> {
    shared
        .keeper
        .store()
        .ok_or(Refusal(StatusCode::NOT_IMPLEMENTED, "this collector passes frames on to a log: read and erase there"))
}

fn named(session: &str) -> Result<SessionId, Refusal> {
    SessionId::from_hex(session)
        .map_err(|_| Refusal(StatusCode::BAD_REQUEST, "a session is named by 32 lower-case hexadecimal digits"))
}

/// A failure in the middle breaks the connection off, so no client takes a part for the whole.
async fn next(store: Arc<Store>, session: SessionId, cursor: Cursor) -> Result<Option<(Vec<u8>, Cursor)>, Error> {
    store.chunk(session, cursor).await.inspect_err(|error| tracing::error!("a read broke off: {error}"))
}

fn unreadable(error: Error) -> Refusal {
    tracing::error!("a read failed: {error}");
    Refusal(StatusCode::SERVICE_UNAVAILABLE, "the store cannot be read now")
}
