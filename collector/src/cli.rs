//! The arguments, and what each command does.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use desireline::session::SessionId;

use crate::app::Settings;
use crate::site::Site;
use crate::store::{self, Clock, Store};
use crate::{AllowedOrigin, Error, Mount, Network, export, report, serve, sessions};

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
    /// Tell what a session's frames say: attention, frustration, forms, as JSON
    Report(Report),
    /// Erase a session, and refuse what still comes of it
    Erase(Erase),
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
    /// Proxy whose X-Forwarded-For is believed: an address, or a network as 10.0.0.0/8; may be repeated
    #[arg(long, value_name = "NETWORK")]
    trusted_proxy: Vec<Network>,
    /// Frames a minute from one network (/24 of IPv4, /48 of IPv6); 0 is no limit
    #[arg(long, value_name = "FRAMES", default_value_t = 6000, env = "DESIRELINE_NETWORK_RATE")]
    network_rate: u32,
    /// Frames a minute of one session; 0 is no limit
    #[arg(long, value_name = "FRAMES", default_value_t = 600, env = "DESIRELINE_SESSION_RATE")]
    session_rate: u32,
    /// MiB that the store's file may have; without it only the disk is the limit
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1 << 40), env = "DESIRELINE_DISK_QUOTA")]
    disk_quota: Option<u64>,
    /// MiB of frames that one day (UTC) may bring
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1 << 40), env = "DESIRELINE_DAY_QUOTA")]
    day_quota: Option<u64>,
    /// Erase sessions not heard of for so many days; without it nothing is erased by itself
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=36500), env = "DESIRELINE_RETENTION")]
    retention: Option<u32>,
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
struct Report {
    /// The store
    #[arg(long, value_name = "FILE", default_value = "desireline.sqlite")]
    store: PathBuf,
    /// The session: 32 lower-case hexadecimal digits
    #[arg(long, value_name = "ID", value_parser = SessionId::from_hex)]
    session: SessionId,
}

/// Bytes of a MiB.
const MIB: u64 = 1024 * 1024;

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
        Command::Serve(serve) => run_serve(serve),
        Command::Erase(Erase { store, session }) => {
            let frames = store::erase_in(&store, session)?;
            println!("erased {frames} frames of session {}; what still comes of it is refused", session.to_hex());
            Ok(())
        }
        Command::Export(Export { store, session, format: Format::Ndjson, output }) => {
            export::run(&store, session, output.as_deref())
        }
        Command::Report(Report { store, session }) => report::run(&store, session),
        Command::Sessions(Sessions { store, json }) => sessions::run(&store, json),
    }
}

fn run_serve(serve: Serve) -> Result<(), Error> {
    let log = tracing_subscriber::fmt().json().flatten_event(true);
    log.with_writer(std::io::stderr).with_current_span(false).with_span_list(false).init();
    let site = Site { root: serve.site, mounts: serve.mount };
    site.check(&serve.store)?;
    let bytes = |mib: Option<u64>| mib.map(|mib| mib * MIB);
    let limits = store::Limits { disk: bytes(serve.disk_quota), day: bytes(serve.day_quota) };
    let opened = Store::open_with(&serve.store, limits, Clock::default())?;
    let settings = Settings {
        site,
        allowed_origins: serve.allow_origin,
        token: serve.token,
        exposed: !serve.listen.ip().is_loopback(),
        proxies: serve.trusted_proxy,
        network_rate: serve.network_rate,
        session_rate: serve.session_rate,
    };
    serve::run(serve.listen, opened, settings, serve.retention)
}
