//! Frames that no recorder writes: each is refused, for the right reason and at small cost.
//!
//! `tests/fixtures/hostile.txt` lists those with a plain body, byte by byte; `tests/support/hostile.rs`
//! makes those with a coded one. `tests/fixtures/hostile/` holds the bytes of both, which
//! `BLESS=1 cargo test --test hostile` writes.

#![cfg(not(target_arch = "wasm32"))]

#[path = "support/hostile.rs"]
mod list;
#[path = "support/memory.rs"]
mod memory;
mod support;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::PathBuf;

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, Event, Focus, MAX_FRAME, MAX_TARGETS, Missing, ReadError, Target, View};

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", "hostile"].iter().collect()
}

/// One test, because the allocator counts for the whole program.
#[test]
fn hostile_frames_are_refused_at_small_cost() {
    let hostile = list::all();
    if env::var_os("BLESS").is_some() {
        bless(&hostile);
    }
    every_file_is_listed(&hostile);
    let mut faults = Vec::new();
    for (name, why, made) in &hostile {
        let bytes = fs::read(folder().join(name).with_extension("bin")).expect(name);
        if bytes != *made {
            faults.push(format!("{name}: the file holds other bytes; BLESS=1 writes it anew"));
        }
        let result = read(name, &bytes, &mut faults);
        if result.map_err(|error| format!("{error:?}")) != Err(why.to_string()) {
            faults.push(format!("{name}: {result:?} instead of {why}"));
        }
    }
    for (name, bytes) in large() {
        assert!(bytes.len() <= MAX_FRAME, "{name}");
        for bytes in [support::coded(&bytes), bytes] {
            if let Err(error) = read(name, &bytes, &mut faults) {
                faults.push(format!("{name}: {error:?}"));
            }
        }
    }
    damaged(&mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The good frame cut at every length, with every bit turned, and with every byte behind it.
fn damaged(faults: &mut Vec<String>) {
    let coded = list::coded();
    let head = list::HEAD;
    let mut all: Vec<(String, Vec<u8>)> =
        (0..coded.len()).map(|end| (format!("cut at {end}"), coded[..end].to_vec())).collect();
    for bit in head * 8..coded.len() * 8 {
        let mut bytes = coded.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        all.push((format!("bit {bit} turned"), bytes));
    }
    all.extend((0..=255).map(|byte| (format!("{byte} behind it"), [&coded[..], &[byte]].concat())));
    for (name, bytes) in all {
        if read(&name, &bytes, faults).is_ok() {
            faults.push(format!("{name}: read"));
        }
    }
}

/// Reads a frame and looks at what that took.
fn read(name: &str, bytes: &[u8], faults: &mut Vec<String>) -> Result<(), ReadError> {
    let (frame, excess) = memory::read(bytes);
    faults.extend(excess.map(|excess| format!("{name}: {excess}")));
    frame.map(drop)
}

fn every_file_is_listed(hostile: &[list::Hostile]) {
    let listed: BTreeSet<String> = hostile.iter().map(|(name, ..)| format!("{name}.bin")).collect();
    let entries = fs::read_dir(folder()).expect("the fixtures are there");
    let names = entries.map(|entry| entry.expect("a file").file_name().into_string().expect("a plain name"));
    assert_eq!(names.collect::<BTreeSet<_>>(), listed);
    assert_eq!(listed.len(), hostile.len(), "a name stands twice");
}

fn bless(hostile: &[list::Hostile]) {
    let _ = fs::remove_dir_all(folder());
    fs::create_dir_all(folder()).expect("a folder");
    for (name, _, bytes) in hostile {
        fs::write(folder().join(name).with_extension("bin"), bytes).expect(name);
    }
}

/// Good frames that make a reader work as hard as it may have to.
fn large() -> [(&'static str, Vec<u8>); 4] {
    let name = "a".repeat(64);
    let few = Target { tag: &name, id: &name, classes: &name, name: &name, role: &name, ..Target::default() };
    [
        ("one event", filled(0, 0, &few)),
        ("most targets", filled(MAX_TARGETS, 0, &Target::default())),
        ("longest targets", filled(150, 0, &few)),
        ("most events", filled(0, 60_000, &few)),
    ]
}

/// A frame that describes a target so many times, and has events up to a length.
fn filled(targets: usize, length: usize, target: &Target<'_>) -> Vec<u8> {
    let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
    for _ in 0..targets {
        encoder.target(target).expect("below the limit");
    }
    encoder.push(0, &Event::Focus(Focus::default()));
    while encoder.len() < length {
        encoder.push(0, &Event::Focus(Focus::default()));
    }
    encoder.seal(0, Missing::default()).expect("an event is there")
}
