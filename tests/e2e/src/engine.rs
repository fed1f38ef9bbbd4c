//! The engines, and how a browser of each is asked for.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Context, Error, Result, bail};
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::environment::on_path;

/// For containers (no sandbox, little shared memory) and for quiet: nothing but the page's own
/// requests.
const CHROMIUM_ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

/// A browser engine that the cases run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, by chromedriver.
    Chromium,
    /// Gecko, by geckodriver.
    Firefox,
    /// WebKitGTK, by WebKitWebDriver. Its MiniBrowser needs a display.
    Webkit,
}

impl Engine {
    /// The environment variable that names the driver, and the driver's usual name.
    fn driver_names(self) -> (&'static str, &'static str) {
        match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::Webkit => ("WEBKITWEBDRIVER", "WebKitWebDriver"),
        }
    }

    /// What to install where the driver or the browser is missing.
    fn packages(self) -> &'static str {
        match self {
            Self::Chromium => "on Debian: apt install chromium chromium-driver",
            Self::Firefox => "on Debian: apt install firefox-esr; then: cargo install geckodriver",
            Self::Webkit => "on Debian: apt install webkit2gtk-driver xvfb",
        }
    }

    /// The driver's program.
    pub(crate) fn driver(self) -> Result<PathBuf> {
        let (variable, name) = self.driver_names();
        let named = std::env::var_os(variable).map(PathBuf::from);
        named.or_else(|| on_path(&[name])).with_context(|| format!("{name} is not there; {}", self.packages()))
    }

    /// The browser's program.
    pub(crate) fn program(self) -> Result<PathBuf> {
        let found = match self {
            Self::Chromium => on_path(&["chromium", "chromium-browser", "google-chrome"]),
            Self::Firefox => on_path(&["firefox", "firefox-esr"]),
            Self::Webkit => std::env::var_os("WEBKIT_BROWSER").map(PathBuf::from),
        };
        found.with_context(|| match self {
            Self::Webkit => "WEBKIT_BROWSER does not name WebKit's MiniBrowser: run `cargo xtask test e2e`".into(),
            _ => format!("{self} is not there; {}", self.packages()),
        })
    }

    /// The driver's arguments for a port.
    pub(crate) fn arguments(self, port: u16) -> Vec<String> {
        match self {
            Self::Chromium | Self::Webkit => vec![format!("--port={port}")],
            // Its own default for the websocket is one fixed port.
            Self::Firefox => vec![format!("--port={port}"), "--websocket-port=0".into()],
        }
    }

    /// What a new session asks for.
    pub(crate) fn capabilities(self, program: &Path) -> Capabilities {
        let program = program.to_string_lossy();
        let (name, options) = match self {
            Self::Chromium => ("goog:chromeOptions", json!({ "binary": program, "args": CHROMIUM_ARGUMENTS })),
            Self::Firefox => ("moz:firefoxOptions", json!({ "binary": program, "args": ["-headless"] })),
            Self::Webkit => ("webkitgtk:browserOptions", json!({ "binary": program, "args": ["--automation"] })),
        };
        Capabilities::from_iter([(String::from(name), options), ("pageLoadStrategy".into(), Value::from("normal"))])
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

impl FromStr for Engine {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            "webkit" => Ok(Self::Webkit),
            _ => bail!("there is no engine `{name}`: chromium, firefox or webkit"),
        }
    }
}
