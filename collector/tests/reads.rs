//! Who may read, and in what form.

mod support;

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, StatusCode};
use desireline::wire::Missing;
use desireline_collector::app::Settings;
use support::{Answer, Collector, encoder, frame, hex, pointer, request};

const TOKEN: &str = "correct-horse";

fn guarded() -> Collector {
    Collector::with(Settings { token: Some(TOKEN.into()), ..Settings::default() })
}

/// Asks for the sessions, as a peer at `peer`.
async fn ask(collector: &Collector, peer: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = request(Method::GET, "/v1/sessions", headers, Body::empty());
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    collector.call(request).await
}

#[tokio::test]
async fn this_machine_reads_without_a_token() {
    let collector = Collector::new();
    for (peer, host) in [
        ("127.0.0.1:5000", "127.0.0.1:8787"),
        ("127.0.0.1:5000", "localhost"),
        ("[::1]:5000", "[::1]:8787"),
        ("[::ffff:127.0.0.1]:5000", "localhost:1"),
    ] {
        let answer = ask(&collector, peer, &[("host", host)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{peer} {host}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[tokio::test]
async fn other_machines_and_other_names_do_not() {
    let collector = Collector::new();
    for (peer, headers) in [
        ("192.0.2.7:5000", &[("host", "127.0.0.1:8787")][..]),
        ("[2001:db8::1]:5000", &[("host", "localhost")]),
        // DNS rebinding: the name of the page, the address of this machine.
        ("127.0.0.1:5000", &[("host", "evil.example:8787")]),
        ("127.0.0.1:5000", &[("host", "127.0.0.1.evil.example")]),
        ("127.0.0.1:5000", &[("host", "localhost"), ("host", "evil.example")]),
        // A proxy on this machine, for somebody elsewhere.
        ("127.0.0.1:5000", &[("x-forwarded-for", "192.0.2.7")]),
        ("127.0.0.1:5000", &[("forwarded", "for=192.0.2.7")]),
    ] {
        let answer = ask(&collector, peer, headers).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{peer} {headers:?}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn a_request_whose_peer_is_unknown_is_refused() {
    let collector = Collector::new();
    let mut request = request(Method::GET, "/v1/sessions", &[], Body::empty());
    request.extensions_mut().clear();
    assert_eq!(collector.call(request).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_opens_from_elsewhere_and_without_it_nothing_opens() {
    let collector = guarded();
    let elsewhere = "192.0.2.7:5000";
    let right = format!("Bearer {TOKEN}");
    let answer = ask(&collector, elsewhere, &[("host", "collector.example"), ("authorization", &right)]).await;
    assert_eq!(answer.status, StatusCode::OK);

    for peer in [elsewhere, "127.0.0.1:5000"] {
        let answer = ask(&collector, peer, &[]).await;
        assert_eq!((answer.status, answer.header("www-authenticate")), (StatusCode::UNAUTHORIZED, Some("Bearer")));
    }
    for wrong in ["Bearer wrong", "Bearer ", "Bearer correct-horse-", "Basic correct-horse", "correct-horse"] {
        for peer in [elsewhere, "127.0.0.1:5000"] {
            let answer = ask(&collector, peer, &[("authorization", wrong)]).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong} {peer}");
        }
    }
    // A collector without a token takes none.
    let answer = ask(&Collector::new(), "127.0.0.1:5000", &[("authorization", "Bearer ")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn pages_of_other_sites_never_read() {
    let collector = guarded();
    let right = format!("Bearer {TOKEN}");
    for sign in [
        ("origin", "https://evil.example"),
        ("origin", "http://127.0.0.1:8787"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for (collector, headers) in [(&Collector::new(), &[sign][..]), (&collector, &[sign, ("authorization", &right)])]
        {
            let answer = ask(collector, "127.0.0.1:5000", headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
            assert_eq!(answer.header("access-control-allow-origin"), None);
        }
    }
    for site in ["same-origin", "none"] {
        let headers = [("sec-fetch-site", site), ("authorization", right.as_str())];
        assert_eq!(ask(&collector, "127.0.0.1:5000", &headers).await.status, StatusCode::OK);
        assert_eq!(ask(&Collector::new(), "127.0.0.1:5000", &headers[..1]).await.status, StatusCode::OK);
    }
    let asking = [("origin", "https://evil.example"), ("access-control-request-method", "GET")];
    let preflight = collector.call(request(Method::OPTIONS, "/v1/sessions", &asking, Body::empty())).await;
    assert!(!preflight.status.is_success());
    assert_eq!(preflight.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn frames_are_guarded_like_the_list() {
    let collector = Collector::new();
    collector.post(frame(1, 2, 3), &[]).await;
    let path = format!("/v1/sessions/{}/frames", hex(1));
    assert_eq!(collector.get(&path, &[]).await.status, StatusCode::OK);
    assert_eq!(collector.get(&path, &[("host", "evil.example")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(collector.get(&path, &[("origin", "https://evil.example")]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_session_is_named_in_one_way() {
    let collector = Collector::new();
    collector.post(frame(0xab, 2, 3), &[]).await;
    assert_eq!(collector.get(&format!("/v1/sessions/{}/frames", hex(9)), &[]).await.status, StatusCode::NOT_FOUND);
    for bad in [&hex(0xab).to_uppercase(), "..%2f..", "%00", "1", &"é".repeat(16).replace('é', "%C3%A9")] {
        let answer = collector.get(&format!("/v1/sessions/{bad}/frames"), &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[tokio::test]
async fn frames_come_by_stream_and_sequence_however_long_the_session() {
    let collector = Collector::new();
    let mut expected = Vec::new();
    let mut sent = Vec::new();
    for stream in [1, 2, 3] {
        let mut encoder = encoder(1, stream);
        // Frames of some 20 KiB, 60 of them: several chunks of the answer.
        for _ in 0..20 {
            (0..4000).for_each(|x| encoder.push(x, &pointer((x % 7) as i32)));
            let frame = encoder.seal(support::WALL, Missing::default()).unwrap();
            expected.extend((frame.len() as u32).to_le_bytes());
            expected.extend(&frame);
            sent.push(frame);
        }
    }
    for frame in sent.into_iter().rev() {
        assert_eq!(collector.post(frame, &[]).await.status, StatusCode::NO_CONTENT);
    }
    let answer = collector.get(&format!("/v1/sessions/{}/frames", hex(1)), &[]).await;
    assert!(expected.len() > 1_000_000);
    assert!(answer.body == expected, "{} bytes, not {}", answer.body.len(), expected.len());
}

#[tokio::test]
async fn the_latest_arrival_is_listed_first() {
    let collector = Collector::new();
    for session in [3, 1, 2] {
        collector.post(frame(session, 1, 1), &[]).await;
        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
    }
    let sessions = collector.sessions().await;
    let ids: Vec<_> = sessions.as_array().unwrap().iter().map(|session| session["session"].as_str().unwrap()).collect();
    assert_eq!(ids, [hex(2), hex(1), hex(3)]);
}
