//! `cargo xtask size`: what a visitor downloads, against its budget.

use std::fmt::Write;
use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::process::Run;
use crate::project::Project;

/// A download that must stay small.
#[derive(Debug)]
struct Budget {
    name: &'static str,
    /// Files of `pkg/dist`, each compressed by itself as a server does.
    files: &'static [&'static str],
    /// Bytes of brotli.
    limit: u64,
}

/// Ten TCP segments: the initial congestion window, so the recorder arrives in one round trip.
const FIRST_ROUND_TRIP: u64 = 14_336;

/// The coder comes when the page is idle, and must be worth its bytes within a short visit: a
/// minute's frames are 6 kB smaller with it.
const IDLE: u64 = 5_700;

/// What is fetched beside the wasm: signals, what must be known of an element before anything of it is told,
/// and whatever else nothing needs before recording begins.
const BESIDE: u64 = 8_192;

/// What a site asks for by an option.
const ON_REQUEST: u64 = 4_500;

/// What tells of characters, by an option.
const KEYS: u64 = 500;

/// What judges forms by the site's rules, by an option.
const OUTCOMES: u64 = 1_100;

/// What tells of frustration as it happens, by an option: a reader of frames and the scorer.
const SCORER: u64 = 16_000;

const BUDGETS: [Budget; 8] = [
    Budget { name: "recorder, drop-in", files: &["desireline.js", "desireline.wasm"], limit: FIRST_ROUND_TRIP },
    Budget { name: "recorder, module", files: &["index.js", "desireline.wasm"], limit: FIRST_ROUND_TRIP },
    Budget { name: "signals, beside", files: &["desireline-signals.js"], limit: BESIDE },
    Budget { name: "keys, option", files: &["desireline-keys.js"], limit: KEYS },
    Budget { name: "outcomes, option", files: &["desireline-outcomes.js"], limit: OUTCOMES },
    Budget { name: "diagnostics, option", files: &["desireline-diagnostics.js"], limit: ON_REQUEST },
    Budget {
        name: "frustration, option",
        files: &["desireline-frustration.js", "desireline-frustration.wasm"],
        limit: SCORER,
    },
    Budget { name: "coder, when idle", files: &["desireline-coder.wasm"], limit: IDLE },
];

/// One file in bytes.
#[derive(Clone, Debug, PartialEq)]
struct Size {
    file: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table, and fails over budget.
///
/// # Errors
/// A download over its budget, or a file that is missing.
pub(crate) fn size(project: &Project) -> Result<()> {
    let sizes = measure(project)?;
    print!("{}", table(&sizes));
    let (text, over) = judge(&sizes, &BUDGETS)?;
    print!("\n{text}");
    if over {
        bail!("a download is over its budget");
    }
    Ok(())
}

fn measure(project: &Project) -> Result<Vec<Size>> {
    let dist = project.dist();
    let mut files = Vec::new();
    for entry in fs::read_dir(&dist).with_context(|| format!("cannot read {}", dist.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if [".js", ".cjs", ".wasm"].iter().any(|end| name.ends_with(end)) {
            files.push(name);
        }
    }
    files.sort();
    let script = project.root.join("xtask/npm/compressed-size.mjs");
    let said = Run::new("node").arg(script).args(&files).dir(&dist).read()?;
    parse(files, &said)
}

fn parse(files: Vec<String>, said: &str) -> Result<Vec<Size>> {
    ensure!(files.len() == said.lines().count(), "compressed-size.mjs did not measure every file");
    files.into_iter().zip(said.lines()).map(|(file, line)| one(file, line)).collect()
}

fn one(file: String, line: &str) -> Result<Size> {
    let numbers = line.split(' ').map(str::parse).collect::<Result<Vec<u64>, _>>();
    match numbers.as_deref() {
        Ok(&[raw, gzip, brotli]) => Ok(Size { file, raw, gzip, brotli }),
        _ => bail!("compressed-size.mjs said `{line}` of {file}"),
    }
}

fn table(sizes: &[Size]) -> String {
    let mut out = format!("{:<24}{:>10}{:>10}{:>10}\n", "pkg/dist, bytes", "raw", "gzip", "brotli");
    for Size { file, raw, gzip, brotli } in sizes {
        let numbers = [raw, gzip, brotli].map(|bytes| format!("{:>10}", grouped(*bytes))).concat();
        let _ = writeln!(out, "{file:<24}{numbers}");
    }
    out
}

/// The verdict on each budget, and whether one is exceeded.
fn judge(sizes: &[Size], budgets: &[Budget]) -> Result<(String, bool)> {
    let mut out = format!("{:<24}{:>10}{:>10}{:>10}\n", "download, brotli", "bytes", "budget", "left");
    let mut over = false;
    for Budget { name, files, limit } in budgets {
        let mut sum = 0;
        for file in *files {
            sum += sizes.iter().find(|size| size.file == *file).with_context(|| format!("{file} is missing"))?.brotli;
        }
        let left = match limit.checked_sub(sum) {
            Some(left) => grouped(left),
            None => {
                over = true;
                format!("-{}", grouped(sum - limit))
            }
        };
        let _ = writeln!(out, "{name:<24}{:>10}{:>10}{left:>10}  {}", grouped(sum), grouped(*limit), files.join(" + "));
    }
    Ok((out, over))
}

/// Digits in groups of three.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: [Budget; 1] = [Budget { name: "pair", files: &["a.js", "a.wasm"], limit: 100 }];

    fn sizes(js: u64, wasm: u64) -> Vec<Size> {
        let size = |file: &str, brotli| Size { file: file.into(), raw: 9000, gzip: 300, brotli };
        vec![size("a.js", js), size("a.wasm", wasm), size("b.js", 999)]
    }

    #[test]
    fn a_budget_counts_its_own_files_and_may_be_used_up() {
        let (text, over) = judge(&sizes(30, 70), &BUDGET).unwrap();
        assert!(!over);
        assert!(text.ends_with("pair                           100       100         0  a.js + a.wasm\n"), "{text}");
    }

    #[test]
    fn one_byte_too_many_is_over() {
        let (text, over) = judge(&sizes(31, 70), &BUDGET).unwrap();
        assert!(over);
        assert!(text.contains("       -1  "), "{text}");
    }

    #[test]
    fn a_missing_file_is_an_error_and_no_zero() {
        let error = judge(&sizes(1, 1)[..1], &BUDGET).unwrap_err();
        assert_eq!(error.to_string(), "a.wasm is missing");
    }

    #[test]
    fn figures_are_read_and_printed() {
        let sizes = parse(vec!["x.js".into()], "14336 1000 999\n").unwrap();
        assert_eq!(table(&sizes).lines().nth(1).unwrap(), "x.js                        14,336     1,000       999");
        parse(vec!["x.js".into()], "").unwrap_err();
        parse(vec!["x.js".into()], "1 2").unwrap_err();
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
