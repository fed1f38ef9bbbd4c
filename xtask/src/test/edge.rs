//! Tests at the edge to the browser: `tests/*.rs` of the library, compiled to wasm and run in a page.

use std::ffi::OsString;
use std::fs;

use anyhow::Result;

use super::engines::{WebkitDriver, webkit_capabilities};
use crate::process::{Echo, Run, path_with};
use crate::project::Project;
use crate::setup::browsers::{Browser, Engine};
use crate::setup::rust::WASM;
use crate::setup::{BrowserTools, BuildTools};

/// Seconds a test binary may take: the runner's own 20 are short for a browser on a busy machine.
const TIMEOUT: &str = "180";

/// How the runner may be told of another driver than the one meant here.
const FOREIGN: [&str; 8] = [
    "CHROMEDRIVER",
    "CHROMEDRIVER_REMOTE",
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
    "MSEDGEDRIVER",
    "MSEDGEDRIVER_REMOTE",
];

/// The library alone: wasm-pack would build the collector for wasm too.
const WHAT: [&str; 2] = ["--package", "desireline"];

pub(super) fn run(
    project: &Project,
    build: &BuildTools,
    tools: &BrowserTools,
    browser: &Browser,
    echo: Echo,
) -> Result<()> {
    let path = path_with([build.wasm_bindgen.as_path(), tools.wasm_pack.as_path()])?;
    match browser.engine {
        Engine::Chromium => wasm_pack(project, tools, browser, path, ["--chrome", "--chromedriver"], echo),
        Engine::Firefox => wasm_pack(project, tools, browser, path, ["--firefox", "--geckodriver"], echo),
        Engine::Webkit => webkit(project, browser, path, echo),
    }
}

/// wasm-pack knows these engines. Their capabilities stand in the repository's `webdriver.json`.
fn wasm_pack(
    project: &Project,
    tools: &BrowserTools,
    browser: &Browser,
    path: OsString,
    flags: [&str; 2],
    echo: Echo,
) -> Result<()> {
    Run::new(tools.wasm_pack.join("wasm-pack"))
        .args(["test", "--mode", "no-install", "--headless"])
        .args(flags)
        .arg(&browser.driver)
        .arg("--")
        .args(WHAT)
        .prepared(project, path)
        .echo(echo)
}

/// wasm-pack does not know WebKit outside macOS; the runner below it speaks with any driver.
fn webkit(project: &Project, browser: &Browser, path: OsString, echo: Echo) -> Result<()> {
    let driver = WebkitDriver::start(browser)?;
    let capabilities = project.target.join("webkit-webdriver.json");
    fs::write(&capabilities, webkit_capabilities(browser)?.to_string())?;
    Run::new("cargo")
        .args(["test", "--target", WASM])
        .args(WHAT)
        .prepared(project, path)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("SAFARIDRIVER_REMOTE", &driver.url)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .echo(echo)
}

impl Run {
    fn prepared(self, project: &Project, path: OsString) -> Self {
        let run = FOREIGN.into_iter().fold(self, Self::without_env);
        run.dir(&project.root)
            .env("PATH", path)
            .env("WASM_BINDGEN_TEST_TIMEOUT", TIMEOUT)
            // The runner's local server only: what a proxy would be asked for is on this machine.
            .env("NO_PROXY", "127.0.0.1,localhost")
    }
}
