//! What the list of sessions says of frames that have not arrived.

mod support;

use axum::http::StatusCode;
use desireline::reader;
use desireline::wire::{Frame, Missing};
use serde_json::{Value, json};
use support::{Collector, WALL, encoder, frame, pointer};

/// Where the number of a stream's first frame stands: one byte, 0.
const SEQUENCE: usize = 24;

/// A frame of session 1 with any number, in the number's shortest spelling.
fn numbered(stream: u8, mut sequence: u32) -> Vec<u8> {
    let mut bytes = frame(1, stream, 3);
    let mut spelled = Vec::new();
    while sequence > 0x7f {
        spelled.push(sequence as u8 | 0x80);
        sequence >>= 7;
    }
    spelled.push(sequence as u8);
    bytes.splice(SEQUENCE..=SEQUENCE, spelled);
    bytes
}

/// Of the one session: how many frames are missing, and which.
async fn listed(collector: &Collector) -> (u64, Value) {
    let session = collector.sessions().await[0].take();
    (session["missing"].as_u64().unwrap(), session["gaps"].clone())
}

/// The same as the library finds it among those frames.
fn found(frames: &[Vec<u8>]) -> (u64, Value) {
    let headers: Vec<_> = frames.iter().map(|bytes| *Frame::read(bytes).unwrap().header()).collect();
    let gaps = reader::gaps(&headers);
    let streams = gaps.iter().map(|gaps| json!({"stream": gaps.stream.to_hex(), "missing": gaps.missing})).collect();
    (gaps.iter().map(reader::Gaps::count).sum(), streams)
}

#[tokio::test]
async fn it_is_what_the_reader_finds_after_every_frame() {
    let collector = Collector::new();
    let mut sent = Vec::new();
    for (stream, sequence) in
        [(1, 3), (1, 0), (2, 0), (1, 8), (1, 2), (2, 5), (1, 5), (1, 0), (2, 1), (1, 1), (3, 1), (1, 4), (3, 0)]
    {
        sent.push(numbered(stream, sequence));
        // The second time it is a repeat, which closes no gap.
        for _ in 0..2 {
            let answer = collector.post(sent.last().unwrap().clone(), &[]).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text());
            assert_eq!(listed(&collector).await, found(&sent), "after {sequence} of {stream}");
        }
    }
    let gaps = json!([
        {"stream": "010101010101", "missing": [{"start": 6, "end": 7}]},
        {"stream": "020202020202", "missing": [{"start": 2, "end": 4}]},
    ]);
    assert_eq!(listed(&collector).await, (5, gaps));
}

#[tokio::test]
async fn a_whole_visit_has_none() {
    let collector = Collector::new();
    let mut encoder = encoder(1, 2);
    for t in 0..3 {
        encoder.push(t, &pointer(1));
        collector.post(encoder.seal(WALL, Missing::default()).unwrap(), &[]).await;
    }
    assert_eq!(listed(&collector).await, (0, json!([])));
}

#[tokio::test]
async fn a_forged_number_costs_one_range() {
    let collector = Collector::new();
    for stream in [1, 2] {
        assert_eq!(collector.post(numbered(stream, u32::MAX), &[]).await.status, StatusCode::NO_CONTENT);
    }
    let (missing, gaps) = listed(&collector).await;
    assert_eq!(missing, 2 * u64::from(u32::MAX));
    assert_eq!(gaps[1], json!({"stream": "020202020202", "missing": [{"start": 0, "end": u32::MAX - 1}]}));
}

#[tokio::test]
async fn twenty_ranges_are_told_and_all_are_counted() {
    let collector = Collector::new();
    for sequence in 0..30 {
        collector.post(numbered(1 + sequence as u8 / 25, sequence * 2 + 1), &[]).await;
    }
    let (missing, gaps) = listed(&collector).await;
    assert_eq!(missing, 25 + (51 + 4));
    let ranges = gaps.as_array().unwrap().iter().map(|gaps| gaps["missing"].as_array().unwrap().len());
    assert_eq!(ranges.sum::<usize>(), 20);
}
