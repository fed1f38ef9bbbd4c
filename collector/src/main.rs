//! The reference collector's program.

use std::process::ExitCode;

use desireline_collector::Error;
use desireline_collector::cli::{parse, run};

/// The arguments, or the file they name, make no sense.
const EXIT_USAGE: u8 = 2;

fn main() -> ExitCode {
    let ended = match parse(std::env::args_os()) {
        Ok(Ok(args)) => run(args),
        Ok(Err(error)) => error.exit(),
        Err(error) => Err(error),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            if matches!(error, Error::Config(_)) { ExitCode::from(EXIT_USAGE) } else { ExitCode::FAILURE }
        }
    }
}
