//! The command line.

use std::env;
use std::path::PathBuf;

use lexopt::{Arg, Error, Parser, ValueExt};

use crate::setup::browsers::Engine;
use crate::test::Part;
use crate::{bench, demo, fuzz, test};

pub(crate) const HELP: &str = "\
usage: cargo xtask <command> [options]

  build   Builds everything that is shipped: recorder and reader (wasm), the npm package
          (pkg/dist) and the collector (target/release/desireline-collector).
            --static       the collector alone, with logs and Parquet, as one static file
                           (target/x86_64-unknown-linux-musl/release/desireline-collector)

  demo    Builds, then serves the demo shop, the collector and the viewer until Ctrl-C.
            --port PORT    of 127.0.0.1 (default 8787)
            --store FILE   where it records (default target/demo.sqlite)

  test    Runs the tests. Name parts to run those alone:
            lint     cargo fmt, clippy (native and wasm32), cargo doc without warnings
            native   unit, integration and documentation tests
            examples applications that depend on the library, checked for wasm32
            size     the budgets of `size`
            edge     tests/*.rs as wasm in the browsers
            e2e      browsers, package and collector together
          Options:
            --engine ENGINE   chromium, firefox or webkit; may be repeated (default: all)
            --require-all     an engine that cannot be installed is a failure, and not a
                              suite that is skipped; so it is with CI set in the environment

  bench   Measures the format natively, and prints what it has found: bytes beside rrweb's and
          OpenReplay's ways, by kind of event, error of the path, speed. Also
          bench/results/native.md. About 2 minutes.
            --browser      instead, the recorder beside rrweb and Clarity in Chromium: download, start, CPU,
                           heap, requests and bytes of one visit. Also bench/results/browser.md.
                           About 8 minutes a repetition; leave the machine alone meanwhile.
            --reps N       repetitions of it (default 3)
            --collector    the collector with 64 connections that post recorded visits: frames a
                           second, p50 and p99, memory, disk. Also bench/results/collector.md.
            --nats         with a nats-server in the place of its own store (collector-nats.md)
            --seconds N    how long that lasts (default 60)

  fuzz    Fuzzes what reads input from outside, and fails when it has found something. Name targets
          to fuzz those alone: frame_decode, round_trip, entropy_coder (the wire format), http_ingest
          (the collector), options, cookie (the loader, in Node.js).
            --seconds N    for each target (default 60)
          What it tries begins with fuzz/corpus; what is new in it is kept in target/fuzz/corpus.
          A finding lies in fuzz/artifacts. Needs a C++ compiler.

  size    Builds the package and prints every shipped file: raw, gzip -9, brotli -q 11.
          Fails when the recorder's download is over its budget.

  mutants-privacy
          Removes each privacy rule in turn: a unit test or a canary case in Chromium must fail. Writes
          the table into docs/PRIVACY.md. Edits the sources while it runs, and restores them. About
          20 minutes.

  help    This text.

Each command installs what it lacks: wasm-bindgen, wasm-pack, geckodriver and cargo-fuzz with cargo,
esbuild, binaryen, terser and fast-check with npm (Node.js itself must be there), and on Debian the
browsers with apt-get. Tools are kept in $DESIRELINE_CACHE, else $XDG_CACHE_HOME/desireline, else
~/.cache/desireline, by version; delete the directory to install them anew.
";

/// Where the demo listens unless told otherwise; the collector's own default.
const DEMO_PORT: u16 = 8787;
/// Enough to see that nothing is broken; to look for something, give it an hour.
const FUZZ_SECONDS: u32 = 60;
/// Enough for a median.
const REPETITIONS: u32 = 3;
/// Long enough for the log to be moved into the store many times.
const SECONDS: u32 = 60;

#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Build {
        /// The collector alone, as one static file.
        alone_and_static: bool,
    },
    Size,
    MutantsPrivacy,
    Bench(bench::Options),
    Demo(demo::Options),
    Fuzz(fuzz::Options),
    Test(test::Options),
}

/// # Errors
/// A command, option or value that there is not.
pub(crate) fn parse(mut args: Parser) -> Result<Command, Error> {
    let command = match args.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Help),
        Some(Arg::Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    let command = match command.as_str() {
        "help" => Command::Help,
        "build" => return build_options(args),
        "size" => Command::Size,
        "mutants-privacy" => Command::MutantsPrivacy,
        "bench" => return bench_options(args),
        "demo" => return demo_options(args),
        "fuzz" => return fuzz_options(args),
        "test" => return test_options(args),
        other => return Err(format!("there is no command `{other}`").into()),
    };
    match args.next()? {
        None => Ok(command),
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help),
        Some(other) => Err(other.unexpected()),
    }
}

fn build_options(mut args: Parser) -> Result<Command, Error> {
    let mut alone_and_static = false;
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("static") => alone_and_static = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Build { alone_and_static })
}

fn demo_options(mut args: Parser) -> Result<Command, Error> {
    let mut options = demo::Options { port: DEMO_PORT, store: None };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("port") => options.port = args.value()?.parse_with(port)?,
            Arg::Long("store") => options.store = Some(PathBuf::from(args.value()?)),
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Demo(options))
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().ok().filter(|port| *port != 0).ok_or("a port is a number from 1 to 65535")
}

fn bench_options(mut args: Parser) -> Result<Command, Error> {
    let mut options =
        bench::Options { browser: false, collector: false, nats: false, repetitions: REPETITIONS, seconds: SECONDS };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Long("browser") => options.browser = true,
            Arg::Long("collector") => options.collector = true,
            Arg::Long("nats") => options.nats = true,
            Arg::Long("seconds") => options.seconds = args.value()?.parse_with(seconds)?,
            Arg::Long("reps") => options.repetitions = args.value()?.parse_with(repetitions)?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Bench(options))
}

fn fuzz_options(mut args: Parser) -> Result<Command, Error> {
    let mut options = fuzz::Options { seconds: FUZZ_SECONDS, targets: Vec::new() };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(target) => options.targets.push(target.parse_with(str::parse::<fuzz::Target>)?),
            Arg::Long("seconds") => options.seconds = args.value()?.parse_with(seconds)?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Fuzz(options))
}

fn repetitions(text: &str) -> Result<u32, &'static str> {
    text.parse().ok().filter(|number| *number != 0).ok_or("repetitions are a number from 1")
}

fn seconds(text: &str) -> Result<u32, &'static str> {
    // libFuzzer would take 0 for "without end".
    text.parse().ok().filter(|number| (1..=86_400).contains(number)).ok_or("seconds are a number from 1 to 86400")
}

fn test_options(mut args: Parser) -> Result<Command, Error> {
    let ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
    let mut options = test::Options { parts: Vec::new(), engines: Vec::new(), require_all: ci };
    while let Some(arg) = args.next()? {
        match arg {
            Arg::Value(part) => options.parts.push(part.parse_with(str::parse::<Part>)?),
            Arg::Long("engine") => options.engines.push(args.value()?.parse_with(str::parse::<Engine>)?),
            Arg::Long("require-all") => options.require_all = true,
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Test(options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(Parser::from_args(line.split_whitespace())).map_err(|error| error.to_string())
    }

    #[test]
    fn commands_and_their_options() {
        assert!(matches!(parsed("").unwrap(), Command::Help));
        assert!(matches!(parsed("build").unwrap(), Command::Build { alone_and_static: false }));
        assert!(matches!(parsed("build --static").unwrap(), Command::Build { alone_and_static: true }));
        assert!(matches!(parsed("size --help").unwrap(), Command::Help));
        let Command::Demo(demo) = parsed("demo --port 9000 --store a.sqlite").unwrap() else { panic!() };
        assert_eq!((demo.port, demo.store), (9000, Some("a.sqlite".into())));
        let Command::Bench(bench) = parsed("bench --browser --reps 5").unwrap() else { panic!() };
        assert_eq!((bench.browser, bench.repetitions), (true, 5));
        let Command::Fuzz(fuzz) = parsed("fuzz round_trip --seconds 5").unwrap() else { panic!() };
        assert_eq!((fuzz.seconds, fuzz.targets.len()), (5, 1));
        let Command::Bench(bench) = parsed("bench").unwrap() else { panic!() };
        assert!(!bench.browser);
        let Command::Bench(bench) = parsed("bench --collector --seconds 5").unwrap() else { panic!() };
        assert_eq!((bench.collector, bench.seconds, bench.browser), (true, 5, false));
        let Command::Test(test) = parsed("test edge e2e --engine webkit --require-all").unwrap() else { panic!() };
        assert_eq!(test.parts, [Part::Edge, Part::EndToEnd]);
        assert_eq!(test.engines, [Engine::Webkit]);
        assert!(test.require_all);
    }

    #[test]
    fn what_there_is_not_is_refused() {
        assert_eq!(parsed("bild").unwrap_err(), "there is no command `bild`");
        assert!(parsed("build --fast").unwrap_err().contains("--fast"));
        assert!(parsed("build more").unwrap_err().contains("more"));
        assert!(parsed("demo --port 0").unwrap_err().contains("a port is a number from 1 to 65535"));
        assert!(parsed("demo --port").is_err());
        assert!(parsed("bench --reps 0").unwrap_err().contains("repetitions are a number from 1"));
        assert!(parsed("fuzz --seconds 0").unwrap_err().contains("seconds are a number from 1"));
        assert!(parsed("fuzz trip").unwrap_err().contains("there is no target `trip`"));
        assert!(parsed("bench --seconds 0").unwrap_err().contains("seconds are a number from 1 to 86400"));
        assert!(parsed("test unit").unwrap_err().contains("there is no part `unit`"));
        assert!(parsed("test --engine chrome").unwrap_err().contains("there is no engine `chrome`"));
    }

    #[test]
    fn every_part_is_in_the_help() {
        for name in [
            "build",
            "--static",
            "demo",
            "bench",
            "--browser",
            "--reps",
            "fuzz",
            "--collector",
            "--nats",
            "--seconds",
            "test",
            "size",
            "mutants-privacy",
            "help",
            "lint",
            "native",
            "edge",
            "e2e",
            "--engine",
            "--require-all",
        ] {
            assert!(HELP.contains(name), "{name}");
        }
    }
}
