//! What the Rust toolchain needs beyond its compiler.

use std::path::Path;

use anyhow::{Context, Result};

use super::note;
use crate::process::Run;

/// The target of recorder and reader.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm32 standard library. `rust-toolchain.toml` names it too, but rustup acts on that
/// only when it installs the toolchain itself, and `RUSTUP_AUTO_INSTALL=0` forbids that.
pub(crate) fn wasm_target() -> Result<()> {
    target(WASM)
}

/// Adds the standard library of another target.
pub(crate) fn target(name: &str) -> Result<()> {
    let libraries = Run::new("rustc").args(["--print", "target-libdir", "--target", name]).read()?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    note(&format!("adding the Rust target {name} (some seconds, once)"));
    let add = Run::new("rustup").args(["target", "add", name]).quiet();
    add.with_context(|| format!("the Rust target {name} is missing and rustup could not add it"))
}

/// Adds a component such as `clippy`, whose command is `cargo <command>`.
pub(crate) fn component(name: &str, command: &str) -> Result<()> {
    if super::version_of("cargo", &[command, "--version"]).is_some() {
        return Ok(());
    }
    note(&format!("adding the Rust component {name} (some seconds, once)"));
    let add = Run::new("rustup").args(["component", "add", name]).quiet();
    add.with_context(|| format!("cargo {command} is missing and rustup could not add it"))
}
