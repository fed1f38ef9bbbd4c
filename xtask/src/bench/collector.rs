//! The collector under load: 64 connections post recorded visits as fast as they are answered.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process::Run;
use crate::project::Project;
use crate::service::{Service, free_port};
use crate::setup::nats;

/// Where the collector keeps the frames meanwhile.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Keeper {
    Store,
    /// One nats-server on the same machine.
    Log,
}

impl Keeper {
    /// Where the last report is kept.
    fn report(self) -> &'static str {
        match self {
            Self::Store => "bench/results/collector.md",
            Self::Log => "bench/results/collector-nats.md",
        }
    }

    /// What the report says of it.
    fn title(self) -> [&'static str; 3] {
        match self {
            Self::Store => ["", "", "Every frame was answered 204, which is after its fsync."],
            Self::Log => [
                " --nats",
                " with NATS JetStream",
                "One nats-server, one replica, on the same cores too. Every frame was answered 204, which is after its acknowledgement.",
            ],
        }
    }
}

/// A proxy before the collector keeps about as many connections for each of its workers.
const CONNECTIONS: u32 = 64;
/// What the collector is to do on two cores: frames a second, ms for 99 of 100, MiB.
const WANTED: (f64, f64, f64) = (10_000.0, 50.0, 200.0);
/// Commits to tell the disk by.
const SYNCS: usize = 200;

/// Prints the report and writes it to `bench/results/`.
///
/// # Errors
/// A build fails, or the collector refuses a frame or ends.
pub(crate) fn run(project: &Project, seconds: u32, keeper: Keeper) -> Result<()> {
    let build = ["build", "--release", "--package", "desireline-collector", "--package", "desireline-bench"];
    let features: &[_] = if keeper == Keeper::Log { &["--features", "desireline-collector/scale"] } else { &[] };
    let server = if keeper == Keeper::Log { Some(nats::provide()?) } else { None };
    Run::new("cargo").args(build).args(features).dir(&project.root).show()?;

    // On the disk of the repository: a store in memory would tell nothing.
    let dir = project.target.join("bench-collector");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir)?;
    let (load_before, sync) = (others()?, sync_time(&dir)?);
    let port = free_port()?;
    let (store, _server) = match server {
        Some(program) => {
            let (url, server) = start_log(&program, &dir)?;
            (url, Some(server))
        }
        None => ("store.sqlite".into(), None),
    };
    let mut command = Command::new(project.collector());
    command.args(["serve", "--network-rate", "0", "--session-rate", "0"]).current_dir(&dir);
    command.arg("--listen").arg(format!("127.0.0.1:{port}")).args(["--store", &store]);
    let mut collector = Service::start("the collector", &mut command)?.answering(([127, 0, 0, 1], port).into())?;

    let pid = collector.id();
    let load = project.target.join("release/load");
    let args = [format!("127.0.0.1:{port}"), seconds.to_string(), CONNECTIONS.to_string()];
    eprintln!("bench: {CONNECTIONS} connections for {seconds} s");
    let (said, memory) = watched(pid, || Run::new(load).args(args).dir(&project.root).read())?;
    let peak = status(pid, "VmHWM")?;
    let (cpu, disk) = (cpu_time(pid)?, size(&dir)?);
    drop(collector);
    let told: Value = serde_json::from_str(&said).context("the load generator gave no JSON")?;
    let drained = if keeper == Keeper::Log { drain(project, &store, &dir, &told)? } else { String::new() };
    fs::remove_dir_all(&dir)?;

    let text = report(keeper, &told, &Seen { sync, peak, memory, disk, cpu, others: load_before }) + &drained;
    print!("{text}");
    let path = project.root.join(keeper.report());
    fs::create_dir_all(project.root.join("bench/results"))?;
    fs::write(&path, text)?;
    eprintln!("\nbench: the report is in {}", project.short(&path));
    Ok(())
}

/// What was seen of the machine and of the collector's process.
#[derive(Debug, Default)]
struct Seen {
    sync: Duration,
    /// MiB.
    peak: f64,
    /// MiB, each second.
    memory: Vec<f64>,
    disk: u64,
    cpu: Duration,
    /// How many other programs wanted a core when it began.
    others: f64,
}

fn start_log(program: &Path, dir: &Path) -> Result<(String, Service)> {
    let port = free_port()?;
    let mut command = Command::new(program);
    command
        .args(["--addr", "127.0.0.1", "--port", &port.to_string(), "--jetstream", "--store_dir"])
        .arg(dir.join("nats"));
    command.stderr(File::create(dir.join("nats.log"))?);
    let server = Service::start("nats-server", &mut command)?.answering(([127, 0, 0, 1], port).into())?;
    Ok((format!("nats://127.0.0.1:{port}/frames"), server))
}

/// Drains the log to Parquet; the report's lines about it.
fn drain(project: &Project, store: &str, dir: &Path, told: &Value) -> Result<String> {
    let out = dir.join("out");
    let begun = Instant::now();
    Run::new(project.collector()).args(["drain", "--once", "--from", store, "--to"]).arg(&out).quiet()?;
    let frames = told["frames"].as_f64().unwrap_or(f64::NAN);
    let rate = frames / begun.elapsed().as_secs_f64();
    let each = |kind: &str| Ok::<_, anyhow::Error>(size(&out.join(kind))? as f64 / frames);
    let (raw, events) = (each("frames")?, each("events")?);
    Ok(format!(
        "| frames drained to Parquet a second | {rate:.0} | | |
| bytes of Parquet for each frame: raw, events (visits that repeat pack better than real ones) | {raw:.0}, {events:.0} | | |
"
    ))
}

