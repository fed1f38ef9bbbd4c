//! The collector's own program, with a store of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::{Environment, Row, Rows, running};

/// A running `desireline-collector serve` with the shop, the viewer and the package. It ends when
/// this is dropped, and its store with it.
#[derive(Debug)]
pub struct Collector {
    child: Child,
    program: PathBuf,
    directory: TempDir,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Collector {
    /// Starts it on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(environment: &Environment, arguments: &[&str]) -> Result<Self> {
        let directory = tempfile::tempdir()?;
        let mut command = Command::new(&environment.collector);
        command.args(["serve", "--listen", "127.0.0.1:0", "--store"]).arg(directory.path().join("store.sqlite"));
        command.arg("--site").arg(environment.www.join("site"));
        command.arg("--mount").arg(format!("/pkg={}", environment.dist.display()));
        command.arg("--mount").arg(format!("/viewer={}", environment.www.join("viewer").display()));
        command.args(arguments).env_remove("DESIRELINE_TOKEN").stdin(Stdio::null()).stdout(Stdio::null());
        command.process_group(0);
        let mut child = command.stderr(Stdio::piped()).spawn().context("cannot start the collector")?;
        running::add(&child);
        let mut messages = BufReader::new(child.stderr.take().context("the collector's messages")?);
        let mut line = String::new();
        messages.read_line(&mut line)?;
        // Someone has to read on, or the program would write into a closed pipe.
        std::thread::spawn(move || std::io::copy(&mut messages, &mut std::io::sink()));
        let mut collector =
            Self { child, program: environment.collector.clone(), directory, address: (Ipv4Addr::LOCALHOST, 0).into() };
        let address = line.trim_end().strip_prefix("listening on http://");
        collector.address = address.with_context(|| format!("the collector said: {line}"))?.parse()?;
        Ok(collector)
    }

    /// What `export` prints now: every stored event, in the order of time.
    ///
    /// # Errors
    /// The program failed, or a line is no JSON object.
    pub fn export(&self) -> Result<Rows> {
        let mut command = Command::new(&self.program);
        let output = command.args(["export", "--format", "ndjson", "--store"]).arg(self.store()).output()?;
        ensure!(output.status.success(), "export failed: {}", String::from_utf8_lossy(&output.stderr));
        let rows = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        rows.map(|line| Ok(Row(serde_json::from_slice(line)?))).collect()
    }

    /// Every byte that it keeps on disk: the store, and what stands beside it.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn stored_bytes(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let files = fs::read_dir(self.directory.path())?.map(|entry| {
            let entry = entry?;
            Ok((entry.file_name().to_string_lossy().into(), fs::read(entry.path())?))
        });
        files.collect()
    }

    fn store(&self) -> PathBuf {
        self.directory.path().join("store.sqlite")
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        running::end(&self.child);
        let _ = self.child.wait();
    }
}
