//! Posts recorded visits to a collector over keep-alive connections, as fast as it answers.
//!
//! `cargo xtask bench --collector` starts the collector and runs this:
//! `load ADDRESS SECONDS CONNECTIONS`, from the repository. Prints one JSON object.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use desireline_bench::session;

/// Where a frame has its session and its stream (docs/FORMAT.md). Their bytes are all that makes
/// one visit's frames those of another.
const IDS: std::ops::Range<usize> = 2..24;
/// The recorder's tolerance, in CSS px.
const TOLERANCE: f64 = 1.0;

fn main() {
    let mut args = std::env::args().skip(1);
    let mut next = || args.next().expect("load ADDRESS SECONDS CONNECTIONS");
    let (address, seconds, connections) = (next(), next(), next());
    let (seconds, connections) = (seconds.parse().expect("seconds"), connections.parse().expect("connections"));

    let visits = visits(Path::new("bench/sessions"));
    let end = Instant::now() + Duration::from_secs(seconds);
    let begun = Instant::now();
    let (address, visits) = (&*address, &visits[..]);
    let mut waits: Vec<Duration> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..connections)
            .map(|number: u64| scope.spawn(move || Client::new(address, number).post_until(end, visits)))
            .collect();
        clients.into_iter().flat_map(|client| client.join().expect("a client that ended well")).collect()
    });
    let took = begun.elapsed().as_secs_f64();

    waits.sort_unstable();
    let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    let frames: Vec<&Vec<u8>> = visits.iter().flatten().collect();
    let bytes = frames.iter().map(|frame| frame.len()).sum::<usize>() as f64 / frames.len() as f64;
    let report = serde_json::json!({
        "frames": waits.len(),
        "seconds": took,
        "p50_ms": at(0.5),
        "p99_ms": at(0.99),
        "max_ms": at(1.0),
        "frame_bytes": bytes,
        "cpu_us": cpu_time() / waits.len() as f64,
    });
    println!("{report}");
}

/// The time, in µs, that this process has had of the cores: what it took from the collector.
fn cpu_time() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in parentheses may hold blanks; the times are fields 14 and 15, in 1/100 s.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() * 1e4
}

/// The frames of each recorded visit, as the recorder posts them.
fn visits(folder: &Path) -> Vec<Vec<Vec<u8>>> {
    let files = std::fs::read_dir(folder).expect("recorded visits").map(|entry| entry.expect("a file").path());
    // The shop's have several pages each, whose clocks begin anew.
    let one_page = |file: &std::path::PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.ends_with(".ndjson") && !name.starts_with("shop-")
    };
    let mut files: Vec<_> = files.filter(one_page).collect();
    files.sort();
    files.iter().map(|file| session::tell(file, TOLERANCE, 0).frames).collect()
}

/// One connection, on which one visitor after another posts all of a visit.
struct Client {
    stream: TcpStream,
    /// Makes ids that no other client and no earlier visitor has (splitmix64).
    random: u64,
    number: u64,
}

impl Client {
    fn new(address: &str, number: u64) -> Self {
        let stream = TcpStream::connect(address).expect("a collector that listens");
        stream.set_nodelay(true).expect("a socket");
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Self { stream, random: now.as_nanos() as u64 ^ number << 48, number }
    }

    /// How long each answer took.
    fn post_until(mut self, end: Instant, visits: &[Vec<Vec<u8>>]) -> Vec<Duration> {
        let mut waits = Vec::new();
        for visit in visits.iter().cycle().skip(self.number as usize % visits.len()) {
            let ids: Vec<u8> = (0..3).flat_map(|_| self.random().to_le_bytes()).take(IDS.len()).collect();
            for frame in visit {
                if Instant::now() >= end {
                    return waits;
                }
                let mut request = format!(
                    "POST /v1/frames HTTP/1.1\r\nHost: collector.example\r\nContent-Length: {}\r\n\r\n",
                    frame.len()
                )
                .into_bytes();
                let body = request.len();
                request.extend_from_slice(frame);
                request[body..][IDS].copy_from_slice(&ids);
                let sent = Instant::now();
                self.post(&request);
                waits.push(sent.elapsed());
            }
        }
        waits
    }

    fn post(&mut self, request: &[u8]) {
        self.stream.write_all(request).expect("a connection that stays");
        let mut answer = [0; 1024];
        let mut length = 0;
        while !answer[..length].ends_with(b"\r\n\r\n") {
            let read = self.stream.read(&mut answer[length..]).expect("an answer");
            assert!(read > 0, "the collector has closed the connection");
            length += read;
        }
        // A 204 has no body, so the head's end is the answer's.
        let text = String::from_utf8_lossy(&answer[..length]);
        assert!(text.starts_with("HTTP/1.1 204"), "a frame was refused: {text}");
    }

    fn random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.random ^ self.random >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}
