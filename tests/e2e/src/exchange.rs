//! One request that the proxy has seen.

use hyper::body::Bytes;
use hyper::{HeaderMap, Method};

/// A request as it came, whole, and what became of it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub url: String,
    /// All headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The status that the browser got; none while it waits, or where the connection was closed.
    pub status: Option<u16>,
}

impl Exchange {
    /// The path without the query.
    pub fn path(&self) -> &str {
        self.url.split('?').next().unwrap_or_default()
    }

    /// Whether it posts a frame.
    pub fn is_frame(&self) -> bool {
        self.method == Method::POST && self.path() == "/v1/frames"
    }

    /// Every part that could carry a secret, with a name for it.
    pub fn parts(&self) -> Vec<(String, Vec<u8>)> {
        let name = format!("{} {}", self.method, self.path());
        let mut parts = vec![(format!("{name}: address"), self.url.clone().into_bytes())];
        let headers = self.headers.iter();
        parts.extend(headers.map(|(header, value)| (format!("{name}: header {header}"), value.as_bytes().to_vec())));
        parts.push((format!("{name}: body"), self.body.to_vec()));
        if let Ok(frame) = desireline::read(&self.body) {
            parts.push((format!("{name}: body in plain"), frame.to_plain()));
        }
        parts
    }
}
