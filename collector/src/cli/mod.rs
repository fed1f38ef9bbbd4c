//! The arguments, and what each command does.

mod config;
mod options;
mod print;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use desireline::session::SessionId;

use crate::{Error, Place, export, report, serve, sessions, store};
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
    /// Tell what a session's frames say: attention, frustration, forms, as JSON
    Report(Report),
    /// Erase a session, and refuse what still comes of it
    Erase(Erase),
    /// Write the frames of a log and their events as Parquet
    #[cfg(feature = "scale")]
    Drain(Drain),
}

#[derive(Debug, ClapArgs)]
struct Report {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite", env = "DESIRELINE_STORE")]
    store: Place,
    /// The session: 32 lower-case hexadecimal digits
    #[arg(long, value_name = "ID", value_parser = SessionId::from_hex)]
    session: SessionId,
}

#[derive(Debug, ClapArgs)]
struct Erase {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite", env = "DESIRELINE_STORE")]
    store: Place,
    /// The session: 32 lower-case hexadecimal digits
    #[arg(long, value_name = "ID", value_parser = SessionId::from_hex)]
    session: SessionId,
}

#[cfg(feature = "scale")]
#[derive(Debug, ClapArgs)]
struct Drain {
    /// The log, as nats://host:4222/stream
    #[arg(long, value_name = "URL", env = "DESIRELINE_FROM", hide_env_values = true)]
    from: crate::LogAddress,
    /// Where the files go: a directory, or s3://bucket/prefix
    #[arg(long, value_name = "DIR|URL", env = "DESIRELINE_TO")]
    to: crate::drain::Target,
    /// Frames of a file, at most
    #[arg(long, value_name = "FRAMES", default_value_t = 50_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000), env = "DESIRELINE_BATCH")]
    batch: u32,
    /// Seconds that frames may wait for others of their file
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400), env = "DESIRELINE_WAIT")]
    wait: u64,
    /// End when all is drained that was in the log at the start
    #[arg(long)]
    once: bool,
    /// Remove from the log what is in the files
    #[arg(long)]
    purge: bool,
}

#[derive(Debug, ClapArgs)]
struct Export {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite", env = "DESIRELINE_STORE")]
    store: Place,
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
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite", env = "DESIRELINE_STORE")]
    store: Place,
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
        #[cfg(feature = "scale")]
        Command::Drain(Drain { from, to, batch, wait, once, purge }) => {
            log_to_stderr();
            let (batch, wait) = (usize::try_from(batch).unwrap_or(usize::MAX), std::time::Duration::from_secs(wait));
            crate::drain::run(&crate::drain::Job { from, to, batch, wait, once, purge })
        }
        Command::Serve(serve) if serve.print_config => {
            print!("{}", args.effective);
            Ok(())
        }
        Command::Serve(serve) => run_serve(*serve),
        Command::Erase(Erase { store, session }) => {
            let frames = store::erase_in(&store.file("erase")?, session)?;
            println!("erased {frames} frames of session {}; what still comes of it is refused", session.to_hex());
            Ok(())
        }
        Command::Export(Export { store, session, format: Format::Ndjson, output }) => {
            export::run(&store.file("export")?, session, output.as_deref())
        }
        Command::Report(Report { store, session }) => report::run(&store.file("report")?, session),
        Command::Sessions(Sessions { store, json }) => sessions::run(&store.file("sessions")?, json),
    }
}

fn run_serve(serve: Serve) -> Result<(), Error> {
    log_to_stderr();
    let runtime = serve::runtime()?;
    let keeper = serve.open(&runtime)?;
    let (listen, patience, retention) = (serve.listen, serve.patience(), serve.retention);
    serve::run(runtime, &keeper, listen, serve.settings(), patience, retention)
}

fn log_to_stderr() {
    let log = tracing_subscriber::fmt().json().flatten_event(true);
    log.with_writer(std::io::stderr).with_current_span(false).with_span_list(false).init();
}
