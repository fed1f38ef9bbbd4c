//! docs/FORMAT.md says what the code does: its examples and its limits.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Frame, MAGIC, MAX_COORDINATE, MAX_FRAME, MAX_LANGUAGE, MAX_NAME, MAX_PATH, MAX_TARGETS, MAX_TEXT, MAX_TIME,
    MAX_URL, ReadError, VERSION,
};
use serde_json::Value;
use support::{hex, unhex};

const FORMAT: &str = include_str!("../docs/FORMAT.md");

/// Bytes of a frame up to where the number of rows stands: 24 of magic and ids, 1 + 6 + 1 + 1
/// of sequence, clocks and counters, 15 of the view.
const HEAD: usize = 24 + 9 + 15;
/// Bytes that describe the button.
const BUTTON: usize = 17;

/// The text between a heading and the next of its level.
fn section(heading: &str) -> &'static str {
    let level = heading.split(' ').next().unwrap_or_default();
    let (_, rest) = FORMAT.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading} is gone"));
    rest.split(&format!("\n{level} ")).next().unwrap_or_default()
}

/// The fenced block in a language.
fn block(text: &'static str, language: &str) -> &'static str {
    let (_, rest) = text.split_once(&format!("```{language}\n")).expect("a fenced block");
    rest.split("```").next().unwrap_or_default()
}

/// The cells of each row of the only table in a text, without the heading.
fn table(text: &'static str) -> Vec<Vec<&'static str>> {
    let lines = text.lines().filter(|line| line.starts_with('|')).skip(2);
    lines.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect()).collect()
}

fn whole_frame() -> Vec<u8> {
    let lines = block(section("## A whole frame"), "hex").lines();
    unhex(&lines.map(|line| line.split('#').next().unwrap_or_default()).collect::<String>())
}

fn rows(bytes: &[u8]) -> Value {
    let frame = Frame::read(bytes).unwrap_or_else(|error| panic!("{}: {error}", hex(bytes)));
    serde_json::to_value(desireline::reader::rows(&frame).collect::<Vec<_>>()).expect("rows are plain")
}

#[test]
fn the_whole_frame_is_read_as_shown() {
    let bytes = whole_frame();
    let shown: Value = serde_json::from_str(block(section("## A whole frame"), "json")).expect("JSON");
    assert_eq!(rows(&bytes), shown);
}

#[test]
fn the_coded_frame_is_the_same() {
    let coded = unhex(block(section("## A whole frame"), "hex coded"));
    assert_eq!(hex(&coded), hex(&support::coded(&whole_frame())));
    assert_eq!(rows(&coded), rows(&whole_frame()));
}

/// The weights and the primer are part of the format: the page and the code hold the same.
#[test]
fn the_tables_of_the_coder_are_the_codes() {
    let code = |file: &'static str| file.split_once("] = [").or(file.split_once("= &[")).expect("a table").1;
    let numbers = |text: &str| -> Vec<i64> {
        text.split(|c: char| !c.is_ascii_digit() && c != '-').filter_map(|word| word.parse().ok()).collect()
    };
    let shown = table(section("#### The weights"));
    let cells: Vec<String> = shown.iter().map(|row| row[1..].join(" ")).collect();
    assert_eq!(numbers(&cells.join(" ")), numbers(code(include_str!("../src/wire/coder/weights.rs"))));
    assert!(shown.iter().map(|row| row[0].to_string()).eq((0..shown.len()).map(|row| row.to_string())));
    let primer = numbers(code(include_str!("../src/wire/coder/primer.rs")));
    let shown = unhex(block(section("#### The primer"), "hex primer"));
    assert!(shown.into_iter().map(i64::from).eq(primer));
}

#[test]
fn each_row_is_read_as_shown() {
    let whole = whole_frame();
    let (head, button) = (&whole[..HEAD], &whole[HEAD + 1..HEAD + 1 + BUTTON]);
    let examples = table(section("## Rows, one by one"));
    let mut kinds = Vec::new();
    for example in examples {
        let [row, shown] = example[..] else { panic!("two cells are expected in {example:?}") };
        let row = unhex(row);
        kinds.push(row[0]);
        let frame = [head, &[2], button, &row].concat();
        let Value::Array(read) = rows(&frame) else { unreachable!("rows are a list") };
        let shown: serde_json::Map<String, Value> = serde_json::from_str(shown).expect("JSON");
        let mut read = read[0].as_object().expect("an object").clone();
        for of_every_row in ["session", "stream", "seq", "t", "target", "field", "field_type"] {
            read.remove(of_every_row);
        }
        assert_eq!(read, shown, "{}", hex(&row));
    }
    kinds.dedup();
    assert!(kinds.into_iter().eq((1..=11).chain(13..=44)), "an example for each kind, in order");
}

/// What the table of kinds says of each, and what is read of its example.
#[test]
fn each_kind_stands_in_the_table() {
    let (_, rest) = FORMAT.split_once("| kind | name | values |").expect("the table of kinds");
    let lines = rest.lines().skip(2).take_while(|line| line.starts_with('|'));
    let told: Vec<(&str, &str)> = lines
        .map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            (cells.next().unwrap_or_default(), cells.next().unwrap_or_default())
        })
        .collect();
    let mut shown: Vec<(String, String)> = Vec::new();
    for example in table(section("## Rows, one by one")) {
        let event: Value = serde_json::from_str(example[1]).expect("JSON");
        shown.push((unhex(&example[0][..2])[0].to_string(), event["kind"].as_str().expect("a kind").into()));
    }
    shown.dedup();
    assert!(told.into_iter().eq(shown.iter().map(|(number, name)| (&**number, &**name))));
}

