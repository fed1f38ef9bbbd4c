//! Frames into NATS JetStream: nothing that was answered 204 is lost with the servers that die.
#![cfg(feature = "scale")]

mod support;

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use futures_util::StreamExt;
use support::cluster::Cluster;
use support::program::{Server, run, status};
use support::{frame, hex, pointer};

const STREAM: &str = "frames";

/// A collector without a store of its own; `dir` is where it would have made one.
fn collector(cluster: &Cluster, dir: &tempfile::TempDir, more: &[&str]) -> Server {
    let url = cluster.url(STREAM);
    let server = Server::start(url.as_ref(), &[&["--network-rate=0", "--session-rate=0"], more].concat());
    assert!(dir.path().read_dir().unwrap().next().is_none());
    server
}

/// What the stream holds: each message's id and frame.
async fn stored(cluster: &Cluster) -> Vec<(String, Vec<u8>)> {
    let context = cluster.context().await;
    let stream = loop {
        match context.get_stream(STREAM).await {
            Ok(stream) if stream.cached_info().cluster.as_ref().is_none_or(|cluster| cluster.leader.is_some()) => {
                break stream;
            }
            _ => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    };
    let count = stream.get_info().await.unwrap().state.messages;
    let config = async_nats::jetstream::consumer::pull::OrderedConfig::default();
    // A cluster that has just lost its leader takes a while to give consumers again.
    let mut tries = 0;
    let consumer = loop {
        match stream.create_consumer(config.clone()).await {
            Ok(consumer) => break consumer,
            Err(error) if tries == 10 => panic!("{error}"),
            Err(_) => tries += 1,
        }
    };
    let messages = consumer.messages().await.unwrap();
    let read = messages.take(usize::try_from(count).unwrap()).map(|message| {
        let message = message.unwrap();
        let id = message.headers.as_ref().unwrap().get("Nats-Msg-Id").unwrap().to_string();
        (id, message.payload.to_vec())
    });
    read.collect().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_keeps_each_frame_once_and_refuses_others_under_its_name() {
    let Some(cluster) = Cluster::start(1, "a_log_keeps_each_frame_once").await else { return };
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (collector(&cluster, &dir, &[]), collector(&cluster, &dir, &[]));
    for stream in 0..5 {
        assert_eq!(one.post(&frame(1, stream, 1)), 204);
        assert_eq!(two.post(&frame(1, stream, 1)), 204, "a repeat, though another collector took the first");
        assert_eq!(two.post(&frame(1, stream, 2)), 409);
    }
    let kept = stored(&cluster).await;
    let frames: Vec<_> = (0..5).map(|stream| frame(1, stream, 1)).collect();
    assert_eq!(kept.iter().map(|(_, frame)| frame.clone()).collect::<Vec<_>>(), frames);
    assert_eq!(kept[3].0, format!("{}/030303030303/0", hex(1)));

    // What needs a store says so.
    assert_eq!(status(&one.get("/v1/sessions")), 501);
    assert_eq!(status(&one.get(&format!("/v1/sessions/{}/frames", hex(1)))), 501);
    assert_eq!(status(&one.get("/healthz")), 200);
    assert!(String::from_utf8_lossy(&one.get("/metrics")).contains("desireline_posts_total{status=\"409\"} 0"));
    for command in [&["export"][..], &["sessions"], &["erase", "--session", &hex(1)]] {
        let output = run(&[command, &["--store", &cluster.url(STREAM)]].concat());
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(&format!("`{}` works on the embedded store", command[0])), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_is_gone_or_full_asks_the_client_to_come_again() {
    let Some(mut cluster) = Cluster::start(1, "a_log_that_is_gone_or_full").await else { return };
    let dir = tempfile::tempdir().unwrap();
    let server = collector(&cluster, &dir, &["--disk-quota", "1"]);
    let mut encoder = support::encoder(1, 1);
    let mut refused = 0;
    for round in 0..100_u64 {
        (0..5000).for_each(|t| encoder.push(round * 40_000 + t * 7, &pointer((t * t % 9973) as i32)));
        match server.post(&encoder.seal(support::WALL, desireline::wire::Missing::default()).unwrap()) {
            204 => assert_eq!(refused, 0, "what is full stays full"),
            503 => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert!(refused > 0, "the quota is not kept");
    assert_eq!(status(&server.get("/healthz")), 503);
    cluster.nodes[0].kill();
    assert_eq!(server.post(&frame(2, 1, 1)), 503);
    assert_eq!(status(&server.get("/healthz")), 503);

    let output = run(&["serve", "--listen", "127.0.0.1:0", "--store", &cluster.url(STREAM)]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("cannot connect"), "{told}");
}

/// Three servers, three replicas; first the stream's leader is killed and then one of the two
/// that are left is killed and replaced by nobody: the stream stops, and what was answered is there
/// once a majority is back. So the second victim is started anew.
#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_frame_outlives_the_leader_and_a_follower() {
    let Some(mut cluster) = Cluster::start(3, "every_acknowledged_frame_outlives").await else { return };
    let dir = tempfile::tempdir().unwrap();
    let server = Arc::new(collector(&cluster, &dir, &["--replicas", "3"]));
    let stop = Arc::new(AtomicBool::new(false));
    let clients: Vec<_> = (0..8_u8)
        .map(|client| {
            let (server, stop) = (server.clone(), stop.clone());
            std::thread::spawn(move || post_until(&server, client, &stop))
        })
        .collect();

    tokio::time::sleep(Duration::from_secs(2)).await;
    let leader = leader(&cluster).await;
    cluster.nodes.iter_mut().find(|node| node.name == leader).unwrap().kill();
    tokio::time::sleep(Duration::from_secs(12)).await;
    let follower = self::leader(&cluster).await;
    let follower = cluster.nodes.iter_mut().filter(|node| node.name != leader).find(|node| node.name != follower);
    let follower = follower.unwrap();
    // With the first still gone there is no majority: nothing is answered 204 until this is back.
    follower.kill();
    tokio::time::sleep(Duration::from_secs(2)).await;
    follower.restart();
    tokio::time::sleep(Duration::from_secs(12)).await;
    stop.store(true, Relaxed);

    let acked: Vec<_> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
    let kept = stored(&cluster).await;
    let ids: HashSet<_> = kept.iter().map(|(id, _)| id.clone()).collect();
    assert_eq!(ids.len(), kept.len(), "a frame is there twice");
    let lost: Vec<_> = acked.iter().flatten().filter(|id| !ids.contains(*id)).collect();
    assert!(lost.is_empty(), "{} of {} acknowledged frames are lost: {lost:?}", lost.len(), acked.len());
    let refused = acked.iter().filter(|id| id.is_none()).count();
    eprintln!("{} frames acknowledged, {refused} posts refused, {} frames kept", acked.len() - refused, kept.len());
    assert!(acked.len() - refused > 300);
}

/// Posts frame after frame, each until it is taken, as a recorder does; returns their ids, and
/// `None` for each refusal.
fn post_until(server: &Server, client: u8, stop: &AtomicBool) -> Vec<Option<String>> {
    let mut encoder = support::encoder(client, client);
    let mut acked = Vec::new();
    for sequence in 0_u64.. {
        encoder.push(sequence, &pointer(sequence as i32));
        let sent = encoder.seal(support::WALL, desireline::wire::Missing::default()).unwrap();
        loop {
            if stop.load(Relaxed) {
                return acked;
            }
            match server.post(&sent) {
                204 => break,
                503 => acked.push(None),
                other => panic!("{other}"),
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        acked.push(Some(format!("{}/{}/{sequence}", hex(client), format!("{client:02x}").repeat(6))));
    }
    acked
}

/// Who leads the stream now.
async fn leader(cluster: &Cluster) -> String {
    let context = cluster.context().await;
    loop {
        let stream = context.get_stream(STREAM).await;
        if let Some(leader) = stream.ok().and_then(|stream| stream.cached_info().cluster.clone()?.leader) {
            return leader;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
