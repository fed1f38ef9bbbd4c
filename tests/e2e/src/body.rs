//! Bodies of answers: whole ones, and one that breaks off.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};

pub(crate) use http_body_util::Full;

/// What the proxy answers with.
#[derive(Debug, Default)]
pub(crate) struct Body {
    rest: Option<Bytes>,
    /// After what is there the connection breaks.
    torn: bool,
}

impl Body {
    pub(crate) fn whole(text: impl Into<Bytes>) -> Self {
        Self { rest: Some(text.into()).filter(|rest: &Bytes| !rest.is_empty()), torn: false }
    }

    pub(crate) fn torn() -> Self {
        Self { rest: Some(Bytes::from_static(b"{")), torn: true }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(match self.rest.take() {
            Some(rest) => Some(Ok(Frame::data(rest))),
            None if self.torn => Some(Err(io::Error::other("the answer was to break off"))),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && !self.torn
    }

    fn size_hint(&self) -> SizeHint {
        match &self.rest {
            _ if self.torn => SizeHint::default(),
            rest => SizeHint::with_exact(rest.as_ref().map_or(0, |rest| rest.len() as u64)),
        }
    }
}