fn report(keeper: Keeper, told: &Value, seen: &Seen) -> String {
    let [flag, title, answered] = keeper.title();
    let Seen { sync, peak, memory, disk, cpu, others } = seen;
    let peak = *peak;
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let own = cpu.as_secs_f64() * 1e6 / told["frames"].as_f64().unwrap_or(f64::NAN);
    let number = |name: &str| told[name].as_f64().unwrap_or(f64::NAN);
    let rate = number("frames") / number("seconds");
    let least = |at: usize| memory.get(at).copied().unwrap_or(f64::NAN);
    let verdict = |good: bool| if good { "reached" } else { "**not reached**" };
    let wanted = [rate >= WANTED.0, number("p99_ms") < WANTED.1, peak < WANTED.2];
    format!(
        "# The collector under load{title}

`cargo xtask bench --collector{flag}`: frames of the recorded visits, each visit under ids of its own, over {CONNECTIONS} keep-alive
connections for {:.0} s; the load generator runs on the same {cores} cores.
{answered}

| | | wanted | |
|---|--:|--:|---|
| frames a second | {rate:.0} | ≥ {:.0} | {} |
| p50 | {:.1} ms | | |
| p99 | {:.1} ms | < {:.0} ms | {} |
| longest | {:.0} ms | | |
| peak memory | {peak:.0} MiB | < {:.0} MiB | {} |
| memory after 5 s, half of the time, all of it | {:.0}, {:.0}, {:.0} MiB | flat | |
| frames stored | {:.0} | | |
| bytes of a frame, mean | {:.0} | | |
| bytes on disk for each frame | {:.0} | | |
| CPU of the collector for each frame | {own:.0} µs | | |
| CPU of the load generator for each frame | {:.0} µs | | |
| frames a second that both would have time for, alone on {cores} cores | {:.0} | | |
| fsync of 4 KiB on this disk, median of {SYNCS} | {:.2} ms | | |
| other programs that wanted a core at the start | {others:.1} | 0 | |
",
        number("seconds"),
        WANTED.0,
        verdict(wanted[0]),
        number("p50_ms"),
        number("p99_ms"),
        WANTED.1,
        verdict(wanted[1]),
        number("max_ms"),
        WANTED.2,
        verdict(wanted[2]),
        least(5.min(memory.len().saturating_sub(1))),
        least(memory.len() / 2),
        least(memory.len().saturating_sub(1)),
        number("frames"),
        number("frame_bytes"),
        *disk as f64 / number("frames"),
        number("cpu_us"),
        cores as f64 * 1e6 / (own + number("cpu_us")),
        sync.as_secs_f64() * 1000.0,
    )
}

/// What `work` gives, and the process' memory in MiB each second meanwhile.
fn watched<T>(pid: u32, work: impl FnOnce() -> Result<T>) -> Result<(T, Vec<f64>)> {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut memory = Vec::new();
            while !done.load(Relaxed) {
                memory.extend(status(pid, "VmRSS").ok());
                std::thread::sleep(Duration::from_secs(1));
            }
            memory
        });
        let given = work();
        done.store(true, Relaxed);
        Ok((given?, watch.join().unwrap_or_default()))
    })
}

/// A line of `/proc/PID/status`, in MiB.
fn status(pid: u32, name: &str) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).context("memory is read from Linux' /proc")?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kib = line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    Ok(kib.with_context(|| format!("/proc/{pid}/status has no {name}"))? / 1024.0)
}

/// The time that the process has had of the cores.
fn cpu_time(pid: u32) -> Result<Duration> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).context("CPU time is read from Linux' /proc")?;
    // The name in parentheses may hold blanks; the times are fields 14 and 15, in 1/100 s.
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Ok(Duration::from_millis(ticks * 10))
}

/// The load average of the last minute.
fn others() -> Result<f64> {
    let text = fs::read_to_string("/proc/loadavg").context("the load is read from Linux' /proc")?;
    text.split(' ').next().and_then(|first| first.parse().ok()).context("/proc/loadavg has no number")
}

/// How long the disk takes to have a page for sure: what no store can go below.
fn sync_time(dir: &Path) -> Result<Duration> {
    let path = dir.join("sync");
    let mut file = File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..SYNCS {
        let begun = Instant::now();
        file.write_all(&[1; 4096])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    fs::remove_file(path)?;
    times.sort_unstable();
    Ok(times[SYNCS / 2])
}

fn size(dir: &Path) -> Result<u64> {
    let below = |entry: fs::DirEntry| match entry.metadata()? {
        meta if meta.is_dir() => size(&entry.path()),
        meta => Ok(meta.len()),
    };
    fs::read_dir(dir)?.map(|entry| below(entry?)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_of_a_living_process() {
        let memory = status(std::process::id(), "VmHWM").unwrap();
        assert!((1.0..4096.0).contains(&memory), "{memory}");
    }

    #[test]
    fn what_is_not_reached_is_said() {
        let told = serde_json::json!({ "frames": 600, "seconds": 60.0, "p99_ms": 60.0 });
        let text = report(Keeper::Store, &told, &Seen { peak: 100.0, memory: vec![90.0], ..Seen::default() });
        assert_eq!(text.matches("**not reached**").count(), 2, "{text}");
        assert_eq!(text.matches("| reached").count(), 1, "{text}");
    }
}