#[test]
fn each_number_is_spelled_as_shown() {
    for example in table(section("## Numbers, one by one")) {
        let [value, bytes] = example[..] else { panic!("two cells are expected in {example:?}") };
        let number: i64 = value.split(' ').next().unwrap_or_default().parse().expect("a number");
        let zigzag = value.contains("i32") || number < 0;
        // Written out again from the description, and not with the code under test.
        let mut rest = if zigzag { (number << 1) ^ (number >> 63) } else { number } as u64;
        let mut spelled = Vec::new();
        while rest > 127 {
            spelled.push(rest as u8 | 128);
            rest >>= 7;
        }
        spelled.push(rest as u8);
        assert_eq!(hex(&spelled), bytes, "{value}");
    }
}

#[test]
fn the_limits_are_the_codes() {
    let limits = [
        ("MAX_FRAME", MAX_FRAME as u64),
        ("MAX_TARGETS", MAX_TARGETS as u64),
        ("MAX_NAME", MAX_NAME as u64),
        ("MAX_PATH", MAX_PATH.into()),
        ("MAX_URL", MAX_URL as u64),
        ("MAX_LANGUAGE", MAX_LANGUAGE as u64),
        ("MAX_TEXT", MAX_TEXT as u64),
        ("MAX_COORDINATE", MAX_COORDINATE as u64),
        ("MAX_TIME", MAX_TIME),
    ];
    let shown = table(section("## Limits"));
    assert_eq!(shown.len(), limits.len());
    for (row, (name, value)) in shown.iter().zip(limits) {
        assert_eq!(row[0], name);
        assert_eq!(row[1].split(' ').next(), Some(value.to_string().as_str()), "{name}");
    }
    assert_eq!(hex(&[MAGIC]), "d1");
    assert!(FORMAT.starts_with(&format!("# The wire format, version {VERSION}\n")));
}

#[test]
fn every_error_is_told() {
    let told: Vec<&str> = table(section("## What is refused")).into_iter().map(|row| row[0]).collect();
    let errors = [
        ReadError::NotAFrame,
        ReadError::UnknownVersion,
        ReadError::UnknownCoding,
        ReadError::TooLong,
        ReadError::Truncated,
        ReadError::Malformed,
        ReadError::OutOfRange,
        ReadError::UnknownTarget,
        ReadError::UnknownKind,
    ];
    assert_eq!(told, errors.map(|error| format!("{error:?}")));
}
