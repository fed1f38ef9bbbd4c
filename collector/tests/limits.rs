//! What the collector takes only so much of, for so long, and how it forgets.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::http::Method;
use desireline::wire::Missing;
use desireline_collector::app::{Settings, app};
use desireline_collector::store::{Clock, DAY, Limits, Store};
use support::{Collector, encoder, frame, hex, pointer, request};

/// A collector whose clock the test turns.
fn at(settings: Settings, limits: Limits) -> (Collector, Arc<AtomicI64>) {
    let hand = Arc::new(AtomicI64::new(20_000 * DAY));
    let told = hand.clone();
    let clock = Clock::new(move || told.load(Ordering::SeqCst));
    let dir = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open_with(&dir.path().join("store.sqlite"), limits, clock).unwrap());
    let router = app(store.clone(), settings);
    (Collector { dir, store, router }, hand)
}

async fn delete(collector: &Collector, session: &str, headers: &[(&str, &str)]) -> u16 {
    let path = format!("/v1/sessions/{session}");
    collector.call(request(Method::DELETE, &path, headers, Body::empty())).await.status.as_u16()
}

async fn post(collector: &Collector, frame: &[u8]) -> u16 {
    collector.post(frame.to_vec(), &[]).await.status.as_u16()
}

#[tokio::test]
async fn a_session_takes_nothing_after_a_day_but_repeats() {
    let (collector, hand) = at(Settings::default(), Limits::default());
    assert_eq!(post(&collector, &frame(1, 1, 1)).await, 204);
    hand.fetch_add(DAY, Ordering::SeqCst);
    assert_eq!(post(&collector, &frame(1, 2, 1)).await, 204);
    hand.fetch_add(1, Ordering::SeqCst);
    assert_eq!(post(&collector, &frame(1, 3, 1)).await, 410);
    assert_eq!(post(&collector, &frame(1, 1, 1)).await, 204, "its answer was lost");
    assert_eq!(post(&collector, &frame(1, 1, 2)).await, 410);
    assert_eq!(post(&collector, &frame(2, 1, 1)).await, 204);
    // Both clocks are kept, however far they stand apart.
    let listed = collector.sessions().await;
    assert_eq!((&listed[1]["first"], &listed[1]["last"]), (&(support::WALL + 40).into(), &(20_001 * DAY).into()));
}

#[tokio::test]
async fn an_erased_session_leaves_no_byte_and_stays_away() {
    let (collector, _) = at(Settings::default(), Limits::default());
    let mut encoder = encoder(0xa7, 0x5c);
    (0..200_u64).for_each(|x| encoder.push(x, &pointer(x as i32 * 37)));
    let sent = encoder.seal(support::WALL, Missing::default()).unwrap();
    assert_eq!(post(&collector, &sent).await, 204);
    assert_eq!(post(&collector, &frame(2, 1, 1)).await, 204);
    let tail = sent[sent.len() - 64..].to_vec();
    let held = || {
        let files = std::fs::read_dir(collector.dir.path()).unwrap();
        files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).any(|file| file.windows(64).any(|at| at == tail))
    };
    assert!(held());
    assert_eq!(delete(&collector, &hex(0xa7), &[]).await, 204);
    assert!(!held());
    assert_eq!(post(&collector, &sent).await, 410, "a late retry");
    assert_eq!(delete(&collector, &hex(0xa7), &[]).await, 204, "again");
    assert_eq!(delete(&collector, "../x", &[]).await, 404);
    assert_eq!(delete(&collector, "xyz", &[]).await, 400);
    assert_eq!(collector.sessions().await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn only_who_may_read_may_erase() {
    let collector = Collector::with(Settings { token: Some("secret".into()), ..Settings::default() });
    assert_eq!(post(&collector, &frame(1, 1, 1)).await, 204);
    assert_eq!(delete(&collector, &hex(1), &[]).await, 401);
    let shown = ("authorization", "Bearer secret");
    assert_eq!(delete(&collector, &hex(1), &[shown, ("origin", "http://evil.example")]).await, 403);
    assert_eq!(delete(&collector, &hex(1), &[shown, ("sec-fetch-site", "cross-site")]).await, 403);
    assert_eq!(collector.get("/metrics", &[]).await.status, 401);
    assert_eq!(delete(&collector, &hex(1), &[shown]).await, 204);
}

#[tokio::test]
async fn without_a_token_an_exposed_collector_gives_nothing_away() {
    let collector = Collector::with(Settings { exposed: true, ..Settings::default() });
    assert_eq!(collector.get("/v1/sessions", &[]).await.status, 403);
    assert_eq!(collector.get("/healthz", &[]).await.status, 200);
}

#[tokio::test]
async fn retention_erases_what_is_too_old_and_only_that() {
    let (collector, hand) = at(Settings::default(), Limits::default());
    for session in 0..=249 {
        assert_eq!(post(&collector, &frame(session, 1, 1)).await, 204);
    }
    hand.fetch_add(10 * DAY, Ordering::SeqCst);
    assert_eq!(post(&collector, &frame(250, 1, 1)).await, 204);
    assert_eq!(collector.store.expire(10).await, Ok(0), "not older than ten days");
    hand.fetch_add(1, Ordering::SeqCst);
    assert_eq!(collector.store.expire(10).await, Ok(250));
    assert_eq!(collector.sessions().await.as_array().unwrap().len(), 1);
    assert_eq!(post(&collector, &frame(0, 1, 1)).await, 410);
    // Tombstones are no record for ever.
    hand.fetch_add(91 * DAY, Ordering::SeqCst);
    collector.store.expire(10).await.unwrap();
    assert_eq!(post(&collector, &frame(0, 1, 1)).await, 204);
}

#[tokio::test]
async fn a_day_brings_its_quota_and_the_next_day_more() {
    let one = frame(1, 1, 1);
    let limits = Limits { day: Some(2 * one.len() as u64), disk: None };
    let (collector, hand) = at(Settings::default(), limits);
    assert_eq!(post(&collector, &one).await, 204);
    assert_eq!(post(&collector, &frame(1, 2, 1)).await, 204);
    hand.fetch_add(DAY - 60_000, Ordering::SeqCst);
    let refused = collector.post(frame(2, 1, 1), &[]).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, Some("61")));
    assert_eq!(post(&collector, &one).await, 204, "a repeat takes no room");
    hand.fetch_add(60_000, Ordering::SeqCst);
    assert_eq!(post(&collector, &frame(2, 1, 1)).await, 204);
}

