//! What a command needs of the machine. Each command asks for its own needs alone, and what is
//! there already costs no network.

pub(crate) mod browsers;
mod cache;
mod cargo_tools;
mod debian;
pub(crate) mod nats;
mod npm_tools;
pub(crate) mod rust;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Result, anyhow};

use crate::project::Project;
use crate::test::frameworks;
use crate::versions;
use browsers::{Browser, Engine};
use cache::Cache;
pub(crate) use npm_tools::NpmTools;

/// What `cargo xtask build` works with.
#[derive(Debug)]
pub(crate) struct BuildTools {
    /// Directory of `wasm-bindgen`.
    pub(crate) wasm_bindgen: PathBuf,
    pub(crate) npm: NpmTools,
}

/// Target, wasm-bindgen and npm tools, side by side.
pub(crate) fn build_tools(project: &Project) -> Result<BuildTools> {
    versions::check(project)?;
    let cache = Cache::find()?;
    thread::scope(|scope| {
        let wasm_bindgen = scope.spawn(|| cargo_tools::WASM_BINDGEN.provide(&cache));
        let npm = scope.spawn(|| NpmTools::provide(project, &cache));
        let target = rust::wasm_target();
        let (wasm_bindgen, npm) = (joined(wasm_bindgen), joined(npm));
        target?;
        Ok(BuildTools { wasm_bindgen: wasm_bindgen?, npm: npm? })
    })
}

/// The npm packages alone: what `cargo xtask fuzz` works with for JavaScript.
pub(crate) fn npm_tools(project: &Project) -> Result<NpmTools> {
    NpmTools::provide(project, &Cache::find()?)
}

/// What it works with for Rust: the directory of `cargo-fuzz`.
pub(crate) fn cargo_fuzz() -> Result<PathBuf> {
    cargo_tools::CARGO_FUZZ.provide(&Cache::find()?)
}

/// What `cargo xtask build --static` works with: the target's standard library, and a C compiler
/// for SQLite and what else is C.
pub(crate) fn static_tools(target: &str) -> Result<()> {
    rust::target(target)?;
    if find_on_path("musl-gcc").is_none() {
        debian::install(&["musl-tools"])?;
    }
    Ok(())
}

/// What `cargo xtask bench --browser` works with: its packages' `node_modules`, and Chromium on the PATH.
pub(crate) fn bench_modules(project: &Project) -> Result<PathBuf> {
    let cache = Cache::find()?;
    for (_, browser) in browsers::provide(&[Engine::Chromium], &cache) {
        browser?;
    }
    npm_tools::modules(project, &cache, "bench", "playwright-core and the other recorders")
}

/// What builds the login forms of the end-to-end tests: the `node_modules` of frameworks and their compilers.
pub(crate) fn framework_modules(project: &Project) -> Result<PathBuf> {
    npm_tools::modules(project, &Cache::find()?, frameworks::SOURCES, "React, Vue and Svelte")
}

/// What tests in browsers work with, besides the build tools.
#[derive(Debug)]
pub(crate) struct BrowserTools {
    /// Directory of `wasm-pack`.
    pub(crate) wasm_pack: PathBuf,
    /// Each engine asked for, or why it cannot be had.
    pub(crate) browsers: Vec<(Engine, Result<Browser>)>,
}

/// wasm-pack and the engines, side by side.
pub(crate) fn browser_tools(engines: &[Engine]) -> Result<BrowserTools> {
    let cache = Cache::find()?;
    thread::scope(|scope| {
        let wasm_pack = scope.spawn(|| cargo_tools::WASM_PACK.provide(&cache));
        let browsers = browsers::provide(engines, &cache);
        Ok(BrowserTools { wasm_pack: joined(wasm_pack)?, browsers })
    })
}

/// The outcome of a thread.
pub(crate) fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().unwrap_or_else(|_| Err(anyhow!("a step of xtask panicked")))
}

/// One line about what is being set up.
fn note(text: &str) {
    eprintln!("setup: {text}");
}

/// The first program of that name on the PATH.
pub(crate) fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| is_program(file))
}

fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// What a program says about its version, or nothing when it cannot be asked.
fn version_of(program: impl AsRef<OsStr>, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
