//! Posting frames: what is stored, what is refused and why.

mod support;

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use desireline::wire::{Missing, ReadError};
use futures_util::stream;
use support::{Collector, encoder, focus, frame, hex, page, pointer, request};

#[tokio::test]
async fn a_frame_is_stored_and_given_back_as_it_came() {
    let collector = Collector::new();
    let sent = frame(1, 2, 10);
    let answer = collector.post(sent.clone(), &[]).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0));

    let answer = collector.get(&format!("/v1/sessions/{}/frames", hex(1)), &[]).await;
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    let mut expected = (sent.len() as u32).to_le_bytes().to_vec();
    expected.extend(&sent);
    assert_eq!(answer.body, expected);
}

#[tokio::test]
async fn sessions_are_summed_up() {
    let collector = Collector::new();
    // The later page arrives first: the URL is still that of the earlier one.
    for sent in [page(1, 2, 900, "https://a.example/later"), page(1, 3, 100, "https://a.example/"), focus(1, 4)] {
        assert_eq!(collector.post(sent, &[]).await.status, StatusCode::NO_CONTENT);
    }
    let sessions = collector.sessions().await;
    let [session] = sessions.as_array().unwrap().as_slice() else { panic!("{sessions}") };
    assert_eq!(session["session"], hex(1));
    assert_eq!(session["first"], support::WALL + 7);
    assert!(session["last"].as_u64().unwrap() > support::WALL, "the server's clock is later than 2023");
    assert_eq!((&session["frames"], &session["events"], &session["streams"]), (&3.into(), &3.into(), &3.into()));
    let bytes = page(1, 2, 900, "https://a.example/later").len() + page(1, 3, 100, "https://a.example/").len();
    assert_eq!(session["bytes"], bytes + focus(1, 4).len());
    assert_eq!(session["url"], "https://a.example/");
}

#[tokio::test]
async fn a_session_without_a_page_has_no_url_until_one_arrives() {
    let collector = Collector::new();
    collector.post(frame(1, 2, 10), &[]).await;
    assert_eq!(collector.sessions().await[0]["url"], serde_json::Value::Null);
    collector.post(page(1, 3, 100, "https://a.example/"), &[]).await;
    assert_eq!(collector.sessions().await[0]["url"], "https://a.example/");
}

#[tokio::test]
async fn an_exact_repeat_is_answered_alike_and_stored_once() {
    let collector = Collector::new();
    for _ in 0..3 {
        assert_eq!(collector.post(frame(1, 2, 10), &[]).await.status, StatusCode::NO_CONTENT);
    }
    let sessions = collector.sessions().await;
    assert_eq!((&sessions[0]["frames"], &sessions[0]["events"]), (&1.into(), &1.into()));
}

#[tokio::test]
async fn other_bytes_under_the_same_key_are_refused_and_the_first_kept() {
    let collector = Collector::new();
    collector.post(frame(1, 2, 10), &[]).await;
    let answer = collector.post(frame(1, 2, 11), &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.text().lines().count(), 1);

    let stored = collector.get(&format!("/v1/sessions/{}/frames", hex(1)), &[]).await.body;
    assert_eq!(&stored[4..], frame(1, 2, 10));
}

