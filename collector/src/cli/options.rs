//! What `serve` can be told. Each option is a flag, a variable and a key of the configuration file,
//! all of one name and one parser.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use tokio::runtime::Runtime;

use crate::app::Settings;
use crate::serve::Patience;
use crate::site::Site;
use crate::store::{Clock, Limits, Store};
use crate::{AllowedOrigin, Error, Keeper, LogAddress, Mount, Network, Place};

/// Bytes of a MiB.
const MIB: u64 = 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// TOML file with any of these options, named without the dashes; flags and variables are stronger
    #[arg(long, value_name = "FILE", env = "DESIRELINE_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// Print what it would run with, as a configuration file, and end
    #[arg(long)]
    pub(super) print_config: bool,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787", env = "DESIRELINE_LISTEN")]
    pub(super) listen: SocketAddr,
    /// The store, made when it is not there: a file, or a log as nats://host:4222/stream
    #[arg(
        long,
        value_name = "FILE|URL",
        default_value = "desireline.sqlite",
        env = "DESIRELINE_STORE",
        hide_env_values = true
    )]
    store: Place,
    /// Of a log that is made: servers that hold each frame
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=5), env = "DESIRELINE_REPLICAS")]
    replicas: u32,
    /// Directory served at /; without it nothing is
    #[arg(long, value_name = "DIR", env = "DESIRELINE_SITE")]
    site: Option<PathBuf>,
    /// Another directory, served below a path, as /viewer=www/viewer; may be repeated
    #[arg(long, value_name = "/PATH=DIR", env = "DESIRELINE_MOUNT", value_delimiter = ',')]
    mount: Vec<Mount>,
    /// Origin whose pages may post frames, as https://shop.example; may be repeated
    #[arg(long, value_name = "ORIGIN", env = "DESIRELINE_ALLOW_ORIGIN", value_delimiter = ',')]
    allow_origin: Vec<AllowedOrigin>,
    /// Reads need `Authorization: Bearer TOKEN`, from wherever; without it only this machine reads
    #[arg(long, value_name = "TOKEN", env = "DESIRELINE_TOKEN", hide_env_values = true, value_parser = token)]
    token: Option<String>,
    /// Proxy whose X-Forwarded-For is believed: an address, or a network as 10.0.0.0/8; may be repeated
    #[arg(long, value_name = "NETWORK", env = "DESIRELINE_TRUSTED_PROXY", value_delimiter = ',')]
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
    pub(super) retention: Option<u32>,
    /// Seconds that a connection may be idle, or take for the head of a request
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = seconds(), env = "DESIRELINE_IDLE_TIME")]
    idle_time: u64,
    /// Seconds that a frame may take to arrive
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = seconds(), env = "DESIRELINE_BODY_TIME")]
    body_time: u64,
    /// Seconds that a client may let an answer wait
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = seconds(), env = "DESIRELINE_SEND_TIME")]
    send_time: u64,
}

/// Seconds that can be waited: an hour is more than any client needs.
fn seconds() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=3600)
}

impl Serve {
    fn site(&self) -> Site {
        Site { root: self.site.clone(), mounts: self.mount.clone() }
    }

    /// Opens what is to keep the frames, once nothing that is served would hold it.
    pub(super) fn open(&self, runtime: &Runtime) -> Result<Keeper, Error> {
        match &self.store {
            Place::File(path) => {
                self.site().check(Some(path))?;
                Ok(Arc::new(Store::open_with(path, self.limits(), Clock::default())?).into())
            }
            Place::Log(_) if self.day_quota.is_some() => Err(Error::NotForLogs("--day-quota")),
            Place::Log(address) => {
                self.site().check(None)?;
                self.open_log(runtime, address)
            }
        }
    }

    #[cfg(feature = "scale")]
    fn open_log(&self, runtime: &Runtime, address: &LogAddress) -> Result<Keeper, Error> {
        let replicas = usize::try_from(self.replicas).unwrap_or(1);
        let terms = crate::log::Terms { replicas, bytes: self.limits().disk, days: self.retention };
        Ok(Keeper::Log(Arc::new(runtime.block_on(crate::Log::open(address, terms))?)))
    }

    #[cfg(not(feature = "scale"))]
    fn open_log(&self, _: &Runtime, _: &LogAddress) -> Result<Keeper, Error> {
        Err(Error::NotBuilt("logs"))
    }

    fn limits(&self) -> Limits {
        let bytes = |mib: Option<u64>| mib.map(|mib| mib * MIB);
        Limits { disk: bytes(self.disk_quota), day: bytes(self.day_quota) }
    }

    pub(super) fn patience(&self) -> Patience {
        Patience { idle: Duration::from_secs(self.idle_time), send: Duration::from_secs(self.send_time) }
    }

    pub(super) fn settings(self) -> Settings {
        Settings {
            site: self.site(),
            allowed_origins: self.allow_origin,
            token: self.token,
            exposed: !self.listen.ip().is_loopback(),
            proxies: self.trusted_proxy,
            network_rate: self.network_rate,
            session_rate: self.session_rate,
            body_time: Duration::from_secs(self.body_time),
        }
    }
}

/// What a header can carry, and nothing a shell or a proxy would change on the way.
fn token(text: &str) -> Result<String, &'static str> {
    let good = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if good { Ok(text.into()) } else { Err("a token is made of visible ASCII characters without blanks") }
}
