//! Which pages may post frames: the rule on the `Origin` header, and CORS for those allowed.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::app::Shared;
use crate::refusal::Refusal;

/// How long a browser may remember the answer to a preflight, in seconds: what Chromium caps
/// it at. The recorder's posts need no preflight at all.
const PREFLIGHT_SECONDS: u64 = 7200;

/// One `--allow-origin`: an origin as browsers send it, `null`, or `*`.
///
/// ```
/// use desireline_collector::AllowedOrigin;
/// assert!("https://shop.example".parse::<AllowedOrigin>().is_ok());
/// assert!("https://shop.example/".parse::<AllowedOrigin>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedOrigin(HeaderValue);

/// The text is no origin: see its message for the form that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OriginError;

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "an origin is scheme://host or scheme://host:port in lower case, without a path or a default port; \
             or null, or *",
        )
    }
}

impl std::error::Error for OriginError {}

impl FromStr for AllowedOrigin {
    type Err = OriginError;

    /// Takes only the spelling that browsers send, since origins are compared byte for byte: an
    /// origin that could never match is refused here instead of silently allowing nobody.
    fn from_str(text: &str) -> Result<Self, OriginError> {
        let header = HeaderValue::from_str(text).map_err(|_| OriginError)?;
        if text == "*" || text == "null" {
            return Ok(Self(header));
        }
        let (scheme, host) = text.split_once("://").ok_or(OriginError)?;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.+_:[]".contains(&byte);
        let default_port =
            matches!(scheme, "http" if host.ends_with(":80")) || matches!(scheme, "https" if host.ends_with(":443"));
        let spelled = !scheme.is_empty() && !host.is_empty() && scheme.bytes().chain(host.bytes()).all(plain);
        let port = !host.ends_with(':') && !scheme.contains(':');
        if spelled && port && !default_port { Ok(Self(header)) } else { Err(OriginError) }
    }
}

/// The origins that may post, beside the collector's own.
#[derive(Clone, Debug)]
pub(crate) struct Origins {
    any: bool,
    listed: Vec<HeaderValue>,
}

impl Origins {
    pub(crate) fn new(allowed: Vec<AllowedOrigin>) -> Self {
        let any = allowed.iter().any(|origin| origin.0 == "*");
        Self { any, listed: allowed.into_iter().map(|origin| origin.0).collect() }
    }

    /// Answers preflights and names the origin in answers. `*` stands there only when the user
    /// asked for it, and credentials are never allowed.
    pub(crate) fn cors(&self) -> CorsLayer {
        let origins = if self.any { AllowOrigin::any() } else { AllowOrigin::list(self.listed.clone()) };
        CorsLayer::new()
            .allow_origin(origins)
            .allow_methods([Method::POST])
            .allow_headers([CONTENT_TYPE])
            .expose_headers([RETRY_AFTER])
            .max_age(std::time::Duration::from_secs(PREFLIGHT_SECONDS))
    }

    /// Whether a request with these headers may post. Browsers send `Origin` with every POST;
    /// what sends none is no page, and could claim any origin.
    fn allow(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(ORIGIN).iter();
        match (origins.next(), origins.next()) {
            (None, _) => true,
            (Some(origin), None) => self.any || self.listed.contains(origin) || is_own(origin, headers),
            (Some(_), Some(_)) => false,
        }
    }
}

/// Whether the origin is the collector's own, as the visitor's browser names it.
fn is_own(origin: &HeaderValue, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).map(HeaderValue::as_bytes);
    let named = origin.as_bytes().strip_prefix(b"http://");
    named.zip(host).is_some_and(|(named, host)| named.eq_ignore_ascii_case(host))
}

/// The site that the page's origin names, as a name for files: `shop.example`, `127.0.0.1_8080`.
pub(crate) fn site(headers: &HeaderMap) -> Option<String> {
    let (_, host) = headers.get(ORIGIN)?.to_str().ok()?.split_once("://")?;
    let name: String = host.chars().map(|letter| if is_plain(letter) { letter } else { '_' }).collect();
    // What DNS allows; a name of dots alone would be a way out of its directory.
    (name.len() <= 253 && name.contains(|letter: char| letter.is_ascii_alphanumeric())).then_some(name)
}

fn is_plain(letter: char) -> bool {
    letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter)
}

/// Lets only allowed origins pass.
pub(crate) async fn guard(
    State(shared): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    if shared.origins.allow(request.headers()) {
        Ok(next.run(request).await)
    } else {
        Err(Refusal(StatusCode::FORBIDDEN, "this origin may not post frames here: see --allow-origin"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_safe_name() {
        let site = |origin: &str| site(&HeaderMap::from_iter([(ORIGIN, origin.parse().unwrap())]));
        assert_eq!(site("https://shop.example").as_deref(), Some("shop.example"));
        assert_eq!(site("http://127.0.0.1:8080").as_deref(), Some("127.0.0.1_8080"));
        assert_eq!(site("https://a/../../b=c").as_deref(), Some("a_.._.._b_c"));
        for none in ["null", "https://..", "https://", "//"] {
            assert_eq!(site(none), None, "{none}");
        }
    }

    #[test]
    fn only_the_spelling_of_browsers_is_taken() {
        for good in
            ["*", "null", "https://a.example", "http://127.0.0.1:8080", "http://[::1]:1", "capacitor://localhost"]
        {
            assert!(good.parse::<AllowedOrigin>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "a.example",
            "https://",
            "://a",
            "https://a.example/",
            "https://A.example",
            "https://a/b",
            "https://a?b",
            "https://u@a",
            "https://a,https://b",
            "https://*.a",
            "http://a:80",
            "https://a:443",
            "https://a:",
            "https://é",
        ] {
            assert_eq!(bad.parse::<AllowedOrigin>(), Err(OriginError), "{bad}");
        }
    }
}
