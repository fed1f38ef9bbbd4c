//! The arguments, and what each command does.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use desireline::session::SessionId;

use crate::app::Settings;
use crate::site::Site;
use crate::store::Store;
use crate::{AllowedOrigin, Error, Mount, export, serve, sessions};

/// Receives desireline's frames, stores them, and gives them back.
#[derive(Debug, Parser)]
#[command(name = "desireline-collector", version)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Receive frames over HTTP and serve the viewer and the site
    Serve(Serve),
    /// Write stored events as NDJSON, one event a line, in the order of time
    Export(Export),
    /// List the stored sessions, the one heard of last first
    Sessions(Sessions),
}

#[derive(Debug, ClapArgs)]
struct Serve {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// The store; made when it is not there
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite")]
    store: PathBuf,
    /// Directory served at /; without it nothing is
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// Another directory, served below a path, as /viewer=www/viewer; may be repeated
    #[arg(long, value_name = "/PATH=DIR")]
    mount: Vec<Mount>,
    /// Origin whose pages may post frames, as https://shop.example; may be repeated
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<AllowedOrigin>,
    /// Reads need `Authorization: Bearer TOKEN`, from wherever; without it only this machine reads
    #[arg(long, value_name = "TOKEN", env = "DESIRELINE_TOKEN", hide_env_values = true, value_parser = token)]
    token: Option<String>,
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

/// What a header can carry, and nothing a shell or a proxy would change on the way.
fn token(text: &str) -> Result<String, &'static str> {
    let good = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if good { Ok(text.into()) } else { Err("a token is made of visible ASCII characters without blanks") }
}

/// Does what the arguments say.
///
/// # Errors
/// [`Error`] as a sentence for the terminal.
pub fn run(args: Args) -> Result<(), Error> {
    match args.command {
        Command::Serve(Serve { listen, store, site, mount, allow_origin, token }) => {
            tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).with_target(false).init();
            let site = Site { root: site, mounts: mount };
            site.check(&store)?;
            let opened = Store::open(&store)?;
            serve::run(listen, opened, Settings { site, allowed_origins: allow_origin, token })
        }
        Command::Export(Export { store, session, format: Format::Ndjson, output }) => {
            export::run(&store, session, output.as_deref())
        }
        Command::Sessions(Sessions { store, json }) => sessions::run(&store, json),
    }
}
