use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

#[cfg(feature = "std")]
use crate::path::MAX_TOLERANCE;
use crate::path::TOLERANCE;

#[cfg(feature = "std")]
use crate::session::is_cookie_name;

/// Shortest time between two flushes, in ms.
pub const MIN_INTERVAL: u32 = 1_000;
/// Longest time between two flushes, in ms: what a crash may lose at most.
pub const MAX_INTERVAL: u32 = 60_000;

/// What to record to where.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where frames are posted: an absolute URL, or one relative to the page.
    pub endpoint: String,
    /// Name of the session cookie.
    pub cookie: String,
    /// Time between two flushes, in ms.
    pub interval: u32,
    /// How far the pointer's told path may be from the seen one, in CSS px, 0 to
    /// [`MAX_TOLERANCE`](crate::path::MAX_TOLERANCE). With 0 every place is told.
    pub tolerance: f64,
    /// Kinds of events that are not to be recorded, by the names that docs/EVENTS.md gives them. The
    /// first `page` always is, and so are the sizes, scroll offsets and places of the pointer without
    /// which other rows would be wrong.
    pub without: Vec<String>,
    /// Names of the query's parameters that are told with addresses; without them no query is.
    pub parameters: Vec<String>,
    /// Whether a hash that is an application's address (`#/…`) is told with the page's.
    pub hash: bool,
    /// CSS selectors of regions of which nothing is recorded, beside `data-desireline="block"`.
    /// Where one is no selector, nothing is recorded anywhere.
    pub block: Vec<String>,
    /// CSS selectors of regions whose fields tell no more than a password's, beside
    /// `data-desireline="mask"`.
    pub mask: Vec<String>,
    /// CSS selectors of elements in a masked region that are not masked, beside
    /// `data-desireline="allow"`. A secret field stays one.
    pub allow: Vec<String>,
    /// When recording was asked for, in ms since the page began; the page event bears this time.
    pub began: Option<f64>,
}

impl Options {
    /// The default options for an endpoint.
    pub fn new(endpoint: impl Into<String>) -> Self {
        Self {
            endpoint: endpoint.into(),
            cookie: "desireline".into(),
            interval: 5_000,
            tolerance: TOLERANCE,
            without: Vec::new(),
            parameters: Vec::new(),
            hash: false,
            block: Vec::new(),
            mask: Vec::new(),
            allow: Vec::new(),
            began: None,
        }
    }

    /// What the npm package's loader has checked already.
    #[cfg(feature = "std")]
    pub(crate) fn check(&self) -> Result<(), StartError> {
        if self.endpoint.is_empty() {
            return Err(StartError::Endpoint);
        }
        if !(MIN_INTERVAL..=MAX_INTERVAL).contains(&self.interval) {
            return Err(StartError::Interval);
        }
        if !(0.0..=MAX_TOLERANCE).contains(&self.tolerance) {
            return Err(StartError::Tolerance);
        }
        if !is_cookie_name(&self.cookie) {
            return Err(StartError::Cookie);
        }
        Ok(())
    }
}

/// Why recording did not start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StartError {
    /// There is no endpoint.
    Endpoint,
    /// The flush interval is outside [`MIN_INTERVAL`] to [`MAX_INTERVAL`].
    Interval,
    /// The tolerance is outside 0 to [`MAX_TOLERANCE`](crate::path::MAX_TOLERANCE).
    Tolerance,
    /// The cookie name is not one.
    Cookie,
    /// The browser gives no random bytes.
    NoRandom,
    /// The page is being recorded already. The numbers of its elements are one recording's.
    Running,
    /// An earlier recording failed and took the module with it.
    Broken,
}

impl StartError {
    /// One word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Endpoint | Self::Interval | Self::Tolerance | Self::Cookie => "bad-option",
            Self::NoRandom => "unsupported",
            Self::Running => "already-started",
            Self::Broken => "failed",
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Endpoint => "the endpoint is missing",
            Self::Interval => "the interval must be 1,000 to 60,000 ms",
            Self::Tolerance => "the tolerance must be 0 to 50 px",
            Self::Cookie => "the cookie name holds a character that no cookie name may hold",
            Self::NoRandom => "the browser gives no random bytes",
            Self::Running => "this page is being recorded already",
            Self::Broken => "an earlier recording failed",
        })
    }
}

impl core::error::Error for StartError {}
