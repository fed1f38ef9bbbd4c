//! All routes in one place.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header::X_CONTENT_TYPE_OPTIONS;
use axum::http::{HeaderValue, StatusCode};
use axum::routing::any;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::keeper::Keeper;
use crate::rates::Rate;
use crate::refusal::Refusal;
use crate::site::{self, Site};
use crate::{AllowedOrigin, Network, ingest, ops, origin, reads};

/// What a collector is set up with, beside its store.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The files to serve.
    pub site: Site,
    /// Origins whose pages may post frames, beside the collector's own.
    pub allowed_origins: Vec<AllowedOrigin>,
    /// What every read must show. Without it only this machine may read.
    pub token: Option<String>,
    /// It listens for other machines too: then nobody reads without a token.
    pub exposed: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: Vec<Network>,
    /// Frames a minute that one network (/24 of IPv4, /48 of IPv6) may post; 0 is no limit.
    pub network_rate: u32,
    /// Frames a minute that one session may post; 0 is no limit.
    pub session_rate: u32,
    /// How long a body may take to arrive.
    pub body_time: Duration,
}

impl Default for Settings {
    /// No files, no limits of rate, and this machine alone may read.
    fn default() -> Self {
        Self {
            site: Site::default(),
            allowed_origins: Vec::new(),
            token: None,
            exposed: false,
            proxies: Vec::new(),
            network_rate: 0,
            session_rate: 0,
            body_time: Duration::from_secs(10),
        }
    }
}

/// What the handlers share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) keeper: Keeper,
    pub(crate) origins: origin::Origins,
    pub(crate) token: Option<String>,
    pub(crate) exposed: bool,
    pub(crate) proxies: Vec<Network>,
    pub(crate) networks: Rate,
    pub(crate) sessions: Rate,
    pub(crate) body_time: Duration,
}

/// The collector as one service; `keeper` is an open store, or a log. Reads are allowed to loopback peers, so whoever calls it puts
/// the peer's address into each request as a `ConnectInfo<SocketAddr>` extension; a request
/// without one counts as coming from elsewhere.
pub fn app(keeper: impl Into<Keeper>, settings: Settings) -> Router {
    let Settings { site, allowed_origins, token, exposed, proxies, network_rate, session_rate, body_time } = settings;
    let origins = origin::Origins::new(allowed_origins);
    let (networks, sessions) = (Rate::new(network_rate), Rate::new(session_rate));
    let shared =
        Arc::new(Shared { keeper: keeper.into(), origins, token, exposed, proxies, networks, sessions, body_time });
    Router::new()
        .merge(ingest::routes(&shared))
        .merge(reads::routes(&shared))
        .merge(ops::routes(&shared))
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
