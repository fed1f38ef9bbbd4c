//! Who may read what was recorded: holders of the token, or, where none is set, programs of the
//! collector's own machine. Never another web page, whatever it knows.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{AUTHORIZATION, HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use subtle::ConstantTimeEq;

use crate::app::Shared;
use crate::refusal::Refusal;

/// Headers that proxies add. A request that bears one did not begin on this machine, even
/// though the proxy's own connection did.
const PROXY_SIGNS: [&str; 5] = ["via", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/// Lets only those pass who may read.
pub(crate) async fn guard(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| *peer);
    // A collector that other machines reach serves nobody by their address alone.
    let peer = peer.filter(|_| !shared.exposed);
    check(request.headers(), peer, shared.token.as_deref())?;
    Ok(next.run(request).await)
}

fn check(headers: &HeaderMap, peer: Option<SocketAddr>, token: Option<&str>) -> Result<(), Refusal> {
    if comes_from_another_site(headers) {
        return Err(Refusal(StatusCode::FORBIDDEN, "other sites may not read"));
    }
    match (token, headers.get(AUTHORIZATION)) {
        (Some(token), Some(shown)) if is_bearer(shown.as_bytes(), token) => Ok(()),
        (_, Some(_)) => Err(Refusal(StatusCode::UNAUTHORIZED, "the token is not right")),
        // Once there is a token, being local is not enough: behind a proxy on this machine that
        // rewrites Host, as nginx does unless told otherwise, the whole world looks local.
        (Some(_), None) => Err(Refusal(StatusCode::UNAUTHORIZED, "reading needs the token")),
        (None, None) if is_local(headers, peer) => Ok(()),
        (None, None) => Err(Refusal(StatusCode::FORBIDDEN, "reading is for this machine only: see --token")),
    }
}

/// Browsers send `Origin` with cross-origin reads only, and `Sec-Fetch-Site` with every request;
/// `none` means that the user typed the address. Another port of the same host is another site.
fn comes_from_another_site(headers: &HeaderMap) -> bool {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    headers.contains_key(ORIGIN) || sites.any(|site| site != "same-origin" && site != "none")
}

fn is_bearer(shown: &[u8], token: &str) -> bool {
    let bearer = shown.split_at_checked(7).filter(|(scheme, _)| scheme.eq_ignore_ascii_case(b"bearer "));
    bearer.is_some_and(|(_, shown)| shown.ct_eq(token.as_bytes()).into())
}

/// Whether the request begins and ends on this machine. The name in `Host` matters too: a page
/// whose name was made to point at 127.0.0.1 (DNS rebinding) still sends its own name.
fn is_local(headers: &HeaderMap, peer: Option<SocketAddr>) -> bool {
    let local_peer = peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let local_host = host.is_some_and(is_loopback_name) && hosts.next().is_none();
    local_peer && local_host && !PROXY_SIGNS.iter().any(|sign| headers.contains_key(*sign))
}

fn is_loopback_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|loopback| name.eq_ignore_ascii_case(loopback))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_names() {
        for good in ["127.0.0.1", "127.0.0.1:8787", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8787"] {
            assert!(is_loopback_name(good), "{good}");
        }
        for bad in
            ["", "localhost.evil.example", "127.0.0.1.evil.example:80", "::1", "[::1]:", "localhost:x", "evil:127"]
        {
            assert!(!is_loopback_name(bad), "{bad}");
        }
    }

    #[test]
    fn a_token_is_compared_whole() {
        assert!(is_bearer(b"Bearer abc", "abc"));
        assert!(is_bearer(b"bearer abc", "abc"));
        for bad in [&b"Bearer ab"[..], b"Bearer abcd", b"Bearer ", b"Bearer", b"abc", b"Basic abc", b""] {
            assert!(!is_bearer(bad, "abc"));
        }
    }
}
