use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use js_sys::Function;

use super::edge;
use crate::path::{MAX_TOLERANCE, TOLERANCE};
use crate::session::is_cookie_name;

/// Shortest time between two flushes, in ms.
pub const MIN_INTERVAL: u32 = 1_000;
/// Longest time between two flushes, in ms: what a crash may lose at most.
pub const MAX_INTERVAL: u32 = 60_000;

/// What the visitor said about being recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// Recording is allowed, or needs no consent here.
    #[default]
    Granted,
    /// Not asked yet: what happens is recorded into bounded memory; nothing is sent, and nothing kept in
    /// the browser, until [`Recorder::grant`](super::Recorder::grant).
    Pending,
    /// Refused: nothing is recorded.
    Denied,
}

/// The session's cookie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cookie {
    /// `__Host-desireline` over https, out of subdomains' reach, or `desireline` on http and where there is a
    /// [`domain`](Options::domain).
    #[default]
    Usual,
    /// One of this name.
    Named(String),
    /// None: each page is a session of its own, and nothing is kept in the browser.
    None,
}

impl Consent {
    /// As the npm package's option says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Pending => "pending",
            Self::Denied => "denied",
        }
    }
}

/// What to record to where.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where frames are posted: an absolute URL, or one relative to the page.
    pub endpoint: String,
    /// Headers that each post carries beside its own: names and values. To another origin they cost a request
    /// before the first (a preflight), which the collector must allow, and which may be too slow for the page's
    /// last frames.
    pub headers: Vec<(String, String)>,
    /// Whether the collector's cookies are sent along. Another origin must allow that by
    /// `Access-Control-Allow-Credentials`.
    pub credentials: bool,
    /// The session cookie.
    pub cookie: Cookie,
    /// The domain whose subdomains share the session; this page must be on it. None: this host alone.
    pub domain: Option<String>,
    /// Whether pages are recorded too that are in a frame of another site's; the cookie is then kept apart for
    /// each site around it (`Partitioned`).
    pub partitioned: bool,
    /// What the visitor said about being recorded.
    pub consent: Consent,
    /// Whether visitors are left alone whose browser sends Global Privacy Control.
    pub gpc: bool,
    /// Whether visitors are left alone whose browser sends Do Not Track.
    pub dnt: bool,
    /// Whether frames that nobody has answered are kept in the tab's storage (`sessionStorage`), and posted by
    /// the tab's next page that is recorded.
    pub persist: bool,
    /// Which share of sessions is recorded, 0 to 1. The session's random id decides, so all pages of a
    /// visit are recorded or none is.
    pub sample: f64,
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
    /// What may take more out of each address, as text, before it is told. It can only remove: of what it
    /// changes otherwise, or throws at, the origin is told.
    pub redact: Option<Function>,
    /// CSS selectors of regions of which nothing is recorded, beside `data-desireline="block"`.
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
            headers: Vec::new(),
            credentials: false,
            cookie: Cookie::Usual,
            domain: None,
            partitioned: false,
            consent: Consent::Granted,
            gpc: true,
            dnt: false,
            persist: false,
            sample: 1.0,
            interval: 5_000,
            tolerance: TOLERANCE,
            without: Vec::new(),
            parameters: Vec::new(),
            hash: false,
            redact: None,
            block: Vec::new(),
            mask: Vec::new(),
            allow: Vec::new(),
            began: None,
        }
    }

    /// Whether the session is in the jar from the start: without consent nothing is kept in the browser, nor
    /// looked for there.
    pub(crate) fn keeps(&self) -> bool {
        self.cookie != Cookie::None && self.consent == Consent::Granted
    }

    /// The lists of selectors, as one each: `block`, `mask`, `allow`.
    pub(crate) fn rules(&self) -> [String; 3] {
        [&self.block, &self.mask, &self.allow].map(|list| list.join(","))
    }

    /// Whether a cookie of that domain can be set here. One with `__Host-` cannot have a domain.
    fn may_be_for(&self, domain: &str) -> bool {
        let host = matches!(&self.cookie, Cookie::Named(name) if name.starts_with("__Host-"));
        let plain = domain.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
        plain && !domain.is_empty() && !host && edge::is_on(domain)
    }

    /// What the npm package's loader has checked already.
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
        if let Cookie::Named(name) = &self.cookie
            && !is_cookie_name(name)
        {
            return Err(StartError::Cookie);
        }
        if self.domain.as_deref().is_some_and(|domain| !self.may_be_for(domain)) {
            return Err(StartError::Domain);
        }
        if !(0.0..=1.0).contains(&self.sample) {
            return Err(StartError::Sample);
        }
        if !self.rules().iter().all(|rule| rule.is_empty() || edge::is_selector(rule)) {
            return Err(StartError::Selector);
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
    /// The cookie's domain is none that this page is on, or the cookie is a `__Host-` one.
    Domain,
    /// The share to be recorded is outside 0 to 1.
    Sample,
    /// What should be CSS selectors of `block`, `mask` or `allow` is none.
    Selector,
    /// This visitor is not to be recorded: there is no consent, or the browser or the visitor has said so.
    Refused,
    /// This session is not one of the share to be recorded.
    SampledOut,
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
            Self::Endpoint
            | Self::Interval
            | Self::Tolerance
            | Self::Cookie
            | Self::Domain
            | Self::Sample
            | Self::Selector => "bad-option",
            Self::Refused => "refused",
            Self::SampledOut => "sampled-out",
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
            Self::Domain => {
                "the domain must be this site's, or one that it is a part of, and the cookie's name no __Host- one"
            }
            Self::Sample => "the sample must be 0 to 1",
            Self::Selector => "block, mask and allow must be lists of CSS selectors",
            Self::Refused => "this visitor is not to be recorded",
            Self::SampledOut => "this session is not one of the share to be recorded",
            Self::NoRandom => "the browser gives no random bytes",
            Self::Running => "this page is being recorded already",
            Self::Broken => "an earlier recording failed",
        })
    }
}

impl core::error::Error for StartError {}
