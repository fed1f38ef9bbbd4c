use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// After how many seconds a client may try again when the store failed or is too busy: long
/// enough for a short lock or a full queue to pass.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("5");

/// Why a request is not answered: a status and one line of text. The reason never holds
/// anything out of the request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refusal(pub(crate) StatusCode, pub(crate) &'static str);

/// A refusal that names the seconds after which to come again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Later(pub(crate) Refusal, pub(crate) u32);

impl From<Refusal> for Later {
    fn from(refusal: Refusal) -> Self {
        Self(refusal, 0)
    }
}

impl IntoResponse for Later {
    fn into_response(self) -> Response {
        let Self(refusal, seconds) = self;
        let mut response = refusal.into_response();
        if seconds > 0 {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let Self(status, reason) = self;
        let mut response = (status, format!("{reason}\n")).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, RETRY_SECONDS);
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
