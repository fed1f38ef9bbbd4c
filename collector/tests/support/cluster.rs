//! NATS servers on loopback, as processes of the test's own.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use async_nats::jetstream::{self, Context};
use futures_util::StreamExt;
use tempfile::TempDir;

/// How long a cluster may take until it has leaders: elections wait for 4 to 9 s by themselves.
const START: Duration = Duration::from_secs(60);

/// One server, and what it keeps.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: String,
    child: Child,
    command: Command,
    address: SocketAddr,
}

impl Node {
    /// The same as a crash of its machine, but for what the disk has not had yet.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Comes back with what it had.
    pub(crate) fn restart(&mut self) {
        self.child = self.command.spawn().unwrap();
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Some servers of one cluster.
pub(crate) struct Cluster {
    pub(crate) nodes: Vec<Node>,
    _dir: TempDir,
}

impl Cluster {
    /// `None`, and a line that says so, where there is no nats-server; in CI that is a failure.
    pub(crate) async fn start(count: usize, test: &str) -> Option<Self> {
        let Some(program) = program() else {
            assert!(std::env::var_os("CI").is_none(), "nats-server is missing: apt-get install nats-server");
            eprintln!("skipped: {test}, because there is no nats-server on the PATH");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        // All at once, so that no two are the same.
        let free: Vec<_> = (0..count * 2).map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap()).collect();
        let ports: Vec<u16> = free.iter().map(|port| port.local_addr().unwrap().port()).collect();
        drop(free);
        let (clients, peers) = ports.split_at(count);
        let routes = peers.iter().map(|port| format!("\"nats://127.0.0.1:{port}\"")).collect::<Vec<_>>().join(", ");
        let nodes =
            (0..count).map(|at| node(&program, dir.path(), at, clients[at], peers[at], &routes, count)).collect();
        let cluster = Self { nodes, _dir: dir };
        cluster.ready().await;
        Some(cluster)
    }

    /// Its address as `--store` takes it.
    pub(crate) fn url(&self, stream: &str) -> String {
        let hosts: Vec<_> = self.nodes.iter().map(|node| node.address.to_string()).collect();
        format!("nats://{}/{stream}", hosts.join(","))
    }

    pub(crate) async fn context(&self) -> Context {
        let servers: Vec<async_nats::ServerAddr> =
            self.nodes.iter().map(|node| format!("nats://{}", node.address).parse().unwrap()).collect();
        jetstream::new(async_nats::connect(servers).await.unwrap())
    }

    async fn ready(&self) {
        let begun = Instant::now();
        while !self.nodes.iter().all(|node| TcpStream::connect(node.address).is_ok()) {
            assert!(begun.elapsed() < START, "a nats-server does not listen");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        // Answered only once the cluster has chosen who leads it.
        let context = self.context().await;
        while let Some(Err(error)) = context.stream_names().next().await {
            assert!(begun.elapsed() < START, "the cluster has no leader: {error}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

fn node(program: &Path, dir: &Path, at: usize, client: u16, peer: u16, routes: &str, count: usize) -> Node {
    let name = format!("node-{at}");
    let store = dir.join(&name);
    let cluster = format!("cluster {{ name: test, listen: \"127.0.0.1:{peer}\", routes: [{routes}] }}\n");
    let text = format!(
        "server_name: {name}\nlisten: \"127.0.0.1:{client}\"\njetstream {{ store_dir: {store:?} }}\n{}",
        if count > 1 { cluster.as_str() } else { "" }
    );
    let config = dir.join(format!("{name}.conf"));
    std::fs::write(&config, text).unwrap();
    let mut command = Command::new(program);
    let log = std::fs::File::create(dir.join(format!("{name}.log"))).unwrap();
    command.arg("--config").arg(config).stderr(log).stdout(Stdio::null());
    let child = command.spawn().unwrap();
    Node { name, child, command, address: (Ipv4Addr::LOCALHOST, client).into() }
}

/// Debian puts it among the programs of the administrator.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let dirs = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    dirs.map(|dir| dir.join("nats-server")).find(|file| file.is_file())
}
