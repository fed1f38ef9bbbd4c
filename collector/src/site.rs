//! Static files: the site itself, and further directories mounted into it.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{OriginalUri, Request};
use axum::handler::HandlerWithoutStateExt;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, REFERRER_POLICY};
use axum::http::{HeaderValue, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::Error;
use crate::app::{Shared, not_found};
use crate::store::directory;

/// Where the viewer is mounted. It shows what strangers wrote, so it gets the strict headers.
const VIEWER: &str = "/viewer";

/// The viewer runs its own scripts and wasm, asks its own collector, frames its own documents,
/// and nothing else.
const VIEWER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

/// Which directories are served, and where.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Served at `/`.
    pub root: Option<PathBuf>,
    /// Served below their own paths.
    pub mounts: Vec<Mount>,
}

/// One `--mount /path=DIR`.
///
/// ```
/// use desireline_collector::Mount;
/// assert!("/viewer=www/viewer".parse::<Mount>().is_ok());
/// assert!("viewer".parse::<Mount>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    path: String,
    dir: PathBuf,
}

/// The text is no mount: see its message for the form that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MountError;

impl fmt::Display for MountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a mount is /path=DIR; the path is made of letters, digits and -._~ between slashes, \
             and /v1, /healthz and /metrics are the collector's own",
        )
    }
}

impl std::error::Error for MountError {}

impl FromStr for Mount {
    type Err = MountError;

    fn from_str(text: &str) -> Result<Self, MountError> {
        let (path, dir) = text.split_once('=').ok_or(MountError)?;
        let segments = path.strip_prefix('/').ok_or(MountError)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let good = |part: &str| !part.is_empty() && part != "." && part != ".." && part.bytes().all(plain);
        let ours = matches!(segments.split('/').next(), Some("v1" | "healthz" | "metrics"));
        if dir.is_empty() || ours || !segments.split('/').all(good) {
            return Err(MountError);
        }
        Ok(Self { path: path.into(), dir: dir.into() })
    }
}

impl Site {
    /// Checks that every directory is there, that no path is mounted twice, and that the store
    /// is not among the files that anybody may fetch.
    pub(crate) fn check(&self, store: Option<&Path>) -> Result<(), Error> {
        let mut paths = HashSet::new();
        if let Some(twice) = self.mounts.iter().find(|mount| !paths.insert(&mount.path)) {
            return Err(Error::MountedTwice(twice.path.clone()));
        }
        let resolve = |path: &Path| path.canonicalize().map_err(Error::io(format!("cannot open {}", path.display())));
        // The store may be about to be made.
        let store = store.map(|store| store.canonicalize().or_else(|_| resolve(directory(store)))).transpose()?;
        for dir in self.root.iter().chain(self.mounts.iter().map(|mount| &mount.dir)) {
            let real = resolve(dir)?;
            real.read_dir().map_err(Error::io(format!("cannot serve {}", dir.display())))?;
            if store.as_ref().is_some_and(|store| store.starts_with(real)) {
                return Err(Error::ServedStore(dir.clone()));
            }
        }
        Ok(())
    }
}

pub(crate) fn routes(site: &Site) -> Router<Arc<Shared>> {
    let mut router = Router::new();
    for Mount { path, dir } in &site.mounts {
        let files = ServeDir::new(dir).redirect_path_prefix(path).not_found_service(not_found.into_service());
        let prefix = path.clone();
        let slash = from_fn(move |OriginalUri(uri): OriginalUri, request: Request, next: Next| {
            let redirect = (uri.path() == prefix).then(|| with_slash(&uri));
            async move {
                match redirect {
                    Some(to) => Redirect::permanent(&to).into_response(),
                    None => next.run(request).await,
                }
            }
        });
        let mut mounted = Router::new().fallback_service(files).layer(slash);
        if path == VIEWER {
            mounted = mounted.layer(axum::middleware::map_response(add_viewer_headers));
        }
        router = router.nest_service(path, mounted);
    }
    let router = match &site.root {
        Some(dir) => router.fallback_service(ServeDir::new(dir).not_found_service(not_found.into_service())),
        None => router.fallback(not_found),
    };
    // A site under work changes all the time: browsers ask each time, and get 304 mostly.
    router.layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-cache")))
}

/// Without the slash a page's relative addresses would lead beside the mount.
fn with_slash(uri: &Uri) -> String {
    match uri.query() {
        Some(query) => format!("{}/?{query}", uri.path()),
        None => format!("{}/", uri.path()),
    }
}

async fn add_viewer_headers(mut response: Response) -> Response {
    let headers: &mut HeaderMap = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(VIEWER_POLICY));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mounts_are_spelled_one_way() {
        for good in ["/viewer=a", "/a/b=c", "/pkg=pkg/dist", "/a.b-c_d~1=x=y", "/v1x=a"] {
            assert!(good.parse::<Mount>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "/a",
            "a=b",
            "/=a",
            "/a/=b",
            "//a=b",
            "/../a=b",
            "/./a=b",
            "/{x}=a",
            "/*=a",
            "/v1=a",
            "/v1/x=a",
            "/healthz=a",
            "/metrics=a",
            "/a=",
            "/é=a",
        ] {
            assert_eq!(bad.parse::<Mount>(), Err(MountError), "{bad}");
        }
    }
}
