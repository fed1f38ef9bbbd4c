//! The program as a process: its arguments, its store file, its death and its end.

mod support;

use std::fs;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use support::program::{Server, answer, head, program, run, status};
use support::{frame, hex};

fn fails(arguments: &[&str], code: i32, sentence: &str) {
    let output = run(arguments);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    assert!(told.contains(sentence), "{arguments:?}: {told}");
    assert!(output.stdout.is_empty());
}

#[test]
fn what_was_answered_204_survives_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    for round in 0..5 {
        let mut server = Server::start(&path, &[]);
        assert_eq!(server.post(&frame(round, 1, 1)), 204);
        server.signal(Signal::KILL);
        server.child.wait().unwrap();
        for session in 0..=round {
            let output = run(&["export", "--store", path.to_str().unwrap(), "--session", &hex(session)]);
            assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1, "{round} {session}");
        }
    }
}

#[test]
fn sigterm_lets_requests_under_way_finish() {
    for signal in [Signal::TERM, Signal::INT] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("store.sqlite");
        let mut server = Server::start(&path, &[]);
        let sent = frame(1, 1, 1);
        let mut slow = server.connect();
        slow.write_all(&head(sent.len())).unwrap();
        slow.write_all(&sent[..10]).unwrap();
        // An idle connection does not hold the end up.
        let idle = server.connect();
        // The server answers here, so it has taken the connections above.
        assert_eq!(server.post(&frame(2, 1, 1)), 204);

        server.signal(signal);
        let told = Instant::now();
        while std::net::TcpStream::connect(server.address).is_ok() {
            assert!(told.elapsed() < Duration::from_secs(5), "no new connections are taken");
            std::thread::sleep(Duration::from_millis(10));
        }
        slow.write_all(&sent[10..]).unwrap();
        assert_eq!(status(&answer(slow)), 204);
        assert_eq!(server.child.wait().unwrap().code(), Some(0));
        assert!(told.elapsed() < Duration::from_secs(8), "{:?}", told.elapsed());
        drop(idle);

        assert!(!path.with_extension("sqlite-wal").exists(), "the log was moved into the file");
        let output = run(&["export", "--store", path.to_str().unwrap()]);
        assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 2);
    }
}

#[test]
fn a_request_that_never_finishes_is_cut_after_the_limit() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start(&dir.path().join("store.sqlite"), &[]);
    let mut stuck = server.connect();
    stuck.write_all(&head(100)).unwrap();
    assert_eq!(server.post(&frame(1, 1, 1)), 204);
    server.signal(Signal::TERM);
    let told = Instant::now();
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(13), "{:?}", told.elapsed());
}

#[test]
fn a_head_that_never_ends_is_cut() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(&dir.path().join("store.sqlite"), &[]);
    let mut stuck = server.connect();
    stuck.write_all(b"POST /v1/frames HTTP/1.1\r\nHost:").unwrap();
    let begun = Instant::now();
    // Whether with an answer or without: the end is what counts.
    let _ = stuck.read_to_end(&mut Vec::new());
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[test]
fn a_long_body_is_refused_before_it_is_sent() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(&dir.path().join("store.sqlite"), &[]);
    let mut stream = server.connect();
    stream.write_all(&head(1 << 40)).unwrap();
    assert_eq!(status(&answer(stream)), 413);
}

#[test]
fn the_peer_of_a_socket_is_known_to_the_reads() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(&dir.path().join("store.sqlite"), &[]);
    assert_eq!(status(&server.get("/v1/sessions")), 200);
}

