//! What the tests share: frames, a collector without a socket, and the real program.
#![allow(dead_code, reason = "every test file uses its own part of this")]

#[cfg(feature = "scale")]
pub(crate) mod cluster;
pub(crate) mod program;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, Event, FieldKind, Focus, Missing, Page, Pointer, Target, View};
use desireline_collector::app::{Settings, app};
use desireline_collector::store::Store;
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;

/// A moment in 2023, in ms since 1970.
pub(crate) const WALL: u64 = 1_700_000_000_000;

pub(crate) fn encoder(session: u8, stream: u8) -> Encoder {
    Encoder::new(SessionId([session; 16]), StreamId([stream; 6]), View::default())
}

pub(crate) fn hex(session: u8) -> String {
    SessionId([session; 16]).to_hex()
}

pub(crate) fn pointer(x: i32) -> Event<'static> {
    Event::Pointer(Pointer { x, y: 5, ..Pointer::default() })
}

/// One frame with one pointer event at `x`, number 0 of its stream.
pub(crate) fn frame(session: u8, stream: u8, x: i32) -> Vec<u8> {
    let mut encoder = encoder(session, stream);
    encoder.push(40, &pointer(x));
    encoder.seal(WALL, Missing::default()).unwrap()
}

/// A frame that opens a page.
pub(crate) fn page(session: u8, stream: u8, at: u64, url: &str) -> Vec<u8> {
    let mut encoder = encoder(session, stream);
    encoder.push(at, &Event::Page(Page { url, viewport_w: 800, viewport_h: 600, ..Page::default() }));
    encoder.seal(WALL, Missing::default()).unwrap()
}

/// A frame in which a form control gets the focus.
pub(crate) fn focus(session: u8, stream: u8) -> Vec<u8> {
    let mut encoder = encoder(session, stream);
    let control = Target { tag: "input", name: "email", field: FieldKind::Email, ..Target::default() };
    let target = encoder.target(&control).unwrap();
    encoder.push(7, &Event::Focus(Focus { target }));
    encoder.seal(WALL, Missing::default()).unwrap()
}

/// A collector called directly.
pub(crate) struct Collector {
    pub(crate) dir: TempDir,
    pub(crate) store: Arc<Store>,
    pub(crate) router: Router,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Collector {
    pub(crate) fn new() -> Self {
        Self::with(Settings::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&dir.path().join("store.sqlite")).unwrap());
        let router = app(store.clone(), settings);
        Self { dir, store, router }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.dir.path().join("store.sqlite")
    }

    pub(crate) async fn call(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn post(&self, frame: impl Into<Body>, headers: &[(&str, &str)]) -> Answer {
        self.call(request(Method::POST, "/v1/frames", headers, frame.into())).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.call(request(Method::GET, path, headers, Body::empty())).await
    }

    /// What the sessions route lists.
    pub(crate) async fn sessions(&self) -> serde_json::Value {
        let answer = self.get("/v1/sessions", &[]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        answer.json()
    }
}

/// A request as from a program on this machine, unless `headers` say otherwise.
pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(path);
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        builder = builder.header("host", "127.0.0.1:8787");
    }
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let peer: SocketAddr = "127.0.0.1:40000".parse().unwrap();
    builder.extension(ConnectInfo(peer)).body(body).unwrap()
}
