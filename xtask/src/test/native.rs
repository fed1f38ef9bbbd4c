//! What needs no browser: form, lints, documentation, native tests.

use anyhow::Result;

use super::summary::Summary;
use crate::process::Run;
use crate::project::Project;
use crate::setup::NpmTools;
use crate::setup::nats;
use crate::setup::rust::{self, WASM};

/// The browser tests have a suite of their own; natively they would find no browser.
const END_TO_END: &str = "desireline-e2e";
/// Logs and Parquet, which nobody needs on one machine: half of the collector's build.
const SCALE: &str = "desireline-collector/scale";

fn cargo(project: &Project, args: &[&str]) -> Run {
    Run::new("cargo").args(args).dir(&project.root)
}

pub(super) fn lint(project: &Project, summary: &mut Summary) {
    summary.run("format", "", || {
        rust::component("rustfmt", "fmt")?;
        cargo(project, &["fmt", "--all", "--check"]).show()?;
        cargo(project, &["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]).show()
    });
    summary.run("clippy", "", || {
        rust::component("clippy", "clippy")?;
        clippy(project, &["--workspace", "--all-targets", "--features", SCALE])?;
        // As most people build it.
        clippy(project, &["--package", "desireline-collector"])
    });
    summary.run("clippy wasm32", "", || {
        rust::wasm_target()?;
        let wasm = ["--package", "desireline", "--target", WASM];
        // As a Rust application has it, with the browser tests; then each shipped file by itself.
        clippy(project, &[&wasm[..], &["--all-targets"]].concat())?;
        clippy(project, &[&wasm[..], &["--no-default-features", "--features", "recorder,npm"]].concat())?;
        clippy(project, &[&wasm[..], &["--no-default-features", "--features", "coder,npm"]].concat())?;
        clippy(project, &[&wasm[..], &["--no-default-features", "--features", "scorer,npm"]].concat())?;
        clippy(project, &[&wasm[..], &["--no-default-features", "--features", "reader,npm"]].concat())
    });
    summary.run("documentation", "", || {
        documentation(project, &["--workspace", "--features", SCALE])?;
        rust::wasm_target()?;
        documentation(project, &["--package", "desireline", "--features", "testkit", "--target", WASM])
    });
}

fn clippy(project: &Project, what: &[&str]) -> Result<()> {
    cargo(project, &["clippy"]).args(what).args(["--", "-D", "warnings"]).show()
}

fn documentation(project: &Project, what: &[&str]) -> Result<()> {
    cargo(project, &["doc", "--no-deps"]).args(what).env("RUSTDOCFLAGS", "-D warnings").show()
}

/// Unit, integration and documentation tests of every package but the end-to-end one.
pub(super) fn tests(project: &Project, summary: &mut Summary) {
    summary.run("native", "", || {
        // Its tests say themselves that they are skipped without it, or, with CI set, fail.
        if let Err(error) = nats::provide() {
            eprintln!("setup: no nats-server: {error:#}");
        }
        cargo(project, &["test", "--workspace", "--exclude", END_TO_END, "--features", SCALE]).show()
    });
    summary.run("viewer", "", || node(project, "www/test/"));
}

/// Applications that have the library as a dependency. Each is a workspace of its own, so that the lock
/// file of this one knows no framework.
pub(super) fn examples(project: &Project, summary: &mut Summary) {
    summary.run("examples", "", || {
        rust::component("clippy", "clippy")?;
        rust::wasm_target()?;
        Run::new("cargo")
            .args(["clippy", "--target", WASM, "--target-dir"])
            .arg(project.target.join("examples"))
            .args(["--", "-D", "warnings"])
            .dir(project.root.join("examples/yew"))
            .show()
    });
}

/// The built npm package, as Node sees it.
pub(super) fn package(project: &Project, summary: &mut Summary) {
    summary.run("package", "", || node(project, "pkg/test/"));
}

/// The package's types, as a site's own TypeScript meets them.
pub(super) fn types(project: &Project, tools: &NpmTools, summary: &mut Summary) {
    const READ: [&str; 9] = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "nodenext",
        "--lib",
        "es2022,dom,dom.iterable",
        "test/types/consumer.ts",
    ];
    summary.run("types", "", || tools.run("tsc").args(READ).dir(project.root.join("pkg")).show());
}

/// Node's own test runner, which takes a directory.
fn node(project: &Project, tests: &str) -> Result<()> {
    Run::new("node").args(["--test", tests]).dir(&project.root).show()
}
