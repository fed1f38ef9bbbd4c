//! What is fuzzed of the collector: any request, from this machine and from elsewhere. `fuzz/` gives it
//! bytes for as long as it may, `tests/corpus.rs` those that were worth keeping.

use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, Response, StatusCode};
use desireline::wire::Frame;
use desireline_collector::AllowedOrigin;
use desireline_collector::app::{Settings, app};
use desireline_collector::store::Store;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

const TOKEN: &str = "a-token-for-fuzzing";
/// A request that begins so comes from another machine.
const ELSEWHERE: u8 = b'!';
/// What only this machine, or who has the token, may read, change or erase.
const CLOSED: [&str; 2] = ["/v1/sessions", "/metrics"];

static COLLECTOR: LazyLock<Collector> = LazyLock::new(Collector::new);

struct Collector {
    runtime: Runtime,
    router: Router,
    _dir: TempDir,
}

impl Collector {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let store = Arc::new(Store::open(&dir.path().join("store.sqlite")).expect("a store"));
        let shop: AllowedOrigin = "https://shop.example".parse().expect("an origin");
        let settings =
            Settings { allowed_origins: vec![shop], token: Some(TOKEN.into()), exposed: true, ..Settings::default() };
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { runtime, router: app(store, settings), _dir: dir }
    }

    fn answer(&self, request: Request<Body>) -> Response<Body> {
        let Ok(answer) = self.runtime.block_on(self.router.clone().oneshot(request));
        answer
    }
}

/// The bytes are a request: its first line, its headers, an empty line, its body.
pub(crate) fn http_ingest(bytes: &[u8]) {
    let (elsewhere, bytes) = match bytes {
        [ELSEWHERE, rest @ ..] => (true, rest),
        bytes => (false, bytes),
    };
    let Some(request) = request(bytes, elsewhere) else { return };
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let shown = request.headers().get("authorization").is_some_and(|it| shows_token(it.as_bytes()));
    let status = COLLECTOR.answer(request).status();
    // A recorder would send it again for ever (threat S1).
    assert!(!status.is_server_error(), "{status} for {method} {path}");
    if CLOSED.iter().any(|closed| path.starts_with(closed)) && elsewhere && !shown {
        assert!(!status.is_success() || method == Method::OPTIONS, "{method} {path} needs no token");
    }
    if method == Method::POST && status == StatusCode::NO_CONTENT {
        let (_, body) = parts(bytes);
        Frame::read(body).expect("only a frame is stored");
        let again = self::request(bytes, elsewhere).map(|request| COLLECTOR.answer(request).status());
        assert_eq!(again, Some(status), "the same frame again");
    }
}

/// The scheme's case does not matter (RFC 9110, 11.1), the token's does.
fn shows_token(authorization: &[u8]) -> bool {
    let scheme = b"Bearer ";
    let (first, rest) = authorization.split_at(scheme.len().min(authorization.len()));
    first.eq_ignore_ascii_case(scheme) && rest == TOKEN.as_bytes()
}

fn request(bytes: &[u8], elsewhere: bool) -> Option<Request<Body>> {
    let (head, body) = parts(bytes);
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    let blank = first.iter().position(|byte| *byte == b' ')?;
    let peer: SocketAddr = if elsewhere { ([203, 0, 113, 9], 4711) } else { ([127, 0, 0, 1], 4711) }.into();
    let mut request =
        Request::builder().method(&first[..blank]).uri(first.get(blank + 1..)?).extension(ConnectInfo(peer));
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        request = request.header(line.get(..colon)?, line.get(colon + 1..)?.trim_ascii());
    }
    request.body(Body::from(body.to_vec())).ok()
}

/// What stands before the first empty line, and what after it.
fn parts(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.windows(2).position(|two| two == b"\n\n") {
        Some(at) => (&bytes[..at], &bytes[at + 2..]),
        None => (bytes, &[]),
    }
}
