//! All routes in one place.

use std::sync::Arc;

use axum::Router;
use axum::http::header::X_CONTENT_TYPE_OPTIONS;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::any;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::refusal::Refusal;
use crate::site::{self, Site};
use crate::store::Store;
use crate::{AllowedOrigin, ingest, origin, reads};

/// What a collector is set up with, beside its store.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The files to serve.
    pub site: Site,
    /// Origins whose pages may post frames, beside the collector's own.
    pub allowed_origins: Vec<AllowedOrigin>,
    /// What every read must show. Without it only this machine may read.
    pub token: Option<String>,
}

/// What the handlers share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) store: Arc<Store>,
    pub(crate) origins: origin::Origins,
    pub(crate) token: Option<String>,
}

/// The collector as one service. Reads are allowed to loopback peers, so whoever calls it puts
/// the peer's address into each request as a `ConnectInfo<SocketAddr>` extension; a request
/// without one counts as coming from elsewhere.
pub fn app(store: Arc<Store>, settings: Settings) -> Router {
    let Settings { site, allowed_origins, token } = settings;
    let shared = Arc::new(Shared { store, origins: origin::Origins::new(allowed_origins), token });
    Router::new()
        .merge(ingest::routes(&shared))
        .merge(reads::routes(&shared))
        // The whole of /v1 is ours, so that a site's file can never pass for an answer.
        .route("/v1", any(not_found))
        .route("/v1/{*rest}", any(not_found))
        .merge(site::routes(&site))
        .layer(SetResponseHeaderLayer::overriding(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")))
        .with_state(shared)
}

/// The answer where there is nothing.
pub(crate) async fn not_found() -> Refusal {
    Refusal(StatusCode::NOT_FOUND, "there is nothing here")
}