#[test]
fn two_collectors_can_share_a_store() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let (one, two) = (Server::start(&path, &[]), Server::start(&path, &[]));
    for stream in 0..10 {
        assert_eq!(one.post(&frame(1, stream, 1)), 204);
        assert_eq!(two.post(&frame(1, stream, 1)), 204);
        assert_eq!(two.post(&frame(1, stream, 2)), 409);
    }
    let listed = String::from_utf8(one.get("/v1/sessions")).unwrap();
    assert!(listed.contains(r#""frames":10,"#), "{listed}");
}

#[test]
fn bad_arguments_are_refused() {
    fails(&[], 2, "Usage");
    fails(&["serve", "--listen", "nowhere"], 2, "--listen");
    fails(&["serve", "--allow-origin", "https://a.example/"], 2, "an origin is scheme://host");
    fails(&["serve", "--mount", "viewer"], 2, "a mount is /path=DIR");
    fails(&["serve", "--mount", "/v1=."], 2, "a mount is /path=DIR");
    fails(&["serve", "--token", ""], 2, "a token is made of visible ASCII");
    fails(&["export", "--format", "csv"], 2, "ndjson");
    fails(&["export", "--session", "xyz"], 2, "not an id");
    fails(&["export", "--nothing"], 2, "--nothing");
}

#[test]
fn the_token_may_come_from_the_environment() {
    let output = program().args(["serve", "--listen", "x"]).env("DESIRELINE_TOKEN", "s3cret").output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("s3cret"));
    let output = program().args(["serve", "--help"]).env("DESIRELINE_TOKEN", "s3cret").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(help.contains("DESIRELINE_TOKEN") && !help.contains("s3cret"), "{help}");
    let output = program().args(["serve", "--listen", "127.0.0.1:0"]).env("DESIRELINE_TOKEN", "").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "an empty token is an error, not an open door");
}

#[test]
fn a_missing_store_is_told_and_not_made() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.sqlite");
    let text = path.to_str().unwrap();
    fails(&["export", "--store", text], 1, "there is no store at");
    fails(&["sessions", "--store", text], 1, "there is no store at");
    assert!(!path.exists());
}

#[test]
fn a_log_is_no_store() {
    let log = "nats://me:secret@127.0.0.1:1/frames";
    for command in [&["export"][..], &["sessions"], &["erase", "--session", &hex(1)]] {
        fails(&[command, &["--store", log]].concat(), 1, "works on the embedded store, and nats://127.0.0.1:1/frames");
    }
    fails(&["sessions", "--store", "http://127.0.0.1/x"], 2, "a store is a file, or nats://");
    let serve = ["serve", "--listen", "127.0.0.1:0", "--store", log];
    fails(&[&serve[..], &["--day-quota", "5"]].concat(), 1, "--day-quota has no meaning for a log");
    let reason = if cfg!(feature = "scale") { "cannot connect" } else { "this program was built without logs" };
    fails(&serve, 1, reason);
    let printed = run(&[&serve[..], &["--print-config"]].concat());
    assert!(!String::from_utf8_lossy(&printed.stdout).contains("secret"));
}

#[test]
fn what_is_no_store_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let text_file = dir.path().join("notes.txt");
    fs::write(&text_file, "not a database, but long enough to be looked at as one. ".repeat(20)).unwrap();
    let before = fs::read(&text_file).unwrap();
    let foreign = dir.path().join("foreign.sqlite");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
    for path in [&text_file, &foreign] {
        let text = path.to_str().unwrap();
        for arguments in [
            &["serve", "--listen", "127.0.0.1:0", "--store", text][..],
            &["export", "--store", text],
            &["sessions", "--store", text],
        ] {
            fails(arguments, 1, "is not a desireline store");
        }
    }
    assert_eq!(fs::read(&text_file).unwrap(), before);
}

#[test]
fn a_newer_store_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    drop(Server::start(&path, &[]));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 1_000).unwrap();
    let text = path.to_str().unwrap();
    for command in ["serve", "export", "sessions"] {
        fails(&[command, "--store", text], 1, "the store has schema version 1000, this program knows up to ");
    }
}

#[test]
fn an_unknown_session_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    drop(Server::start(&path, &[]));
    let id = hex(9);
    let sentence = format!("the store holds no session {id}");
    fails(&["export", "--store", path.to_str().unwrap(), "--session", &id], 1, &sentence);
}