#[tokio::test]
async fn a_full_disk_asks_to_come_again_and_erasure_makes_room() {
    let (collector, _) = at(Settings::default(), Limits { disk: Some(160 * 1024), day: None });
    let (mut stored, mut status) = (0, 204);
    let mut encoder = encoder(1, 1);
    while status == 204 && stored < 1000 {
        (0..1000).for_each(|x| encoder.push(x, &pointer((x * x % 977) as i32)));
        status = post(&collector, &encoder.seal(support::WALL, Missing::default()).unwrap()).await;
        stored += 1;
    }
    assert_eq!(status, 503);
    assert!(stored > 5, "{stored}");
    let metrics = collector.get("/metrics", &[]).await;
    assert!(metrics.text().contains("desireline_store_failing 1\n"), "{}", metrics.text());
    assert_eq!(delete(&collector, &hex(1), &[]).await, 204);
    assert_eq!(post(&collector, &frame(2, 1, 1)).await, 204);
    let text = collector.get("/metrics", &[]).await;
    for line in ["store_failing 0", "posts_total{status=\"503\"} 1", "erased_sessions_total 1"] {
        assert!(text.text().contains(&format!("desireline_{line}\n")), "{}", text.text());
    }
    assert_eq!(collector.get("/healthz", &[]).await.text(), "well\n");
}

#[tokio::test]
async fn one_network_and_one_session_post_so_much_and_others_go_on() {
    let proxies = vec!["127.0.0.0/8".parse().unwrap()];
    let settings = Settings { network_rate: 3, session_rate: 2, proxies, ..Settings::default() };
    let (collector, hand) = at(settings, Limits::default());
    let from = async |client: &str, frame: Vec<u8>| {
        let answer = collector.post(frame, &[("x-forwarded-for", client)]).await;
        (answer.status.as_u16(), answer.header("retry-after").map(str::to_owned))
    };
    assert_eq!(from("198.51.100.1", frame(1, 1, 1)).await.0, 204);
    assert_eq!(from("198.51.100.2", frame(1, 2, 1)).await.0, 204);
    assert_eq!(from("198.51.100.3", frame(1, 3, 1)).await, (429, Some("31".into())), "the session");
    assert_eq!(from("198.51.100.4", frame(2, 1, 1)).await, (429, Some("21".into())), "the network");
    assert_eq!(from("203.0.113.1", frame(2, 1, 1)).await.0, 204, "another network");
    hand.fetch_add(60_000, Ordering::SeqCst);
    assert_eq!(from("198.51.100.3", frame(1, 3, 1)).await.0, 204);
}
