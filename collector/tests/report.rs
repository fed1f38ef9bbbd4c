//! What a session's frames say, over HTTP and on the command line.

mod support;

use axum::http::StatusCode;
use desireline::analysis;
use desireline::wire::{Click, Event, Frame, Missing, Page, Unanswered};
use desireline_collector::app::Settings;
use serde_json::Value;
use support::program::{Server, run};
use support::{Collector, WALL, encoder, frame, hex};

/// A page and a rage click, in two frames.
fn rage(session: u8) -> [Vec<u8>; 2] {
    let mut encoder = encoder(session, 2);
    let url = "https://shop.example/\u{202e}<b>";
    encoder.push(5, &Event::Page(Page { url, viewport_w: 800, viewport_h: 600, ..Page::default() }));
    encoder.push(1_000, &Event::Click(Click::default()));
    let first = encoder.seal(WALL, Missing::default()).unwrap();
    encoder.push(1_300, &Event::Click(Click::default()));
    encoder.push(1_600, &Event::Click(Click::default()));
    encoder.push(1_700, &Event::Unanswered(Unanswered::default()));
    [first, encoder.seal(WALL, Missing::default()).unwrap()]
}

fn path(session: u8) -> String {
    format!("/v1/sessions/{}/report", hex(session))
}

#[tokio::test]
async fn a_report_is_what_the_library_finds_whatever_arrives_first() {
    let collector = Collector::new();
    let frames = rage(1);
    for frame in frames.iter().rev() {
        assert_eq!(collector.post(frame.clone(), &[]).await.status, StatusCode::NO_CONTENT);
    }
    collector.post(frame(2, 2, 3), &[]).await;
    let answer = collector.get(&path(1), &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    assert!(!answer.text().contains(['<', '\u{202e}']), "{}", answer.text());

    let frames = frames.map(|bytes| Frame::read(&bytes).unwrap());
    let expected = serde_json::to_value(analysis::visit(&frames).unwrap()).unwrap();
    assert_eq!(answer.json(), expected);
    let json = answer.json();
    assert_eq!((&json["session"], &json["score"]), (&hex(1).into(), &60.into()));
    assert_eq!(json["pages"][0]["signals"][0]["signal"], "rage_click");
}

#[tokio::test]
async fn a_report_is_guarded_like_the_frames() {
    let collector = Collector::new();
    collector.post(frame(1, 2, 3), &[]).await;
    assert_eq!(collector.get(&path(1), &[]).await.status, StatusCode::OK);
    for sign in [("host", "evil.example"), ("origin", "https://evil.example"), ("x-forwarded-for", "192.0.2.7")] {
        assert_eq!(collector.get(&path(1), &[sign]).await.status, StatusCode::FORBIDDEN, "{sign:?}");
    }
    assert_eq!(collector.get(&path(9), &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(collector.get("/v1/sessions/1/report", &[]).await.status, StatusCode::BAD_REQUEST);

    let guarded = Collector::with(Settings { token: Some("secret".into()), ..Settings::default() });
    guarded.post(frame(1, 2, 3), &[]).await;
    assert_eq!(guarded.get(&path(1), &[]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(guarded.get(&path(1), &[("authorization", "Bearer secret")]).await.status, StatusCode::OK);
}

#[test]
fn the_program_prints_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store.sqlite");
    let server = Server::start(&store, &[]);
    let frames = rage(1);
    for frame in &frames {
        assert_eq!(server.post(frame), 204);
    }
    let store = store.to_str().unwrap();
    let output = run(&["report", "--store", store, "--session", &hex(1)]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let frames = frames.map(|bytes| Frame::read(&bytes).unwrap());
    assert_eq!(printed, serde_json::to_value(analysis::visit(&frames).unwrap()).unwrap());

    let unknown = run(&["report", "--store", store, "--session", &hex(9)]);
    assert!(!unknown.status.success());
    assert_eq!(String::from_utf8_lossy(&unknown.stderr), format!("error: the store holds no session {}\n", hex(9)));
}
