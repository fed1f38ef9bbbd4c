//! Flags, variables and the configuration file: which is stronger, and what is refused.

mod support;

use std::fs;
use std::path::PathBuf;

use support::program::{Server, program};
use tempfile::TempDir;

/// What the program says when it runs with this file, these variables and these flags: exit
/// code, standard output, standard error.
fn told(file: Option<&str>, variables: &[(&str, &str)], flags: &[&str]) -> (Option<i32>, String, String) {
    let (dir, path) = written(file.unwrap_or_default());
    let mut command = program();
    command.arg("serve").args(flags).envs(variables.iter().copied());
    if file.is_some() {
        command.arg("--config").arg(path);
    }
    let output = command.output().unwrap();
    drop(dir);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn written(text: &str) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("collector.toml");
    fs::write(&path, text).unwrap();
    (dir, path)
}

fn printed(file: Option<&str>, variables: &[(&str, &str)], flags: &[&str]) -> toml::Table {
    let (code, out, error) = told(file, variables, &[flags, &["--print-config"]].concat());
    assert_eq!(code, Some(0), "{error}");
    out.parse().unwrap_or_else(|error| panic!("{error}: {out}"))
}

/// `--print-config` is never reached: `serve` ends with a usage error that says this.
fn refused(file: &str, sentence: &str) {
    let (code, out, error) = told(Some(file), &[], &["--print-config"]);
    assert_eq!(code, Some(2), "{file}: {error}");
    assert!(error.contains(sentence), "{file}: {error}");
    assert!(out.is_empty());
}

#[test]
fn a_flag_is_stronger_than_a_variable_than_the_file_than_the_default() {
    let variable = ("DESIRELINE_SESSION_RATE", "30");
    let file = Some("session-rate = 20");
    let rate = |file, variables: &[_], flags: &[_]| printed(file, variables, flags)["session-rate"].as_integer();
    assert_eq!(rate(None, &[], &[]), Some(600));
    assert_eq!(rate(file, &[], &[]), Some(20));
    assert_eq!(rate(file, &[variable], &[]), Some(30));
    assert_eq!(rate(file, &[variable], &["--session-rate", "40"]), Some(40));
}

