//! The real program: started, asked over a socket, stopped and killed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_desireline-collector"));
    without_settings(&mut command);
    command
}

/// What the developer's own shell sets changes no test.
fn without_settings(command: &mut Command) {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("DESIRELINE_")) {
        command.env_remove(name);
    }
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// `desireline-collector serve` on a free port.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    pub(crate) fn start(store: &Path, arguments: &[&str]) -> Self {
        Self::spawn(program(), store, arguments)
    }

    /// In the mount namespace of another process.
    pub(crate) fn start_in(pid: &str, store: &Path) -> Self {
        let mut command = Command::new("nsenter");
        command.args(["--mount", "--target", pid, env!("CARGO_BIN_EXE_desireline-collector")]);
        without_settings(&mut command);
        Self::spawn(command, store, &[])
    }

    fn spawn(mut command: Command, store: &Path, arguments: &[&str]) -> Self {
        command.args(["serve", "--listen", "127.0.0.1:0", "--store"]).arg(store).args(arguments);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let address = loop {
            let mut line = String::new();
            stderr.read_line(&mut line).unwrap();
            // A log is connected to before that, and tells about it.
            match line.trim_end().strip_prefix("listening on http://") {
                Some(address) => break address.to_owned(),
                None => assert!(line.starts_with('{'), "{line:?}"),
            }
        };
        let address = address.parse().unwrap();
        // Someone has to read on, or the program would write into a closed pipe.
        std::thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::stderr()));
        Self { child, address }
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    pub(crate) fn post(&self, frame: &[u8]) -> u16 {
        let mut stream = self.connect();
        stream.write_all(&head(frame.len())).unwrap();
        stream.write_all(frame).unwrap();
        status(&answer(stream))
    }

    pub(crate) fn get(&self, path: &str) -> Vec<u8> {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address).unwrap();
        answer(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The head of a post of `length` bytes, after which the connection closes.
pub(crate) fn head(length: usize) -> Vec<u8> {
    format!("POST /v1/frames HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n").into_bytes()
}

/// Everything until the server closes.
pub(crate) fn answer(mut stream: TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

pub(crate) fn status(answer: &[u8]) -> u16 {
    let text = String::from_utf8_lossy(answer);
    text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{text:?}"))
}
