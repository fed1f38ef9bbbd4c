use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a command of the collector failed. Displays as one sentence for the terminal.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The configuration file cannot be read, or something in it cannot be.
    Config(String),
    /// The command needs the embedded store, and was given a log.
    NotEmbedded {
        /// The command's name.
        command: &'static str,
        /// The log's address.
        log: String,
    },
    /// This program was built without what the command needs.
    NotBuilt(&'static str),
    /// An option has no meaning for a log.
    NotForLogs(&'static str),
    /// A log failed.
    Log {
        /// Its address.
        log: String,
        /// What could not be done.
        doing: &'static str,
        /// What the client said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// Files that a drain writes could not be.
    Files {
        /// What could not be done.
        doing: &'static str,
        /// What the file store said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A batch was claimed that the log no longer holds.
    Drained {
        /// The batch's first number.
        first: u64,
        /// Its last.
        last: u64,
        /// Messages that the log still has of it.
        held: usize,
        /// Messages that it had.
        claimed: usize,
    },
    /// There is no store at this path, and the command does not make one.
    NoStore(PathBuf),
    /// The file is something else than a desireline store.
    NotAStore(PathBuf),
    /// The store was written by a later version of the collector.
    NewerStore {
        /// The store's schema version.
        found: i32,
        /// The latest schema version this program knows.
        known: i32,
    },
    /// The store lies in a directory whose files anybody may fetch.
    ServedStore(PathBuf),
    /// Two `--mount` options name the same path.
    MountedTwice(String),
    /// The store holds no frame of this session.
    UnknownSession(String),
    /// The session's frames are too many to be looked at together.
    TooLarge(String),
    /// The output file is the store itself.
    OutputIsStore,
    /// Some stored frames could not be read; the others were exported.
    Unreadable(u64),
    /// SQLite failed.
    Sqlite(rusqlite::Error),
    /// Reading or writing a file or a socket failed.
    Io {
        /// What was being done, as `cannot listen on 127.0.0.1:80`.
        doing: String,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// For `map_err`: an [`Error::Io`] that says what could not be done.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(sentence) => f.write_str(sentence),
            Self::NotEmbedded { command, log } => {
                write!(f, "`{command}` works on the embedded store, and {log} is a log: drain it and read the files")
            }
            Self::NotBuilt(what) => write!(f, "this program was built without {what}: build it with --features scale"),
            Self::NotForLogs(option) => {
                write!(f, "{option} has no meaning for a log: its servers have limits of their own")
            }
            Self::Files { doing, source } => write!(f, "{doing}: {source}"),
            Self::Drained { first, last, held, claimed } => write!(
                f,
                "the log holds {held} of the {claimed} messages from {first} to {last}, whose files may be incomplete: \
                 remove the claim _drain/…/{first:020}.json to go on without the others"
            ),
            Self::Log { log, doing, source } => write!(f, "{log}: {doing}: {source}"),
            Self::NoStore(path) => write!(f, "there is no store at {}", path.display()),
            Self::NotAStore(path) => write!(f, "{} is not a desireline store", path.display()),
            Self::NewerStore { found, known } => write!(
                f,
                "the store has schema version {found}, this program knows up to {known}: use a newer desireline-collector"
            ),
            Self::ServedStore(dir) => write!(
                f,
                "the store lies in {}, whose files are served to everybody: move the store out of it",
                dir.display()
            ),
            Self::MountedTwice(path) => write!(f, "{path} is mounted twice"),
            Self::UnknownSession(session) => write!(f, "the store holds no session {session}"),
            Self::TooLarge(session) => write!(f, "session {session} is too large for a report"),
            Self::OutputIsStore => f.write_str("the output file is the store itself"),
            Self::Unreadable(1) => f.write_str("1 stored frame could not be read and is not in the output"),
            Self::Unreadable(count) => {
                write!(f, "{count} stored frames could not be read and are not in the output")
            }
            Self::Sqlite(source) => write!(f, "the store failed: {source}"),
            Self::Io { doing, source } => write!(f, "{doing}: {source}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sqlite(source) => Some(source),
            Self::Io { source, .. } => Some(source),
            Self::Log { source, .. } | Self::Files { source, .. } => Some(&**source),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite(source)
    }
}
