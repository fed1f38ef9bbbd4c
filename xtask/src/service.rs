//! Programs that run beside a command and end with it.

use std::io::{BufRead, BufReader, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::Signal;

use crate::interrupt::{Children, Watched};

/// How long a service may take until it answers.
const START: Duration = Duration::from_secs(20);

/// A running service. Dropping it ends it, and every process that it has started.
#[derive(Debug)]
pub(crate) struct Service {
    name: String,
    watched: Watched,
}

impl Service {
    pub(crate) fn start(name: &str, command: &mut Command) -> Result<Self> {
        // A group of its own, so that the browsers it starts end with it.
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        let child = child.with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name: name.to_owned(), watched: Children::watch_group(child)? })
    }

    /// Waits until the service takes connections.
    pub(crate) fn answering(mut self, address: SocketAddr) -> Result<Self> {
        let deadline = Instant::now() + START;
        while TcpStream::connect(address).is_err() {
            if let Some(status) = self.watched.child_mut().try_wait()? {
                bail!("{} ended before it answered ({status})", self.name);
            }
            if Instant::now() > deadline {
                bail!("{} does not answer on {address} after {} s", self.name, START.as_secs());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(self)
    }

    /// The process' number.
    pub(crate) fn id(&mut self) -> u32 {
        self.watched.child_mut().id()
    }

    /// The first line the service writes to its standard output, which must be piped.
    pub(crate) fn first_line(&mut self) -> Result<String> {
        let output = self.watched.child_mut().stdout.take().context("the output is not piped")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        if line.is_empty() {
            bail!("{} ended without a word", self.name);
        }
        Ok(line.trim().to_owned())
    }

    /// Waits until the service ends by itself or by an interrupt.
    pub(crate) fn wait(mut self) -> Result<std::process::ExitStatus> {
        Ok(self.watched.child_mut().wait()?)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure.
        let _ = self.watched.end(Signal::SIGTERM);
    }
}

/// Whether nothing listens on a local port.
pub(crate) fn port_is_free(port: u16) -> Result<bool> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {port}")),
    }
}

/// A local port that nothing listens on at this moment.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("there is no free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_service_is_gone_with_its_children() {
        let mut script = Command::new("sh");
        script.args(["-c", "sleep 600 & echo $!; wait"]).stdout(Stdio::piped());
        let mut service = Service::start("a script", &mut script).unwrap();
        let child: i32 = service.first_line().unwrap().parse().unwrap();
        let child = nix::unistd::Pid::from_raw(child);
        nix::sys::signal::kill(child, None).unwrap();
        drop(service);
        let deadline = Instant::now() + Duration::from_secs(5);
        while is_alive(child) {
            assert!(Instant::now() < deadline, "the script's child is still there");
            sleep(Duration::from_millis(20));
        }
    }

    /// An ended process counts as gone though nobody has asked for its status yet.
    fn is_alive(pid: nix::unistd::Pid) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"));
        nix::sys::signal::kill(pid, None).is_ok() && !stat.is_ok_and(|stat| stat.contains(") Z "))
    }

    #[test]
    fn a_service_that_ends_early_is_named() {
        let service = Service::start("a script", Command::new("sh").args(["-c", "exit 7"])).unwrap();
        let address = (Ipv4Addr::LOCALHOST, free_port().unwrap()).into();
        let error = service.answering(address).unwrap_err().to_string();
        assert_eq!(error, "a script ended before it answered (exit status: 7)");
    }

    #[test]
    fn a_taken_port_is_not_free() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        assert!(!port_is_free(listener.local_addr().unwrap().port()).unwrap());
    }
}
