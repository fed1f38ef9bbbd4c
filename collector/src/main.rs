//! The reference collector's program.

use std::process::ExitCode;

use clap::Parser;
use desireline_collector::cli::{Args, run};

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
