//! `cargo xtask`: every command of the project. `cargo xtask help` describes them.

mod artefacts;
mod bench;
mod demo;
mod fuzz;
mod interrupt;
mod mutants;
mod options;
mod process;
mod project;
mod service;
mod setup;
mod size;
mod test;
mod versions;

use std::process::ExitCode;

use anyhow::Result;

use options::Command;
use project::Project;

/// The command line is wrong; the same code as cargo's.
const EXIT_USAGE: u8 = 2;
/// What a shell reports for a program that Ctrl-C ended.
const EXIT_INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let command = match options::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("error: {error}\n\n`cargo xtask help` lists what there is.");
            return ExitCode::from(EXIT_USAGE);
        }
    };
    match interrupt::install().and_then(|()| run(&command)) {
        Ok(()) => ExitCode::SUCCESS,
        // The commands that it ended have failed, and that is no news.
        Err(_) if interrupt::came() => ExitCode::from(EXIT_INTERRUPTED),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Help => print!("{}", options::HELP),
        Command::Build { alone_and_static: true } => artefacts::static_collector(&Project::find()?)?,
        Command::Build { .. } => {
            let project = Project::find()?;
            artefacts::build(&project, &setup::build_tools(&project)?)?;
        }
        Command::Size => {
            let project = Project::find()?;
            artefacts::package(&project, &setup::build_tools(&project)?)?;
            size::size(&project)?;
        }
        Command::Demo(options) => demo::demo(&Project::find()?, options)?,
        Command::Bench(options) => bench::bench(&Project::find()?, options)?,
        Command::Fuzz(options) => fuzz::fuzz(&Project::find()?, options)?,
        Command::MutantsPrivacy => mutants::mutants(&Project::find()?)?,
        Command::Test(options) => test::test(&Project::find()?, options)?,
    }
    Ok(())
}
