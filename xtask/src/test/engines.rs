//! What a browser needs around it while tests drive it.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::service::{Service, free_port};
use crate::setup::browsers::Browser;

/// A display without a screen: WebKit's browser has no headless mode.
#[derive(Debug)]
pub(super) struct Display {
    _server: Service,
    /// As `DISPLAY` has it.
    pub(super) name: String,
}

impl Display {
    pub(super) fn start() -> Result<Self> {
        let mut command = Command::new("Xvfb");
        // It picks a free number itself and tells it on descriptor 1.
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        let mut server = Service::start("Xvfb", command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
        let number = server.first_line()?;
        Ok(Self { _server: server, name: format!(":{number}") })
    }
}

/// WebKit's driver on a port of its own.
#[derive(Debug)]
pub(super) struct WebkitDriver {
    _driver: Service,
    _display: Display,
    pub(super) url: String,
}

impl WebkitDriver {
    pub(super) fn start(browser: &Browser) -> Result<Self> {
        let display = Display::start()?;
        let port = free_port()?;
        let mut command = Command::new(&browser.driver);
        command.args(["--host=127.0.0.1", &format!("--port={port}")]).env("DISPLAY", &display.name);
        // There is no accessibility bus to complain about.
        command.env("NO_AT_BRIDGE", "1");
        let driver = Service::start("WebKitWebDriver", &mut command)?;
        let driver = driver.answering(([127, 0, 0, 1], port).into())?;
        Ok(Self { _driver: driver, _display: display, url: format!("http://127.0.0.1:{port}/") })
    }
}

/// The capabilities that make the driver start MiniBrowser instead of the desktop's own browser.
pub(super) fn webkit_capabilities(browser: &Browser) -> Result<Value> {
    let program: &Path = browser.program.as_deref().context("WebKit has no MiniBrowser")?;
    Ok(json!({ "webkitgtk:browserOptions": { "binary": program, "args": ["--automation"] } }))
}
