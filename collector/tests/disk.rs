//! A real disk that is full, and then read-only, under the running program.
//!
//! It is a small tmpfs in a mount namespace of its own, so nothing of the machine is touched.
//! Where namespaces are not allowed the test says so and is skipped.
#![cfg(target_os = "linux")]

mod support;

use std::path::Path;
use std::process::{Child, Command, Stdio};

use desireline::wire::Missing;
use support::program::Server;
use support::{encoder, pointer};

/// A process that keeps the namespace with the tmpfs at `dir`.
struct Keeper(Child);

impl Drop for Keeper {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn namespace(dir: &Path) -> Option<Keeper> {
    let script = "mount -t tmpfs -o size=1m,mode=777 desireline \"$0\" && echo ready && exec sleep 300";
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", script]).arg(dir).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut keeper = Keeper(command.spawn().ok()?);
    let mut line = String::new();
    let mut out = std::io::BufReader::new(keeper.0.stdout.take()?);
    std::io::BufRead::read_line(&mut out, &mut line).ok()?;
    (line == "ready\n").then_some(keeper)
}

#[test]
fn full_and_read_only_disks_ask_to_come_again_and_are_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let Some(keeper) = namespace(dir.path()) else {
        eprintln!("skipped: mount namespaces are not allowed here");
        return;
    };
    let pid = keeper.0.id().to_string();
    let inside = |args: &[&str]| {
        let status = Command::new("nsenter").args(["--mount", "--target", &pid]).args(args).status().unwrap();
        assert!(status.success(), "{args:?}");
    };
    let mount = dir.path().to_str().unwrap();
    let ballast = dir.path().join("ballast");
    let ballast = ballast.to_str().unwrap();
    inside(&["fallocate", "-l", "500K", ballast]);
    let server = Server::start_in(&pid, &dir.path().join("store.sqlite"));

    let mut encoder = encoder(1, 1);
    let mut next = || {
        (0..1000).for_each(|x| encoder.push(x, &pointer((x * x % 977) as i32)));
        encoder.seal(support::WALL, Missing::default()).unwrap()
    };
    let mut stored = 0;
    let refused = loop {
        let frame = next();
        match server.post(&frame) {
            204 => stored += 1,
            503 => break frame,
            other => panic!("{other}"),
        }
        assert!(stored < 1000);
    };
    // The store is closed now: nothing is open for writing that would keep the disk writable.
    inside(&["rm", ballast]);
    inside(&["mount", "-o", "remount,ro", mount]);
    assert_eq!(server.post(&refused), 503);
    assert!(String::from_utf8(server.get("/healthz")).unwrap().contains(" 503 "));
    inside(&["mount", "-o", "remount,rw", mount]);
    assert_eq!(server.post(&refused), 204);
    assert!(String::from_utf8(server.get("/healthz")).unwrap().contains(" 200 "));
    let listed = String::from_utf8(server.get("/v1/sessions")).unwrap();
    assert!(listed.contains(&format!("\"frames\":{},", stored + 1)), "{listed}");
}
