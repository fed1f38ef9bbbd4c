//! Requests that no browser sends: real ones with bytes changed, cut, doubled and put in. Whatever
//! comes, the collector answers it as a client's fault or not at all, and stays.

mod support;

use std::io::{ErrorKind, Read, Write};

use support::program::{Server, run};
use support::{focus, frame, page};

/// Of each client: enough to meet every branch of the head's reader many times, in some seconds.
const REQUESTS: u64 = 60;
/// Many at a time, since a request that was cut short is waited for.
const CLIENTS: u64 = 48;

/// What bad input is answered with. Never 5xx: clients would send it again and again.
const ANSWERS: [u16; 12] = [100, 200, 204, 400, 403, 404, 405, 408, 409, 413, 415, 431];

/// splitmix64: the same requests in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end.max(1) as u64) as usize
    }

    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    /// A few random changes.
    fn change(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..self.below(4) {
            let at = self.below(bytes.len());
            match self.below(5) {
                0 if !bytes.is_empty() => bytes[at] = self.below(256) as u8,
                1 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                2 => bytes.truncate(at),
                3 => bytes.insert(at, self.below(256) as u8),
                _ => {
                    let again = bytes[at..(at + self.below(64)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, again);
                }
            }
        }
    }
}

fn request(random: &mut Random) -> Vec<u8> {
    let frames = [frame(1, 1, 1), page(2, 2, 3, "https://a.example/"), focus(3, 3), Vec::new()];
    let mut body = frames[random.below(frames.len())].clone();
    if random.below(2) == 0 {
        random.change(&mut body);
    }
    let length = match random.below(12) {
        0 => random.of(&["-1", "0", "65537", "18446744073709551616", "1e3", "", "5, 5"]).to_owned(),
        _ => body.len().to_string(),
    };
    let framing = match random.below(16) {
        0 => "Transfer-Encoding: chunked\r\n".to_owned(),
        1 => format!("Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n"),
        2 => format!("Content-Length: {length}\r\nContent-Length: 3\r\n"),
        _ => format!("Content-Length: {length}\r\n"),
    };
    let rarely = |random: &mut Random, usual: &'static str, list: &[&'static str]| {
        if random.below(5) == 0 { random.of(list) } else { usual }
    };
    let method = rarely(random, "POST", &["GET", "PUT", "OPTIONS", "DELETE", "HEAD", "TRACE", "pOST"]);
    let paths = [
        "/v1/frames/",
        "/v1/frames?x=%00",
        "/v1/sessions/../frames",
        "/v1/sessions/%2e%2e%2f%00/frames",
        "//",
        "*",
        "http://other.example/v1/frames",
    ];
    let path = rarely(random, "/v1/frames", &paths);
    let others = [
        "Origin: null\r\n",
        "Origin: https://a.example\r\nOrigin: https://b.example\r\n",
        "Content-Encoding: gzip\r\n",
        "X-Forwarded-For: 1.1.1.1, ::1, nonsense\r\n",
        "Expect: 100-continue\r\n",
        "Upgrade: websocket\r\nConnection: upgrade\r\n",
        "Cookie: \u{1}\r\n",
    ];
    let other = rarely(random, "", &others);
    let mut head =
        format!("{method} {path} HTTP/1.1\r\nHost: c\r\nConnection: close\r\n{framing}{other}\r\n").into_bytes();
    if random.below(3) == 0 {
        random.change(&mut head);
    }
    [head, body].concat()
}

/// Asks again and again; returns what was answered, 0 for nothing.
fn ask(server: &Server, client: u64) -> Vec<u16> {
    let mut random = Random(client);
    let one = |random: &mut Random| {
        let sent = request(random);
        let mut socket = server.connect();
        // It may hang up in the middle of what it refuses.
        let _ = socket.write_all(&sent);
        let mut told = Vec::new();
        let read = socket.read_to_end(&mut told);
        assert!(read.is_ok() || read.is_err_and(|error| error.kind() == ErrorKind::ConnectionReset), "it hangs");
        let line = String::from_utf8_lossy(&told[..told.len().min(12)]).into_owned();
        let status: u16 = match line.strip_prefix("HTTP/1.1 ") {
            Some(status) => status.parse().unwrap(),
            None => 0,
        };
        let sent = String::from_utf8_lossy(&sent);
        assert!(told.is_empty() || ANSWERS.contains(&status), "{line:?} to {sent:?}");
        status
    };
    (0..REQUESTS).map(|_| one(&mut random)).collect()
}

#[test]
fn whatever_comes_it_is_answered_as_a_fault_of_the_client_and_the_collector_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let flags = ["--network-rate=0", "--session-rate=0", "--idle-time=1", "--body-time=1"];
    let mut server = Server::start(&path, &flags);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let server = &server;
        let clients: Vec<_> = (0..CLIENTS).map(|client| scope.spawn(move || ask(server, client))).collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    let count = |status| statuses.iter().filter(|told| **told == status).count();
    assert!(count(204) > 50 && count(400) > 200, "{} taken, {} refused", count(204), count(400));
    assert!(server.child.try_wait().unwrap().is_none(), "it has ended");
    assert_eq!(server.post(&frame(9, 9, 1)), 204);
    drop(server);
    // And all that was stored can be read.
    let output = run(&["export", "--store", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
