//! What `export` and `sessions` print.

mod support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, Missing, View};
use serde_json::{Value, json};
use support::program::{Server, program, run};
use support::{WALL, encoder, focus, frame, hex, page, pointer};

/// A store with these frames in it, made by the real program.
fn store(dir: &Path, frames: &[Vec<u8>]) -> String {
    let path = dir.join("store.sqlite");
    let server = Server::start(&path, &[]);
    for frame in frames {
        assert_eq!(server.post(frame), 204);
    }
    path.to_str().unwrap().into()
}

fn export(arguments: &[&str]) -> Vec<Value> {
    let output = run(&[&["export"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_event_is_a_line_with_its_fields() {
    let dir = tempfile::tempdir().unwrap();
    let path = store(dir.path(), &[focus(1, 2), page(2, 3, 50, "https://a.example/")]);
    let rows = export(&["--store", &path, "--format", "ndjson"]);
    let stream = |byte: u8| StreamId([byte; 6]).to_hex();
    assert_eq!(
        rows,
        [
            json!({"session": hex(1), "stream": stream(2), "seq": 0, "t": WALL + 7, "kind": "focus",
                "target": "input[name=email]", "field": "email", "field_type": "email"}),
            json!({"session": hex(2), "stream": stream(3), "seq": 0, "t": WALL + 50, "kind": "page",
                "url": "https://a.example/", "referrer": "", "language": "",
                "viewport_w": 800, "viewport_h": 600, "document_w": 0, "document_h": 0, "zoom": 0,
                "screen_w": 0, "screen_h": 0, "navigation": "navigate"}),
        ]
    );
    assert_eq!(export(&["--store", &path, "--session", &hex(2)]), rows[1..]);
}

/// Frames of one stream; each inner list is one frame's times.
fn frames(session: u8, stream: u8, times: &[&[u64]]) -> Vec<Vec<u8>> {
    let mut encoder = encoder(session, stream);
    let seal = |times: &&[u64]| {
        times.iter().for_each(|t| encoder.push(*t, &pointer(i32::from(stream))));
        encoder.seal(WALL, Missing::default()).unwrap()
    };
    times.iter().map(seal).collect()
}

#[test]
fn events_are_in_the_order_of_time_whatever_the_order_of_arrival() {
    let dir = tempfile::tempdir().unwrap();
    // Session 2 begins before session 1 and ends after it. In session 1 three tabs overlap, with
    // equal times among them.
    let mut sent = frames(1, 7, &[&[1000, 1500, 3000], &[3000, 9000], &[9000, 9001]]);
    sent.extend(frames(1, 5, &[&[1000, 1500, 2999], &[3000, 8000]]));
    sent.extend(frames(1, 6, &[&[5000], &[5001]]));
    sent.extend(frames(2, 1, &[&[10, 20_000]]));
    sent.reverse();
    let path = store(dir.path(), &sent);
    let rows = export(&["--store", &path]);

    let keys: Vec<_> = rows
        .iter()
        .map(|row| (row["t"].as_u64(), row["session"].as_str(), row["stream"].as_str(), row["seq"].as_u64()))
        .collect();
    assert_eq!(rows.len(), 16);
    assert!(keys.is_sorted(), "{keys:#?}");
}

#[test]
fn a_clock_that_was_set_back_does_not_disturb_the_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut encoder = encoder(1, 1);
    encoder.push(5000, &pointer(1));
    let first = encoder.seal(WALL, Missing::default()).unwrap();
    encoder.push(6000, &pointer(2));
    let second = encoder.seal(WALL - 60_000, Missing::default()).unwrap();
    let path = store(dir.path(), &[first, second]);
    let times: Vec<_> = export(&["--store", &path]).iter().map(|row| row["t"].as_u64().unwrap()).collect();
    assert_eq!(times, [WALL - 54_000, WALL + 5000]);
}

#[test]
fn it_reads_while_the_collector_writes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let server = Server::start(&path, &[]);
    for stream in 0..20 {
        assert_eq!(server.post(&frame(1, stream, 1)), 204);
        let rows = export(&["--store", path.to_str().unwrap()]);
        assert_eq!(rows.len(), usize::from(stream) + 1, "all that was answered is there, at once");
    }
}

#[test]
fn a_file_gets_what_standard_output_would_and_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = store(dir.path(), &[frame(1, 2, 3)]);
    let file = dir.path().join("out.ndjson");
    assert_eq!(export(&["--store", &path, "--output", file.to_str().unwrap()]), Vec::<Value>::new());
    assert_eq!(fs::read(&file).unwrap(), run(&["export", "--store", &path]).stdout);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);

    let output = run(&["export", "--store", &path, "--output", &path]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(export(&["--store", &path]).len(), 1, "the store is not overwritten");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let dir = tempfile::tempdir().unwrap();
    // More than a pipe holds.
    let times: Vec<u64> = (0..4000).collect();
    let path = store(dir.path(), &frames(1, 1, &[&times, &times, &times]));
    let mut child =
        program().args(["export", "--store", &path]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    assert!(line.starts_with('{'));
}

#[test]
fn a_frame_that_cannot_be_read_is_told_and_the_rest_exported() {
    let dir = tempfile::tempdir().unwrap();
    let path = store(dir.path(), &[frame(1, 2, 3), frame(1, 3, 4)]);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE frames SET frame = x'00' WHERE stream = ?1", [[2_u8; 6]]).unwrap();
    let output = run(&["export", "--store", &path]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains(&hex(1)) && told.contains("1 stored frame could not be read"), "{told}");
}

#[test]
fn nothing_in_a_frame_commands_the_terminal() {
    let dir = tempfile::tempdir().unwrap();
    let url = "https://a.example/\u{1b}[2J\u{9b}m\u{202e}</script>";
    let path = store(dir.path(), &[page(1, 2, 5, url)]);
    for command in ["export", "sessions"] {
        let text = String::from_utf8(run(&[command, "--store", &path]).stdout).unwrap();
        assert!(text.contains("https://a.example/"), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{text:?}");
    }
    assert_eq!(export(&["--store", &path])[0]["url"], url, "in JSON it is still the same text");
}

#[test]
fn sessions_are_listed_as_a_table_and_as_json() {
    let dir = tempfile::tempdir().unwrap();
    let path = store(dir.path(), &[page(1, 2, 5, "https://a.example/"), frame(1, 3, 4)]);
    let text = String::from_utf8(run(&["sessions", "--store", &path]).stdout).unwrap();
    let [head, line] = text.lines().collect::<Vec<_>>()[..] else { panic!("{text}") };
    assert!(head.starts_with("SESSION "));
    let cells: Vec<_> = line.split_whitespace().collect();
    assert_eq!(cells[..2], [hex(1).as_str(), "2023-11-14T22:13:20.005Z"]);
    assert_eq!((cells[3..7].to_vec(), cells[8]), (vec!["2", "0", "2", "2"], "https://a.example/"));

    let json: Value = serde_json::from_slice(&run(&["sessions", "--json", "--store", &path]).stdout).unwrap();
    assert_eq!((&json[0]["session"], &json[0]["first"]), (&hex(1).into(), &(WALL + 5).into()));
}

#[test]
fn a_clock_at_the_end_of_time_is_shown() {
    let dir = tempfile::tempdir().unwrap();
    let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([1; 6]), View::default());
    encoder.push(0, &pointer(1));
    let path = store(dir.path(), &[encoder.seal(8_640_000_000_000_000, Missing::default()).unwrap()]);
    let text = String::from_utf8(run(&["sessions", "--store", &path]).stdout).unwrap();
    assert!(text.contains("8640000000000000"), "{text}");
}
