//! Which pages may post: the rule on Origin, and CORS.

mod support;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use desireline_collector::app::Settings;
use support::{Answer, Collector, frame, request};

fn allowing(origins: &[&str]) -> Collector {
    let allowed_origins = origins.iter().map(|origin| origin.parse().unwrap()).collect();
    Collector::with(Settings { allowed_origins, ..Settings::default() })
}

async fn preflight(collector: &Collector, origin: &str) -> Answer {
    let headers = [("origin", origin), ("access-control-request-method", "POST")];
    collector.call(request(Method::OPTIONS, "/v1/frames", &headers, Body::empty())).await
}

#[tokio::test]
async fn without_an_origin_or_from_the_own_one_a_post_is_taken() {
    let collector = Collector::new();
    assert_eq!(collector.post(frame(1, 1, 1), &[]).await.status, StatusCode::NO_CONTENT);
    let own = [("host", "shop.example:8080"), ("origin", "http://shop.example:8080")];
    let answer = collector.post(frame(1, 2, 1), &own).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn a_foreign_origin_is_refused_and_nothing_stored() {
    let collector = allowing(&["https://shop.example"]);
    for origin in [
        "https://evil.example",
        "http://shop.example",
        "https://shop.example:8443",
        "https://shop.example.evil.example",
        "https://SHOP.example",
        "null",
        "",
        "*",
        // Only the scheme differs from the collector's own.
        "https://127.0.0.1:8787",
    ] {
        let answer = collector.post(frame(1, 1, 1), &[("origin", origin)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}");
        assert_eq!(answer.text(), "this origin may not post frames here: see --allow-origin\n");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{origin}");
    }
    let two = [("origin", "https://shop.example"), ("origin", "https://evil.example")];
    assert_eq!(collector.post(frame(1, 1, 1), &two).await.status, StatusCode::FORBIDDEN);
    assert_eq!(collector.sessions().await, serde_json::json!([]));
}

#[tokio::test]
async fn an_allowed_origin_is_named_in_every_answer() {
    let collector = allowing(&["https://shop.example", "https://b.example"]);
    let from = [("origin", "https://shop.example")];
    let answers = [
        (collector.post(frame(1, 1, 1), &from).await, StatusCode::NO_CONTENT),
        (collector.post(frame(1, 1, 2), &from).await, StatusCode::CONFLICT),
        (collector.post("hello", &from).await, StatusCode::BAD_REQUEST),
        (collector.post(vec![0; 70_000], &from).await, StatusCode::PAYLOAD_TOO_LARGE),
    ];
    for (answer, status) in answers {
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("access-control-allow-origin"), Some("https://shop.example"));
        assert_eq!(answer.header("access-control-allow-credentials"), None);
        assert!(answer.header("vary").unwrap().to_lowercase().contains("origin"));
    }
}

#[tokio::test]
async fn preflights_are_answered_for_allowed_origins_only() {
    let collector = allowing(&["https://shop.example"]);
    let answer = preflight(&collector, "https://shop.example").await;
    assert!(answer.status.is_success());
    assert_eq!(answer.header("access-control-allow-origin"), Some("https://shop.example"));
    assert_eq!(answer.header("access-control-allow-methods"), Some("POST"));
    assert_eq!(answer.header("access-control-allow-headers"), Some("content-type"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);

    let answer = preflight(&collector, "https://evil.example").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn null_and_any_are_allowed_only_when_asked_for() {
    let null = allowing(&["null"]);
    let answer = null.post(frame(1, 1, 1), &[("origin", "null")]).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, Some("null")));
    assert_eq!(null.post(frame(1, 2, 1), &[("origin", "https://a.example")]).await.status, StatusCode::FORBIDDEN);

    let any = allowing(&["*"]);
    let answer = any.post(frame(1, 1, 1), &[("origin", "https://a.example")]).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (StatusCode::NO_CONTENT, Some("*")));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
}
