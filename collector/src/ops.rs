//! What operators ask: is it well, and how much does it do?

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::access;
use crate::app::Shared;
use crate::refusal::Refusal;

pub(crate) fn routes(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    let guarded = get(metrics).layer(from_fn_with_state(shared.clone(), access::guard));
    Router::new().route("/healthz", get(health)).route("/metrics", guarded)
}

async fn health(State(shared): State<Arc<Shared>>) -> Result<&'static str, Refusal> {
    if shared.keeper.is_well().await {
        Ok("well\n")
    } else {
        Err(Refusal(StatusCode::SERVICE_UNAVAILABLE, "the store cannot be written"))
    }
}

async fn metrics(State(shared): State<Arc<Shared>>) -> Response {
    let text = shared.keeper.metrics().text(shared.keeper.waiting());
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
