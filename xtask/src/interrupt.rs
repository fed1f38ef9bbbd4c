//! Ending everything that was started, also on Ctrl-C.
//!
//! A terminal sends Ctrl-C to every process of the foreground group, but a supervisor sends its
//! signal to this process alone, and services live in groups of their own. So this process
//! catches the signal, passes it on to each child it still has, waits for them, and only then ends.

use std::io;
use std::process::{Child, ExitStatus, Output, exit};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::Pid;

/// How long a child may take to end by itself before it is killed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);
/// What a shell reports for a program that Ctrl-C ended.
const EXIT_INTERRUPTED: i32 = 130;

static RUNNING: Mutex<Vec<Entry>> = Mutex::new(Vec::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);
static MAIN_GOES_ON: AtomicBool = AtomicBool::new(false);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Entry {
    pid: i32,
    /// The child leads a process group, which is signalled as a whole.
    group: bool,
}

impl Entry {
    fn signal(self, signal: Signal) {
        let pid = Pid::from_raw(self.pid);
        // The only failure left is that it has just ended.
        let _ = if self.group { killpg(pid, signal) } else { kill(pid, signal) };
    }
}

/// The processes that this one has started and not yet seen the end of.
#[derive(Debug)]
pub(crate) struct Children;

impl Children {
    fn list() -> MutexGuard<'static, Vec<Entry>> {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn watch(child: Child) -> Result<Watched> {
        Self::register(child, false)
    }

    /// For a child that was started as the leader of a process group.
    pub(crate) fn watch_group(child: Child) -> Result<Watched> {
        Self::register(child, true)
    }

    fn register(child: Child, group: bool) -> Result<Watched> {
        let pid = i32::try_from(child.id()).context("a process id out of range")?;
        let entry = Entry { pid, group };
        Self::list().push(entry);
        Ok(Watched { child: Some(child), entry })
    }
}

/// A child that an interrupt reaches. Dropping it forgets it; it does not end it.
#[derive(Debug)]
pub(crate) struct Watched {
    child: Option<Child>,
    entry: Entry,
}

impl Watched {
    pub(crate) fn wait(mut self) -> io::Result<ExitStatus> {
        self.child_mut().wait()
    }

    pub(crate) fn output(mut self) -> io::Result<Output> {
        self.child.take().expect("a child is taken once").wait_with_output()
    }

    pub(crate) fn child_mut(&mut self) -> &mut Child {
        self.child.as_mut().expect("a child is taken once")
    }

    /// Asks it to end, and kills it and its group after [`PATIENCE`].
    pub(crate) fn end(&mut self, signal: Signal) -> io::Result<ExitStatus> {
        if let Some(status) = self.child_mut().try_wait()? {
            return Ok(status);
        }
        self.entry.signal(signal);
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child_mut().try_wait()? {
                return Ok(status);
            }
            sleep(Duration::from_millis(20));
        }
        self.entry.signal(Signal::SIGKILL);
        self.child_mut().wait()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        Children::list().retain(|entry| *entry != self.entry);
    }
}

/// Catches Ctrl-C and the polite request to end.
pub(crate) fn install() -> Result<()> {
    ctrlc::set_handler(on_signal).context("cannot catch Ctrl-C")
}

/// From here on an interrupt ends the children, and the command itself decides what follows.
pub(crate) fn main_goes_on() {
    MAIN_GOES_ON.store(true, Ordering::SeqCst);
}

/// Whether an interrupt has come.
pub(crate) fn came() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

fn on_signal() {
    INTERRUPTED.store(true, Ordering::SeqCst);
    Children::list().iter().for_each(|entry| entry.signal(Signal::SIGINT));
    let deadline = Instant::now() + PATIENCE;
    while !Children::list().is_empty() && Instant::now() < deadline {
        sleep(Duration::from_millis(20));
    }
    Children::list().iter().for_each(|entry| entry.signal(Signal::SIGKILL));
    if !MAIN_GOES_ON.load(Ordering::SeqCst) {
        eprintln!("interrupted");
        exit(EXIT_INTERRUPTED);
    }
}