#[test]
fn a_list_is_replaced_as_a_whole() {
    let file = Some(r#"allow-origin = ["https://a.example", "https://b.example"]"#);
    let origins = |variables: &[_], flags: &[_]| printed(file, variables, flags)["allow-origin"].to_string();
    assert_eq!(origins(&[], &[]), r#"["https://a.example", "https://b.example"]"#);
    let variable = ("DESIRELINE_ALLOW_ORIGIN", "https://c.example,https://d.example");
    assert_eq!(origins(&[variable], &[]), r#"["https://c.example", "https://d.example"]"#);
    assert_eq!(origins(&[variable], &["--allow-origin", "https://e.example"]), r#"["https://e.example"]"#);
}

#[test]
fn every_option_has_its_variable_its_key_and_its_row_in_the_document() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/COLLECTOR.md");
    let page = fs::read_to_string(page).unwrap();
    let (code, help, _) = told(None, &[], &["--help"]);
    assert_eq!(code, Some(0));
    let flags: Vec<_> = help.lines().filter_map(|line| line.trim_start().strip_prefix("--")).collect();
    assert!(flags.len() > 12, "{help}");
    for flag in flags {
        let name = flag.split([' ', '\n']).next().unwrap();
        assert!(page.contains(&format!("| `--{name}")), "--{name} is not in docs/COLLECTOR.md");
        let variable = format!("DESIRELINE_{}", name.replace('-', "_").to_uppercase());
        assert!(name == "print-config" || help.contains(&variable), "{variable}");
    }
}

#[test]
fn what_is_printed_is_a_configuration_without_its_secrets() {
    let file = "token = \"open-sesame\"\nlisten = \"127.0.0.1:0\"\nmount = [\"/a=/tmp\"]\nretention = 30";
    let (_, printed, _) = told(Some(file), &[("DESIRELINE_DAY_QUOTA", "5")], &["--site", "/x", "--print-config"]);
    assert!(!printed.contains("open-sesame"), "{printed}");
    for line in [
        "listen = \"127.0.0.1:0\" # file",
        "day-quota = 5 # environment",
        "site = \"/x\" # flag",
        "network-rate = 6000 # default",
        "# disk-quota is not set",
    ] {
        assert!(printed.lines().any(|printed| printed == line), "{line}: {printed}");
    }
    // As it is it cannot be used: nobody's token becomes what stands in its place.
    refused(&printed, "`token` is not possible");
    let rest: String =
        printed.lines().filter(|line| !line.starts_with("token")).map(|line| format!("{line}\n")).collect();
    let again = self::printed(Some(&rest), &[], &[]);
    assert_eq!(again["retention"].as_integer(), Some(30));
    assert_eq!(again["mount"].to_string(), r#"["/a=/tmp"]"#);
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_its_neighbour() {
    let file = "collector.toml";
    for (key, near) in [
        ("session-rates", "session-rate"),
        ("session_rate", "session-rate"),
        ("allowed-origin", "allow-origin"),
        ("Listen", "listen"),
        ("lisen", "listen"),
        ("retension", "retention"),
    ] {
        let text = format!("# ours\nday-quota = 1\n{key} = 1\n");
        refused(&text, &format!("{file}, line 3: there is no option `{key}`; did you mean `{near}`?"));
    }
    refused("zzzz = 1", "line 1: there is no option `zzzz`; `serve --help` lists what there is");
    refused("\n[serve]\nlisten = \"a\"", "line 2: there is no option `serve`");
    refused("config = \"other.toml\"", "line 1: there is no option `config`");
    refused("print-config = true", "line 1: there is no option `print-config`");
}

#[test]
fn a_bad_value_is_named_with_its_line() {
    refused("\nlisten = \"nowhere\"", "line 2: the value of `listen` is not possible: invalid socket address");
    refused("session-rate = -1", "line 1: the value of `session-rate` is not possible");
    refused("retention = 0", "line 1: the value of `retention` is not possible: 0 is not in 1..=36500");
    refused("disk-quota = 1.5", "line 1: `disk-quota` is a text or a number, and no float");
    refused("listen = true", "line 1: `listen` is a text or a number, and no boolean");
    refused("listen = [\"127.0.0.1:1\"]", "line 1: `listen` has one value, no list");
    refused("site = \"\"", "line 1: the value of `site` is not possible");
    refused(
        "allow-origin = [\n\"https://a.example\",\n\"https://b.example/\",\n]",
        "line 3: the value of `allow-origin`",
    );
    refused("a\n", "line 1: ");
    refused("retention = 1\nretention = 2", "line 2: duplicate key");
    // A secret that is not well formed is not repeated.
    let (_, _, error) = told(Some("token = \"open sesame\""), &[], &[]);
    assert!(error.contains("a token is made of visible ASCII") && !error.contains("sesame"), "{error}");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let (code, _, error) = told(None, &[("DESIRELINE_CONFIG", "/no/such.toml")], &[]);
    assert_eq!(code, Some(2));
    assert!(error.contains("cannot read /no/such.toml"), "{error}");
}

#[test]
fn a_collector_runs_by_its_file() {
    let (dir, path) = written("session-rate = 1\nlisten = \"127.0.0.1:1\"\n");
    let server = Server::start(&dir.path().join("store.sqlite"), &["--config", path.to_str().unwrap()]);
    assert_ne!(server.address.port(), 1, "the flag is stronger");
    let frame = |sequence| support::frame(7, sequence, 1);
    assert_eq!([server.post(&frame(1)), server.post(&frame(2))], [204, 429], "the rate is the file's");
}
