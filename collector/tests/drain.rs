//! Frames out of a log into Parquet: each once, whatever kills the drain meanwhile.
#![cfg(feature = "scale")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use support::cluster::Cluster;
use support::program::{Server, answer, program, status};
use support::{frame, hex, page};

const STREAM: &str = "frames";

/// Session, stream, sequence.
type Key = (String, String, i64);

fn collector(cluster: &Cluster) -> Server {
    let flags = ["--network-rate=0", "--session-rate=0", "--allow-origin=https://a.example,https://b.example"];
    Server::start(cluster.url(STREAM).as_ref(), &flags)
}

/// Posts `count` frames of one session from a page of that site.
fn post(server: &Server, session: u8, count: u8, site: &str) -> BTreeSet<Key> {
    let post = |stream: u8| {
        let sent = frame(session, stream, 1);
        let mut socket = server.connect();
        let head = format!(
            "POST /v1/frames HTTP/1.1\r\nHost: c\r\nOrigin: https://{site}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            sent.len()
        );
        std::io::Write::write_all(&mut socket, &[head.as_bytes(), &sent].concat()).unwrap();
        assert_eq!(status(&answer(socket)), 204);
        (hex(session), format!("{stream:02x}").repeat(6), 0)
    };
    (0..count).map(post).collect()
}

fn drain(cluster: &Cluster, to: &Path, more: &[&str]) -> Child {
    let mut command = program();
    command.args(["drain", "--from", &cluster.url(STREAM), "--once", "--to"]).arg(to).args(more);
    command.stderr(Stdio::null()).spawn().unwrap()
}

fn drained(cluster: &Cluster, to: &Path, more: &[&str]) {
    assert!(drain(cluster, to, more).wait().unwrap().success());
}

/// The files of a kind, by their paths below `kind/`.
fn files(dir: &Path, kind: &str) -> BTreeMap<String, PathBuf> {
    fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
        for entry in dir.read_dir().into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let (root, mut found) = (dir.join(kind), Vec::new());
    walk(&root, &mut found);
    found.retain(|path| path.extension().is_some_and(|extension| extension == "parquet"));
    let named = |path: PathBuf| (path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned(), path);
    found.into_iter().map(named).collect()
}

/// The keys in all files of a kind, as often as they are there.
fn keys(dir: &Path, kind: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    for path in files(dir, kind).values() {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap().build().unwrap();
        for batch in reader {
            let batch = batch.unwrap();
            let text = |name: &str| batch.column_by_name(name).unwrap().as_string::<i32>().clone();
            let (session, stream) = (text("session"), text("stream"));
            let seq = batch.column_by_name("seq").unwrap().as_primitive::<Int64Type>();
            keys.extend(
                (0..batch.num_rows())
                    .map(|row| (session.value(row).to_owned(), stream.value(row).to_owned(), seq.value(row))),
            );
        }
    }
    keys.sort();
    keys
}