#[tokio::test]
async fn the_same_number_in_another_stream_or_session_is_another_frame() {
    let collector = Collector::new();
    for sent in [frame(1, 2, 10), frame(1, 3, 11), frame(2, 2, 12)] {
        assert_eq!(collector.post(sent, &[]).await.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(collector.sessions().await.as_array().unwrap().len(), 2);
}

/// A body without a length, which no one may ask for more than `given` KiB.
fn measured(given: usize) -> Body {
    let chunks = (0..given).map(|_| Bytes::from_static(&[0; 1024]));
    let more = std::iter::once_with(|| panic!("the body was read on"));
    Body::from_stream(stream::iter(chunks.chain(more).map(Ok::<_, std::io::Error>)))
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let collector = Collector::new();
    let answer = collector.post(vec![0; 65_537], &[]).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::PAYLOAD_TOO_LARGE, "a frame has at most 65536 bytes\n"));
    // Exactly as long as is allowed: refused for what it is, not for its length.
    assert_eq!(collector.post(vec![0; 65_536], &[]).await.status, StatusCode::BAD_REQUEST);
    // Without a length: no more than the limit is taken.
    let answer = collector.post(measured(65), &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_times_out() {
    let collector = Collector::new();
    let dripping = stream::unfold((), |()| async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        Some((Ok::<_, std::io::Error>(Bytes::from_static(b"D")), ()))
    });
    let answer = collector.post(Body::from_stream(dripping), &[]).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(answer.text(), "the body took too long\n");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_refused() {
    let collector = Collector::new();
    let broken = stream::iter([Ok(Bytes::from_static(b"DL")), Err(std::io::Error::other("gone"))]);
    assert_eq!(collector.post(Body::from_stream(broken), &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(collector.sessions().await, serde_json::json!([]));
}

#[tokio::test]
async fn a_compressed_body_is_refused() {
    let collector = Collector::new();
    for coding in ["gzip", "br", "deflate"] {
        let answer = collector.post(frame(1, 2, 3), &[("content-encoding", coding)]).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{coding}");
    }
    assert_eq!(collector.post(frame(1, 2, 3), &[("content-encoding", "identity")]).await.status, 204);
}

/// `good` with the byte at `at` replaced.
fn with(good: &[u8], at: usize, byte: u8) -> Vec<u8> {
    let mut bad = good.to_vec();
    bad[at] = byte;
    bad
}

#[tokio::test]
async fn every_malformed_class_is_refused_with_its_reason() {
    let collector = Collector::new();
    let good = frame(1, 2, 10);
    // Magic, version and coding, session 16, stream 6, then the sequence.
    let sequence = 2 + 16 + 6;
    let mut over_long = good.clone();
    over_long.splice(sequence..=sequence, [0x80, 0]);
    let mut late = good[..sequence].to_vec();
    // Sequence 0, then a wall clock of 2^63.
    late.extend([0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1]);
    late.extend([0; 20]);
    let mut unknown_target = good.clone();
    // A focus (tag 7), no time later, on the frame's ninth target.
    unknown_target.extend([7, 0, 9]);
    let mut trailing = good.clone();
    trailing.push(200);

    let cases = [
        (Vec::new(), ReadError::NotAFrame),
        (b"hello".to_vec(), ReadError::NotAFrame),
        (with(&good, 1, 0x63), ReadError::UnknownVersion),
        (with(&good, 1, 0x1f), ReadError::UnknownCoding),
        (good[..good.len() - 1].to_vec(), ReadError::Truncated),
        (good[..20].to_vec(), ReadError::Truncated),
        (over_long, ReadError::Malformed),
        (late, ReadError::OutOfRange),
        (unknown_target, ReadError::UnknownTarget),
        ([&good[..], &[200, 0]].concat(), ReadError::UnknownKind),
    ];
    for (bad, expected) in cases {
        let answer = collector.post(bad, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{expected:?}");
        assert_eq!(answer.text(), format!("{}\n", expected.reason()));
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    }
    assert_eq!(collector.post(trailing, &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(collector.sessions().await, serde_json::json!([]));
}

#[tokio::test]
async fn a_frame_without_events_is_refused() {
    let collector = Collector::new();
    let mut one = encoder(1, 2);
    one.push(40, &pointer(1));
    let header_only = {
        let full = one.seal(support::WALL, Missing::default()).unwrap();
        // A pointer row is tag, gap, dx, dy, pointer kind: five bytes, after the number of rows.
        [&full[..full.len() - 6], &[0]].concat()
    };
    let answer = collector.post(header_only, &[]).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::BAD_REQUEST, "a value in the frame is malformed\n"));
}

#[tokio::test]
async fn other_methods_and_paths_are_refused() {
    let collector = Collector::new();
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let answer = collector.call(request(method, "/v1/frames", &[], Body::empty())).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    for path in ["/v1", "/v1/", "/v1/frame", "/v1/frames/", "/v1/sessions/", "/nothing"] {
        assert_eq!(collector.get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_closed_store_asks_the_client_to_come_again() {
    let collector = Collector::new();
    let store = collector.store.clone();
    tokio::task::spawn_blocking(move || store.close()).await.unwrap().unwrap();
    let answer = collector.post(frame(1, 2, 10), &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), Some("5"));
}

#[tokio::test]
async fn a_store_that_fails_asks_the_client_to_come_again_and_then_takes_it() {
    let collector = Collector::new();
    // Somebody takes the table away, as a full or broken disk would.
    let other = rusqlite::Connection::open(collector.path()).unwrap();
    other.execute_batch("ALTER TABLE frames RENAME TO away").unwrap();
    let answer = collector.post(frame(1, 2, 10), &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.header("retry-after").is_some());
    other.execute_batch("ALTER TABLE away RENAME TO frames").unwrap();
    assert_eq!(collector.post(frame(1, 2, 10), &[]).await.status, StatusCode::NO_CONTENT);
    assert_eq!(collector.sessions().await[0]["frames"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn posts_from_64_tasks_are_all_stored_once() {
    let collector = std::sync::Arc::new(Collector::new());
    let tasks: Vec<_> = (0..64_u8)
        .map(|task| {
            let collector = collector.clone();
            tokio::spawn(async move {
                let mut encoder = encoder(task % 8, task);
                for x in 0..16 {
                    encoder.push(x, &pointer(x as i32));
                    let sent = encoder.seal(support::WALL, Missing::default()).unwrap();
                    // Each twice, as after an answer that was lost.
                    for _ in 0..2 {
                        assert_eq!(collector.post(sent.clone(), &[]).await.status, StatusCode::NO_CONTENT);
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let sessions = collector.sessions().await;
    let sessions = sessions.as_array().unwrap();
    assert_eq!(sessions.len(), 8);
    for session in sessions {
        assert_eq!((&session["frames"], &session["streams"]), (&(8 * 16).into(), &8.into()), "{session}");
        assert_eq!(session["events"], 8 * 16);
    }
}
