//! `serve`: the socket, and a stop that loses nothing.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use crate::app::{Settings, app};
use crate::keeper::Keeper;
use crate::socket::Patient;
use crate::{Error, retention};

/// How much of a head a connection may keep in memory: browsers send 1 KiB or two, and all
/// connections together then hold 24 MiB of it at most.
const HEAD_BYTES: usize = 32 * 1024;

/// Most connections at a time. Below the usual limit of 1,024 open files, so that the store can
/// always open its own.
const CONNECTIONS: usize = 768;

/// How long requests under way may take to finish once the collector is told to stop.
const DRAIN_TIME: Duration = Duration::from_secs(10);

/// How long to wait when the system cannot give a connection, say for want of memory.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// How long a connection may keep us waiting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// For the head of a request, from the moment when the last answer was sent: so it ends idle
    /// connections as well.
    pub(crate) idle: Duration,
    /// For a client that takes nothing of what is sent to it.
    pub(crate) send: Duration,
}

/// Serves until the process is told to stop, then closes the store.
pub(crate) fn run(
    runtime: Runtime,
    keeper: &Keeper,
    listen: SocketAddr,
    settings: Settings,
    patience: Patience,
    retention: Option<u32>,
) -> Result<(), Error> {
    if let Some((days, store)) = retention.zip(keeper.store()) {
        runtime.spawn(retention::run(store.clone(), days));
    }
    let served = runtime.block_on(serve(listen, app(keeper.clone(), settings), patience));
    // Also when the socket failed: whatever was taken is written.
    let closed = keeper.close();
    runtime.shutdown_background();
    served.and(closed)
}

/// What all of it runs on.
pub(crate) fn runtime() -> Result<Runtime, Error> {
    Builder::new_multi_thread().enable_all().build().map_err(Error::io("cannot start"))
}

async fn serve(listen: SocketAddr, app: Router, patience: Patience) -> Result<(), Error> {
    let mut stop = Stop::new().map_err(Error::io("cannot listen for signals"))?;
    let listener = TcpListener::bind(listen).await.map_err(Error::io(format!("cannot listen on {listen}")))?;
    let address = listener.local_addr().map_err(Error::io("cannot read the socket's address"))?;
    eprintln!("listening on http://{address}");

    let graceful = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let (stream, peer, permit) = tokio::select! {
            accepted = accept(&listener, &permits) => accepted,
            () = stop.told() => break,
        };
        let watcher = graceful.watcher();
        tokio::spawn(converse(Patient::new(stream, patience.send), peer, app.clone(), patience, watcher, permit));
    }
    // The port is free for a successor while requests under way finish.
    drop(listener);
    tracing::info!("stopping: {} connections are open", CONNECTIONS - permits.available_permits());
    tokio::select! {
        () = graceful.shutdown() => {}
        () = tokio::time::sleep(DRAIN_TIME) => tracing::warn!("some connections did not end in time and are cut"),
        () = stop.told() => tracing::warn!("told to stop again: open connections are cut"),
    }
    Ok(())
}

async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> (TcpStream, SocketAddr, Option<OwnedSemaphorePermit>) {
    // Never closed, so always some permit.
    let permit = permits.clone().acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, permit),
            Err(error) => {
                tracing::warn!("cannot accept a connection: {error}");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

async fn converse(
    stream: Patient,
    peer: SocketAddr,
    app: Router,
    patience: Patience,
    watcher: hyper_util::server::graceful::Watcher,
    permit: Option<OwnedSemaphorePermit>,
) {
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.idle)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    // Errors here are clients that left or spoke no HTTP: nothing to tell the operator.
    let _ = watcher.watch(connection).await;
    drop(permit);
}

/// What ends the collector: SIGTERM from a supervisor, SIGINT from a terminal.
struct Stop {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Stop {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn told(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Stop {
    fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn told(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
