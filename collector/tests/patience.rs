//! Clients that make the collector wait, over real sockets: each is ended within its bound, and the
//! others are served meanwhile.

mod support;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::ops::Range;
use std::time::{Duration, Instant};

use desireline::wire::Missing;
use support::program::{Server, answer, head, status};
use support::{encoder, frame, hex, pointer};
use tempfile::TempDir;

/// Every limit is a second; a busy machine may take some more to notice.
const LIMIT: Range<Duration> = Duration::from_millis(900)..Duration::from_secs(6);

fn server() -> (TempDir, Server) {
    let dir = tempfile::tempdir().unwrap();
    let limits = ["--idle-time=1", "--body-time=1", "--send-time=1", "--session-rate=0", "--network-rate=0"];
    let server = Server::start(&dir.path().join("store.sqlite"), &limits);
    (dir, server)
}

/// What comes until the other side ends the connection, one way or the other.
fn until_ended(stream: &mut TcpStream) -> Vec<u8> {
    let mut told = Vec::new();
    match stream.read_to_end(&mut told) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
    }
    told
}

#[track_caller]
fn ends_in_time(begun: Instant) {
    assert!(LIMIT.contains(&begun.elapsed()), "{:?}", begun.elapsed());
}

#[test]
fn a_connection_that_says_nothing_is_ended() {
    let (_dir, server) = server();
    let mut silent = server.connect();
    let begun = Instant::now();
    until_ended(&mut silent);
    ends_in_time(begun);
}

#[test]
fn a_connection_that_is_idle_after_a_request_is_ended() {
    let (_dir, server) = server();
    let mut kept = server.connect();
    let sent = frame(1, 1, 1);
    write!(kept, "POST /v1/frames HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", sent.len()).unwrap();
    kept.write_all(&sent).unwrap();
    let begun = Instant::now();
    assert_eq!(status(&until_ended(&mut kept)), 204);
    ends_in_time(begun);
}

#[test]
fn a_head_that_drips_is_ended() {
    let (_dir, server) = server();
    let mut dripping = server.connect();
    let begun = Instant::now();
    for byte in b"POST /v1/frames HTTP/1.1\r\nX: ".iter().chain(std::iter::repeat_n(&b'x', 1000)) {
        if dripping.write_all(&[*byte]).is_err() {
            break;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
    ends_in_time(begun);
}

#[test]
fn a_body_that_drips_is_answered_408_and_ended() {
    let (_dir, server) = server();
    let mut dripping = server.connect();
    dripping.write_all(&head(1000)).unwrap();
    let begun = Instant::now();
    let mut other = dripping.try_clone().unwrap();
    std::thread::spawn(move || {
        while other.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(25));
        }
    });
    assert_eq!(status(&until_ended(&mut dripping)), 408);
    ends_in_time(begun);
}

#[test]
fn a_client_that_does_not_read_is_ended_and_one_that_reads_is_not() {
    let (_dir, server) = server();
    // More than the buffers of both sockets take.
    let whole: usize = (0..200).map(|stream| post_long(&server, stream)).sum();
    let get = format!("GET /v1/sessions/{}/frames HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", hex(1));

    let mut stuck = server.connect();
    stuck.write_all(get.as_bytes()).unwrap();
    // Reading only now tells when it was ended: by then the answer has been given up.
    std::thread::sleep(Duration::from_secs(4));
    let got = until_ended(&mut stuck).len();
    assert!(got < whole, "{got} of {whole}");

    let mut reading = server.connect();
    reading.write_all(get.as_bytes()).unwrap();
    assert!(answer(reading).len() > whole);
}

/// Posts a frame of some 60 KB of the first session; returns its length.
fn post_long(server: &Server, stream: u8) -> usize {
    let mut encoder = encoder(1, stream);
    (0..9000_u64).for_each(|t| encoder.push(t * 7, &pointer((t * t % 9973) as i32)));
    let sent = encoder.seal(support::WALL, Missing::default()).unwrap();
    assert_eq!(server.post(&sent), 204);
    sent.len()
}
