//! `cargo xtask demo`: the demo shop, recorded for real, and the viewer beside it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail, ensure};

use crate::project::Project;
use crate::service::{Service, port_is_free};
use crate::{artefacts, interrupt, setup};

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) port: u16,
    /// Nothing: `demo.sqlite` in the target directory.
    pub(crate) store: Option<PathBuf>,
}

/// Builds everything, starts the collector and stays until Ctrl-C.
///
/// # Errors
/// The port is taken, a step of the build fails, or the collector ends by itself.
pub(crate) fn demo(project: &Project, options: &Options) -> Result<()> {
    let Options { port, store } = options;
    // Asked before the build, so that nobody waits minutes to hear it.
    ensure!(
        port_is_free(*port)?,
        "port {port} is taken, perhaps by another demo: stop that one, or choose another with --port"
    );
    artefacts::build(project, &setup::build_tools(project)?)?;

    let store = store.clone().unwrap_or_else(|| project.target.join("demo.sqlite"));
    let mut command = Command::new(project.collector());
    command.current_dir(&project.root);
    command.args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--site", "www/site"]);
    command.args(["--mount", "/viewer=www/viewer", "--mount", "/pkg=pkg/dist"]);
    command.arg("--store").arg(std::path::absolute(&store)?);
    interrupt::main_goes_on();
    let collector = Service::start("the collector", &mut command)?.answering(([127, 0, 0, 1], *port).into())?;

    println!("\n  shop    http://127.0.0.1:{port}/         click and type here: it is recorded");
    println!("  viewer  http://127.0.0.1:{port}/viewer/  and here you see it");
    println!("  store   {}\n\nCtrl-C ends the demo.", project.short(&store));
    let status = collector.wait()?;
    if !interrupt::came() {
        bail!("the collector ended by itself ({status})");
    }
    println!("\nThe demo has ended. What it recorded stays in the store.");
    Ok(())
}
