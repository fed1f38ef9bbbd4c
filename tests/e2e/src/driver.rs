//! A WebDriver server: started for one browser, and ended with it.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{Engine, running, until};

/// How long a driver may take to answer: a busy machine starts programs slowly.
const START_TIME: Duration = Duration::from_secs(30);
/// How long a browser may take to close.
const CLOSE_TIME: Duration = Duration::from_secs(10);

/// chromedriver, geckodriver or WebKitWebDriver on a port of its own. When it is dropped the
/// browser is closed and both are ended, also while a panic unwinds.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    address: SocketAddr,
}

impl Driver {
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let program = engine.driver()?;
        let mut command = Command::new(&program);
        command.args(engine.arguments(address.port())).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // A group of its own, so that what the driver starts can be ended with it.
        let child = command.process_group(0).spawn().with_context(|| format!("cannot start {}", program.display()))?;
        running::add(&child);
        let mut driver = Self { child, address };
        until(&format!("{} answers", program.display()), START_TIME, async || {
            if let Some(status) = driver.child.try_wait()? {
                bail!("{} ended before it answered ({status})", program.display());
            }
            Ok(request(address, "GET /status").ok().filter(|answer| answer.contains(" 200 ")))
        })
        .await?;
        Ok(driver)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The session that has to be closed with the driver.
    pub(crate) fn opened(&self, session: String) {
        running::closes(&self.child, format!("DELETE /session/{session}"), self.address);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        running::end(&self.child);
        let _ = self.child.wait();
    }
}

/// A request by hand: what ends a driver cannot wait for the WebDriver client.
pub(crate) fn request(address: SocketAddr, line: &str) -> Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, CLOSE_TIME)?;
    stream.set_read_timeout(Some(CLOSE_TIME))?;
    write!(stream, "{line} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
    let mut answer = [0; 512];
    let length = stream.read(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer[..length]).into())
}

/// A port that nobody listens on now.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
