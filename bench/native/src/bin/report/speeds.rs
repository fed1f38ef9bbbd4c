//! What criterion has measured last, from its files.

use std::fs;
use std::path::Path;

use serde_json::Value;

pub(crate) fn print(folder: &Path) {
    let mut rows: Vec<_> = benches(folder).collect();
    rows.sort();
    println!("\n## Speed\n");
    println!("Criterion's medians of the thread's own time, on {}; other programs still chill caches, so", processor());
    println!(
        "read no small differences. Bytes are those of the frames that are made or read; a round is all frames of a"
    );
    println!("visit or a trace, or the one that is sealed. Thinning counts places seen.\n");
    println!("| what | of | µs a round | million events/s | MB/s |\n|:--|:--|--:|--:|--:|");
    rows.iter().for_each(|row| println!("{row}"));
}

fn benches(folder: &Path) -> impl Iterator<Item = String> {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = entries(folder).flat_map(move |group| entries(&group).collect::<Vec<_>>());
    found.filter_map(|bench| row(&bench.join("new")))
}

fn row(folder: &Path) -> Option<String> {
    let read = |file: &str| -> Option<Value> { serde_json::from_slice(&fs::read(folder.join(file)).ok()?).ok() };
    let (bench, estimates) = (read("benchmark.json")?, read("estimates.json")?);
    let ns = estimates["median"]["point_estimate"].as_f64()?;
    let throughput = &bench["throughput"];
    let both = |what: &str| throughput["ElementsAndBytes"][what].as_f64();
    let rate = |count: Option<f64>| count.map_or(String::new(), |count| format!("{:.1}", count / ns * 1e3));
    let events = rate(both("elements").or_else(|| throughput["Elements"].as_f64()));
    let bytes = rate(both("bytes"));
    let [group, name] = ["group_id", "function_id"].map(|what| bench[what].as_str().unwrap_or_default());
    let us = ns / 1e3;
    Some(format!("| {group} | {name} | {us:.1} | {events} | {bytes} |"))
}

fn processor() -> String {
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    name.map_or_else(|| format!("{cores} cores"), |(_, name)| format!("{cores} × {name}"))
}