#[track_caller]
fn holds(dir: &Path, sent: &BTreeSet<Key>) {
    for kind in ["frames", "events"] {
        // Each frame has one event.
        assert_eq!(keys(dir, kind), sent.iter().cloned().collect::<Vec<_>>(), "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_and_events_are_written_by_day_and_site() {
    let Some(cluster) = Cluster::start(1, "frames_and_events_are_written_by_day_and_site").await else { return };
    let server = collector(&cluster);
    let dir = tempfile::tempdir().unwrap();
    let mut sent = post(&server, 1, 7, "a.example");
    sent.extend(post(&server, 2, 5, "b.example"));
    assert_eq!(server.post(&page(3, 9, 5, "https://c.example/x")), 204);
    sent.insert((hex(3), "090909090909".into(), 0));
    drained(&cluster, dir.path(), &[]);
    holds(dir.path(), &sent);

    let events: Vec<_> = files(dir.path(), "events").into_keys().collect();
    let sites = ["a.example", "b.example", "none"];
    assert_eq!(events.len(), sites.len());
    for (path, site) in events.iter().zip(sites) {
        assert!(path.starts_with("day=20"), "{path}");
        assert!(path.ends_with(&format!("site={site}/{STREAM}-{:020}-{:020}.parquet", 1, 13)), "{path}");
    }

    // Nothing new: nothing changes. Something new: it comes in files of its own, from where it was.
    let before = files(dir.path(), "frames");
    drained(&cluster, dir.path(), &["--purge"]);
    assert_eq!(files(dir.path(), "frames"), before);
    sent.extend(post(&server, 4, 3, "a.example"));
    drained(&cluster, dir.path(), &["--purge"]);
    holds(dir.path(), &sent);
    let stream = cluster.context().await.get_stream(STREAM).await.unwrap();
    assert_eq!(stream.cached_info().state.messages, 0, "--purge leaves nothing of what was drained");
    sent.extend(post(&server, 5, 2, "a.example"));
    drained(&cluster, dir.path(), &["--batch", "1"]);
    holds(dir.path(), &sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drain_that_is_killed_again_and_again_loses_and_doubles_nothing() {
    let Some(cluster) = Cluster::start(1, "a_drain_that_is_killed_again_and_again").await else { return };
    let server = collector(&cluster);
    let dir = tempfile::tempdir().unwrap();
    let sent: BTreeSet<Key> = (1..=3).flat_map(|session| post(&server, session, 200, "a.example")).collect();
    let mut rounds = 0;
    for round in 0..40_u64 {
        let mut drain = drain(&cluster, dir.path(), &["--batch", "25"]);
        let begun = Instant::now();
        // At moments that differ, so that every step is hit some time.
        let time = Duration::from_millis(30 + round * 17 % 400);
        let ended = loop {
            match drain.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if begun.elapsed() > time => break None,
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        match ended {
            Some(status) => {
                assert!(status.success());
                break;
            }
            None => {
                drain.kill().unwrap();
                drain.wait().unwrap();
                rounds += 1;
            }
        }
    }
    assert!(rounds > 0, "it was never killed");
    drained(&cluster, dir.path(), &["--batch", "25"]);
    holds(dir.path(), &sent);
    eprintln!("killed {rounds} times");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_was_begun_is_written_anew_as_it_was() {
    let Some(cluster) = Cluster::start(1, "a_batch_that_was_begun_is_written_anew").await else { return };
    let server = collector(&cluster);
    let dir = tempfile::tempdir().unwrap();
    let mut sent = post(&server, 1, 20, "a.example");
    drained(&cluster, dir.path(), &[]);
    // As if it had been killed in the middle of its files.
    let claim = dir.path().join(format!("_drain/{STREAM}/{:020}.json", 1));
    let text = fs::read_to_string(&claim).unwrap();
    fs::write(&claim, text.replace("true", "false")).unwrap();
    let events = files(dir.path(), "events").into_values().next().unwrap();
    fs::write(&events, "half of a file").unwrap();
    sent.extend(post(&server, 2, 20, "a.example"));
    // A smaller batch would have another range; the claimed one counts.
    drained(&cluster, dir.path(), &["--batch", "3"]);
    holds(dir.path(), &sent);

    // A claim that the log cannot honour is told, and not papered over.
    let claim = dir.path().join(format!("_drain/{STREAM}"));
    let latest = fs::read_dir(&claim).unwrap().map(|entry| entry.unwrap().path()).max().unwrap();
    let text = fs::read_to_string(&latest).unwrap();
    fs::write(&latest, text.replace("true", "false")).unwrap();
    cluster.context().await.get_stream(STREAM).await.unwrap().purge().await.unwrap();
    let output = program()
        .args(["drain", "--once", "--from", &cluster.url(STREAM), "--to", dir.path().to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("error: the log holds 0 of the"), "{told}");
}

#[test]
fn bad_arguments_are_refused() {
    let told = |arguments: &[&str]| {
        let output = program().arg("drain").args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&[]).contains("--from"));
    assert!(told(&["--from", "a.sqlite", "--to", "x"]).contains("nats://[user:password@]host:port/stream"));
    assert!(told(&["--from", "nats://a/b", "--to", "gs://x"]).contains("files go to a directory, or to s3://"));
}