#[test]
fn a_store_among_the_served_files_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let (path, served) = (dir.path().join("store.sqlite"), dir.path().to_str().unwrap());
    let text = path.to_str().unwrap();
    let base = ["serve", "--listen", "127.0.0.1:0", "--store", text];
    fails(&[&base[..], &["--site", served]].concat(), 1, "served to everybody");
    assert!(!path.exists(), "it is not made there either");
    drop(Server::start(&path, &[]));
    fails(&[&base[..], &["--mount", &format!("/x={served}")]].concat(), 1, "served to everybody");
}

#[test]
fn directories_and_ports_that_cannot_be_served_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let base = ["serve", "--listen", "127.0.0.1:0", "--store", path.to_str().unwrap()];
    fails(&[&base[..], &["--site", "/no/such/dir"]].concat(), 1, "cannot open /no/such/dir");
    fails(&[&base[..], &["--mount", "/a=/no/such/dir"]].concat(), 1, "cannot open /no/such/dir");
    let twice = ["--mount", "/a=/proc", "--mount", "/a=/tmp"];
    fails(&[&base[..], &twice].concat(), 1, "/a is mounted twice");

    let server = Server::start(&path, &[]);
    let taken = server.address.to_string();
    fails(&["serve", "--listen", &taken, "--store", path.to_str().unwrap()], 1, "cannot listen on");
}

#[test]
fn under_load_no_answered_frame_is_lost_or_doubled_by_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let mut acked = Vec::new();
    for round in 0..3_u8 {
        let mut server = Server::start(&path, &[]);
        let address = server.address;
        let threads: Vec<_> = (0..8_u8)
            .map(|thread| {
                std::thread::spawn(move || {
                    let mut acked = Vec::new();
                    for stream in 0..=255_u8 {
                        let Ok(mut stream_) = std::net::TcpStream::connect(address) else { break };
                        let sent = frame(round * 8 + thread, stream, 1);
                        let whole = [head(sent.len()), sent].concat();
                        let mut told = Vec::new();
                        let asked = stream_.write_all(&whole).and_then(|()| stream_.read_to_end(&mut told));
                        if asked.is_err() || !told.starts_with(b"HTTP/1.1 204") {
                            break;
                        }
                        acked.push((hex(round * 8 + thread), format!("{stream:02x}").repeat(6)));
                    }
                    acked
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(150));
        server.signal(Signal::KILL);
        server.child.wait().unwrap();
        let before = acked.len();
        threads.into_iter().for_each(|thread| acked.extend(thread.join().unwrap()));
        assert!(acked.len() > before, "it was killed before it had answered anything");
    }
    // The torn end of the log is recovered, and each answered frame is there once.
    drop(Server::start(&path, &[]));
    let output = String::from_utf8(run(&["export", "--store", path.to_str().unwrap()]).stdout).unwrap();
    let mut stored = std::collections::HashSet::new();
    for line in output.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| row[name].as_str().unwrap().to_owned();
        assert!(stored.insert((text("session"), text("stream"))), "doubled: {line}");
    }
    assert!(acked.iter().all(|key| stored.contains(key)));
}

#[test]
fn a_session_is_erased_beside_a_running_collector() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let server = Server::start(&path, &[]);
    assert_eq!(server.post(&frame(1, 1, 1)), 204);
    let output = run(&["erase", "--store", path.to_str().unwrap(), "--session", &hex(1)]);
    assert!(String::from_utf8(output.stdout).unwrap().starts_with("erased 1 frames of session"));
    assert_eq!(server.post(&frame(1, 1, 1)), 410);
    fails(&["erase", "--store", "/no/such", "--session", &hex(1)], 1, "there is no store at");
    fails(&["erase", "--store", path.to_str().unwrap()], 2, "--session");
}
