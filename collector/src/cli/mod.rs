//! The arguments, and what each command does.

mod config;
mod options;
mod print;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use desireline::session::SessionId;

use crate::store::{self, Clock, Store};
use crate::{Error, export, serve, sessions};
use options::Serve;

/// Receives desireline's frames, stores them, and gives them back.
#[derive(Debug, Parser)]
#[command(name = "desireline-collector", version)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// What `serve` would run with, as TOML.
    #[arg(skip)]
    effective: String,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Receive frames over HTTP and serve the viewer and the site
    Serve(Box<Serve>),
    /// Write stored events as NDJSON, one event a line, in the order of time
    Export(Export),
    /// List the stored sessions, the one heard of last first
    Sessions(Sessions),
    /// Erase a session, and refuse what still comes of it
    Erase(Erase),
}

#[derive(Debug, ClapArgs)]
struct Erase {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite")]
    store: PathBuf,
    /// The session: 32 lower-case hexadecimal digits
    #[arg(long, value_name = "ID", value_parser = SessionId::from_hex)]
    session: SessionId,
}

#[derive(Debug, ClapArgs)]
struct Export {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite")]
    store: PathBuf,
    /// Only this session: 32 lower-case hexadecimal digits
    #[arg(long, value_name = "ID", value_parser = SessionId::from_hex)]
    session: Option<SessionId>,
    /// What to write
    #[arg(long, value_enum, default_value_t = Format::Ndjson)]
    format: Format,
    /// Where to write; standard output without it
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// One JSON object a line
    Ndjson,
}

#[derive(Debug, ClapArgs)]
struct Sessions {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite")]
    store: PathBuf,
    /// Write a JSON array instead of a table
    #[arg(long)]
    json: bool,
}

/// What was asked for, or why it makes no sense as clap says it.
///
/// # Errors
/// [`Error::Config`] for a configuration file that cannot be used.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Result<Args, clap::Error>, Error> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut command = Args::command();
    let first = match command.try_get_matches_from_mut(&arguments) {
        Ok(matches) => matches,
        Err(error) => return Ok(Err(error)),
    };
    let serve = first.subcommand_matches("serve");
    let file = serve.and_then(|serve| serve.get_one::<PathBuf>("config"));
    let matches = match file {
        // Once more, with what the file says in the place of the defaults.
        Some(file) => config::with_defaults_of(Args::command(), file)?.try_get_matches_from(&arguments),
        None => Ok(first),
    };
    Ok(matches.and_then(|matches| {
        let effective = matches.subcommand_matches("serve").map(|serve| print::effective(&Args::command(), serve));
        let mut args = Args::from_arg_matches(&matches)?;
        args.effective = effective.unwrap_or_default();
        Ok(args)
    }))
}

/// Does what the arguments say.
///
/// # Errors
/// [`Error`] as a sentence for the terminal.
pub fn run(args: Args) -> Result<(), Error> {
    match args.command {
        Command::Serve(serve) if serve.print_config => {
            print!("{}", args.effective);
            Ok(())
        }
        Command::Serve(serve) => run_serve(*serve),
        Command::Erase(Erase { store, session }) => {
            let frames = store::erase_in(&store, session)?;
            println!("erased {frames} frames of session {}; what still comes of it is refused", session.to_hex());
            Ok(())
        }
        Command::Export(Export { store, session, format: Format::Ndjson, output }) => {
            export::run(&store, session, output.as_deref())
        }
        Command::Sessions(Sessions { store, json }) => sessions::run(&store, json),
    }
}

fn run_serve(serve: Serve) -> Result<(), Error> {
    let log = tracing_subscriber::fmt().json().flatten_event(true);
    log.with_writer(std::io::stderr).with_current_span(false).with_span_list(false).init();
    let opened = Store::open_with(serve.check()?, serve.limits(), Clock::default())?;
    let (listen, patience, retention) = (serve.listen, serve.patience(), serve.retention);
    serve::run(listen, opened, serve.settings(), patience, retention)
}
