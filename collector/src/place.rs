//! Where frames go: a file of our own, or a log that others keep.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::Error;

/// Longest name of a stream; it stands in subjects and file names.
const LONGEST_NAME: usize = 64;

/// One `--store`: the file of the embedded store, or a stream as `nats://host:4222/frames`.
///
/// ```
/// use desireline_collector::Place;
/// assert!(matches!("desireline.sqlite".parse(), Ok(Place::File(_))));
/// assert!(matches!("nats://a:4222,b:4222/frames".parse(), Ok(Place::Log(_))));
/// assert!("nats://a:4222".parse::<Place>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The embedded store.
    File(PathBuf),
    /// A stream of NATS JetStream.
    Log(LogAddress),
}

/// Servers of one cluster, and the stream that they keep.
#[derive(Clone, PartialEq, Eq)]
pub struct LogAddress {
    pub(crate) servers: Vec<String>,
    pub(crate) stream: String,
}

/// The text is no place: see its message for the form that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceError;

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a store is a file, or nats://[user:password@]host:port/stream (tls:// for TLS; several hosts with commas \
             between them; the stream's name is made of letters, digits, - and _)",
        )
    }
}

impl std::error::Error for PlaceError {}

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        let log = ["nats://", "tls://"].iter().find_map(|scheme| Some((*scheme, text.strip_prefix(scheme)?)));
        match log {
            Some((scheme, rest)) => LogAddress::new(scheme, rest).map(Self::Log),
            // A scheme that we do not know is a slip, and no file's name.
            None if text.is_empty() || text.contains("://") => Err(PlaceError),
            None => Ok(Self::File(text.into())),
        }
    }
}

impl FromStr for LogAddress {
    type Err = PlaceError;

    fn from_str(text: &str) -> Result<Self, PlaceError> {
        match text.parse()? {
            Place::Log(address) => Ok(address),
            Place::File(_) => Err(PlaceError),
        }
    }
}

impl LogAddress {
    fn new(scheme: &str, rest: &str) -> Result<Self, PlaceError> {
        let (hosts, stream) = rest.split_once('/').ok_or(PlaceError)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let named = (1..=LONGEST_NAME).contains(&stream.len()) && stream.bytes().all(plain);
        // What holds for the first host holds for all: one user of one cluster.
        let (user, hosts) =
            hosts.rsplit_once('@').map_or((String::new(), hosts), |(user, hosts)| (format!("{user}@"), hosts));
        let servers: Vec<_> = hosts.split(',').map(|host| format!("{scheme}{user}{host}")).collect();
        if named && hosts.split(',').all(|host| !host.is_empty()) {
            Ok(Self { servers, stream: stream.into() })
        } else {
            Err(PlaceError)
        }
    }
}

/// Without user and password.
impl fmt::Display for LogAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hosts = self.servers.iter().filter_map(|server| server.rsplit(['/', '@']).next());
        write!(f, "nats://{}/{}", hosts.collect::<Vec<_>>().join(","), self.stream)
    }
}

impl fmt::Debug for LogAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogAddress({self})")
    }
}

impl Place {
    /// The file, for a command that needs the embedded store.
    ///
    /// # Errors
    /// [`Error::NotEmbedded`] for a log.
    pub(crate) fn file(self, command: &'static str) -> Result<PathBuf, Error> {
        match self {
            Self::File(path) => Ok(path),
            Self::Log(log) => Err(Error::NotEmbedded { command, log: log.to_string() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_has_one_user_and_several_hosts() {
        let log: LogAddress = "nats://me:secret@a:1,b:2/frames".parse().unwrap();
        assert_eq!(log.servers, ["nats://me:secret@a:1", "nats://me:secret@b:2"]);
        assert_eq!(format!("{log} {log:?}"), "nats://a:1,b:2/frames LogAddress(nats://a:1,b:2/frames)");
    }

    #[test]
    fn what_is_neither_file_nor_log_is_refused() {
        for bad in ["", "nats://", "nats://a", "nats://a/", "nats://,/x", "nats://a/b.c", "nats://a/b/c", "http://a/b"]
        {
            assert_eq!(bad.parse::<Place>(), Err(PlaceError), "{bad}");
        }
        assert!("a/b.sqlite".parse::<LogAddress>().is_err());
    }
}
