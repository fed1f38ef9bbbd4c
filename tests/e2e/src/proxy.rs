//! The proxy between browser and collector. It sees every request of the page, and can be told
//! to answer otherwise.

use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use http_body_util::BodyExt;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER, TRANSFER_ENCODING,
};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::body::{Body, Full};
use crate::pages::with_watch;
use crate::{Answer, Exchange};

/// How long a document of ours takes at least: Firefox, whose clock has steps of 1 ms, says 0 of a first byte that
/// came within one, and web-vitals takes that for none.
const AWAY: Duration = Duration::from_millis(5);

/// Listens on a port of its own; ends with everything it holds when it is dropped.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    collector: SocketAddr,
    client: Client<HttpConnector, Full<Bytes>>,
    log: Mutex<Vec<Exchange>>,
    rules: Mutex<HashMap<String, Answer>>,
    /// Whether pages are given the script that collects their errors.
    watching: Mutex<bool>,
}

impl Proxy {
    /// Starts a proxy before a collector.
    ///
    /// # Errors
    /// No port is free.
    pub async fn start(collector: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let client = Client::builder(TokioExecutor::new()).build(HttpConnector::new());
        let shared = Arc::new(Shared {
            collector,
            client,
            log: Mutex::default(),
            rules: Mutex::default(),
            watching: Mutex::new(false),
        });
        let server = tokio::spawn(serve(listener, shared.clone()));
        Ok(Self { address, shared, server })
    }

    /// Where it listens, as the origin of a page: `http://127.0.0.1:12345`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers requests for a path in this way from now on.
    pub fn answer(&self, path: &str, answer: Answer) {
        locked(&self.shared.rules).insert(path.into(), answer);
    }

    /// Puts the script that collects errors (`/e2e/watch.js`) at the head of every page.
    pub fn watch_pages(&self) {
        *locked(&self.shared.watching) = true;
    }

    /// Everything asked so far, in the order of arrival.
    pub fn seen(&self) -> Vec<Exchange> {
        locked(&self.shared.log).clone()
    }

    /// Every post of a frame so far.
    pub fn frames(&self) -> Vec<Exchange> {
        self.seen().into_iter().filter(Exchange::is_frame).collect()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    // Dropped with this task, and every connection with it.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(converse(stream, shared.clone()));
        while connections.try_join_next().is_some() {}
    }
}

async fn converse(stream: TcpStream, shared: Arc<Shared>) {
    let service = service_fn(|request| {
        let shared = shared.clone();
        async move { shared.take(request).await }
    });
    // An error here is a browser that left, or an answer that was to be lost.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

impl Shared {
    /// Logs a request and answers it; an error closes the connection.
    async fn take(&self, request: Request<Incoming>) -> Result<Response<Body>> {
        let (head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let url = head.uri.to_string();
        let exchange = Exchange {
            method: head.method.clone(),
            url,
            headers: head.headers.clone(),
            body: body.clone(),
            status: None,
        };
        let answer = locked(&self.rules).get(exchange.path()).cloned().unwrap_or(Answer::Forward);
        let place = {
            let mut log = locked(&self.log);
            log.push(exchange);
            log.len() - 1
        };
        let answer = if let Answer::Script(script) = answer { script.next() } else { answer };
        let response = self.respond(answer, Request::from_parts(head, Full::new(body))).await?;
        locked(&self.log)[place].status = Some(response.status().as_u16());
        Ok(response)
    }

    async fn respond(&self, answer: Answer, request: Request<Full<Bytes>>) -> Result<Response<Body>> {
        match answer {
            Answer::Forward => self.forward(request).await,
            Answer::Hold(gate) => {
                gate.wait().await;
                self.forward(request).await
            }
            Answer::Late(time) => {
                tokio::time::sleep(time).await;
                self.forward(request).await
            }
            Answer::Torn => {
                self.forward(request).await?;
                // Only an answer that has a body can break off.
                Ok(Response::new(Body::torn()))
            }
            Answer::Unreadable => {
                let mut response = self.forward(request).await?;
                response.headers_mut().remove(ACCESS_CONTROL_ALLOW_ORIGIN);
                Ok(response)
            }
            Answer::Moved(to) => {
                let moved = Response::builder().status(StatusCode::TEMPORARY_REDIRECT).header(LOCATION, to);
                Ok(moved.body(Body::default())?)
            }
            // `take` has asked it.
            Answer::Script(script) => unreachable!("a script in a script: {script:?}"),
            Answer::Lose => {
                self.forward(request).await?;
                Err(io::Error::other("the answer was to be lost").into())
            }
            Answer::Cut => Err(io::Error::other("the connection was to be cut").into()),
            Answer::Busy(seconds) => {
                let busy = Response::builder().status(StatusCode::SERVICE_UNAVAILABLE).header(RETRY_AFTER, seconds);
                Ok(busy.body(Body::default())?)
            }
            Answer::Status(status) => Ok(Response::builder().status(status).body(Body::default())?),
            Answer::Document { kind, headers, text } => {
                tokio::time::sleep(AWAY).await;
                let mut response = Response::builder().header(CONTENT_TYPE, kind).header("cache-control", "no-store");
                for (name, value) in headers {
                    response = response.header(name, value);
                }
                Ok(response.body(Body::whole(text))?)
            }
        }
    }

    async fn forward(&self, mut request: Request<Full<Bytes>>) -> Result<Response<Body>> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() =
            Uri::builder().scheme("http").authority(self.collector.to_string()).path_and_query(path).build()?;
        // These belong to one connection, not to the request.
        for header in [CONNECTION, TRANSFER_ENCODING] {
            request.headers_mut().remove(header);
        }
        let (mut head, body) = self.client.request(request).await?.into_parts();
        let mut body = body.collect().await?.to_bytes();
        let page = head.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if page && *locked(&self.watching) {
            body = with_watch(&String::from_utf8_lossy(&body)).into();
            head.headers.remove(CONTENT_LENGTH);
        }
        for header in [CONNECTION, TRANSFER_ENCODING] {
            head.headers.remove(header);
        }
        Ok(Response::from_parts(head, Body::whole(body)))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
