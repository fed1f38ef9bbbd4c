//! The programs that the tests have started and not ended yet.

use std::net::SocketAddr;
use std::process::Child;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::driver::request;

/// What has to be ended, whoever does it: a program with its process group.
#[derive(Debug)]
struct Running {
    group: Pid,
    /// What to ask of it first, and where. A driver closes its browser; were it killed, the
    /// browser would stay behind.
    farewell: Option<(String, SocketAddr)>,
}

static RUNNING: Mutex<Vec<Running>> = Mutex::new(Vec::new());

/// Remembers a program that leads a process group of its own.
pub(crate) fn add(child: &Child) {
    running().push(Running { group: Pid::from_child(child), farewell: None });
}

/// Remembers the request that lets a program close what it holds.
pub(crate) fn closes(child: &Child, request: String, address: SocketAddr) {
    if let Some(ours) = running().iter_mut().find(|it| it.group == Pid::from_child(child)) {
        ours.farewell = Some((request, address));
    }
}

/// Ends one program and all that it started.
pub(crate) fn end(child: &Child) {
    let ours = running().extract_if(.., |it| it.group == Pid::from_child(child)).next();
    if let Some(ours) = ours {
        ours.end();
    }
}

/// Ends every program: for a run that is told to stop, when nothing will be dropped any more.
pub fn end_all() {
    let all: Vec<Running> = running().drain(..).collect();
    all.into_iter().for_each(Running::end);
}

impl Running {
    fn end(self) {
        if let Some((line, address)) = self.farewell {
            let _ = request(address, &line);
        }
        let _ = kill_process_group(self.group, Signal::KILL);
    }
}

fn running() -> MutexGuard<'static, Vec<Running>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
