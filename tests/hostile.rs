//! Frames that no recorder writes: each is refused, for the right reason and at small cost.
//!
//! `tests/fixtures/hostile/` holds the bytes; a name says what is wrong. Where nothing else is
//! said, a frame is the good one of docs/FORMAT.md ("A whole frame") but for that.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use desireline::session::{SessionId, StreamId};
use desireline::wire::ReadError::{
    self, Malformed, NotAFrame, OutOfRange, TooLong, Truncated, UnknownCoding, UnknownKind, UnknownTarget,
    UnknownVersion,
};
use desireline::wire::{Encoder, Event, Focus, Frame, MAX_FRAME, MAX_TARGETS, Missing, Target, View};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most memory that reading may take for each byte that is read.
const BYTES_PER_BYTE: usize = 8;
/// What it may take besides, in bytes.
const BESIDES: usize = 4 * 1024;

const HOSTILE: &[(&str, ReadError)] = &[
    ("click-over-limit", OutOfRange),
    ("coding-1", UnknownCoding),
    ("coding-255", UnknownCoding),
    ("count-0", Malformed),
    ("count-over-u32", Malformed),
    ("count-too-large", Truncated),
    ("count-too-small", Malformed),
    ("count-u32-max", Truncated),
    ("empty", NotAFrame),
    ("field-unknown", Malformed),
    ("first-gap-not-0", Malformed),
    ("frame-too-long", TooLong),
    ("gap-over-limit", OutOfRange),
    ("gap-u64-max", OutOfRange),
    ("key-class-unknown", Malformed),
    ("kind-12", UnknownKind),
    ("kind-128", UnknownKind),
    ("kind-255", UnknownKind),
    ("language-too-long", OutOfRange),
    ("length-4-gib", Truncated),
    ("length-huge-tag", Truncated),
    ("length-huge-url", Truncated),
    ("length-overflow", Malformed),
    ("magic-other", NotAFrame),
    ("magic-small", NotAFrame),
    ("modifiers-over-15", OutOfRange),
    ("mono-over-limit", OutOfRange),
    ("no-event", Malformed),
    ("no-row", Malformed),
    ("page-screen-over-limit", OutOfRange),
    ("page-viewport-over-limit", OutOfRange),
    ("pointer-over-limit", OutOfRange),
    ("pointer-step-i32-max", OutOfRange),
    ("pointer-step-i32-min", OutOfRange),
    ("pointer-under-limit", OutOfRange),
    ("pointer-unknown", Malformed),
    ("referrer-too-long", OutOfRange),
    ("repeat-2", Malformed),
    ("resize-over-limit", OutOfRange),
    ("scroll-of-element-i32-min", OutOfRange),
    ("scroll-of-element-over-limit", OutOfRange),
    ("scroll-over-limit", OutOfRange),
    ("step-over-i32", Malformed),
    ("target-65535", UnknownTarget),
    ("target-classes-too-long", OutOfRange),
    ("target-described-late", UnknownTarget),
    ("target-id-too-long", OutOfRange),
    ("target-name-too-long", OutOfRange),
    ("target-next", UnknownTarget),
    ("target-over-u16", Malformed),
    ("target-tag-too-long", OutOfRange),
    ("target-undescribed", UnknownTarget),
    ("targets-too-many", OutOfRange),
    ("text", NotAFrame),
    ("text-cut-character", Malformed),
    ("text-not-utf-8", Malformed),
    ("text-overlong-utf-8", Malformed),
    ("text-surrogate", Malformed),
    ("trailing-event", Malformed),
    ("trailing-frame", UnknownKind),
    ("trailing-newline", Truncated),
    ("trailing-text", UnknownKind),
    ("trailing-zero", Truncated),
    ("truncated-after-target-tag", Truncated),
    ("truncated-before-gap", Truncated),
    ("truncated-before-row", Truncated),
    ("truncated-before-target-field", Truncated),
    ("truncated-in-click", Truncated),
    ("truncated-in-coding", Truncated),
    ("truncated-in-count", Truncated),
    ("truncated-in-gap", Truncated),
    ("truncated-in-key", Truncated),
    ("truncated-in-magic", NotAFrame),
    ("truncated-in-missing", Truncated),
    ("truncated-in-mono", Truncated),
    ("truncated-in-page-language", Truncated),
    ("truncated-in-page-sizes", Truncated),
    ("truncated-in-page-url", Truncated),
    ("truncated-in-pointer", Truncated),
    ("truncated-in-resize", Truncated),
    ("truncated-in-scroll", Truncated),
    ("truncated-in-sequence", Truncated),
    ("truncated-in-session", Truncated),
    ("truncated-in-stream", Truncated),
    ("truncated-in-submit", Truncated),
    ("truncated-in-target-id", Truncated),
    ("truncated-in-target-tag", Truncated),
    ("truncated-in-version", Truncated),
    ("truncated-in-view", Truncated),
    ("truncated-in-view-last", Truncated),
    ("truncated-in-wall", Truncated),
    ("url-too-long", OutOfRange),
    ("varint-11-bytes", Malformed),
    ("varint-over-long-field", Malformed),
    ("varint-over-long-gap", Malformed),
    ("varint-over-long-length", Malformed),
    ("varint-over-long-sequence", Malformed),
    ("varint-over-long-step", Malformed),
    ("varint-over-long-target", Malformed),
    ("varint-over-long-view", Malformed),
    ("varint-over-long-wall", Malformed),
    ("varint-over-u32", Malformed),
    ("varint-over-u64", Malformed),
    ("version-0", UnknownVersion),
    ("version-2", UnknownVersion),
    ("version-255", UnknownVersion),
    ("view-pointer-i32-min", OutOfRange),
    ("view-scroll-over-limit", OutOfRange),
    ("view-size-over-limit", OutOfRange),
    ("view-size-u32-max", OutOfRange),
    ("wall-before-1970", OutOfRange),
    ("wall-over-limit", OutOfRange),
    ("wall-u64-max", OutOfRange),
];

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", "hostile"].iter().collect()
}

/// One test, because the allocator counts for the whole program.
#[test]
fn hostile_frames_are_refused_at_small_cost() {
    every_file_is_listed();
    let mut faults = Vec::new();
    for (name, why) in HOSTILE {
        let bytes = fs::read(folder().join(name).with_extension("bin")).expect(name);
        let result = read(name, &bytes, &mut faults);
        if result != Err(*why) {
            faults.push(format!("{name}: {result:?} instead of {why:?}"));
        }
    }
    for (name, bytes) in large() {
        assert!(bytes.len() <= MAX_FRAME, "{name}");
        if let Err(error) = read(name, &bytes, &mut faults) {
            faults.push(format!("{name}: {error:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Reads a frame and looks at what that took.
fn read(name: &str, bytes: &[u8], faults: &mut Vec<String>) -> Result<(), ReadError> {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let frame = Frame::read(bytes);
    let peak = MEMORY.peak_usage().saturating_sub(before);
    let allowed = BYTES_PER_BYTE * bytes.len() + BESIDES;
    if peak > allowed {
        faults.push(format!("{name}: {peak} bytes for reading {}, {allowed} are allowed", bytes.len()));
    }
    frame.map(drop)
}

fn every_file_is_listed() {
    let listed: BTreeSet<String> = HOSTILE.iter().map(|(name, _)| format!("{name}.bin")).collect();
    let entries = fs::read_dir(folder()).expect("the fixtures are there");
    let names = entries.map(|entry| entry.expect("a file").file_name().into_string().expect("a plain name"));
    assert_eq!(names.collect::<BTreeSet<_>>(), listed);
    assert_eq!(listed.len(), HOSTILE.len(), "a name stands twice");
}

/// Good frames that make a reader work as hard as it may have to.
fn large() -> [(&'static str, Vec<u8>); 4] {
    let name = "a".repeat(64);
    let few = Target { tag: &name, id: &name, classes: &name, name: &name, ..Target::default() };
    [
        ("one event", filled(0, 0, &few)),
        ("most targets", filled(MAX_TARGETS, 0, &Target::default())),
        ("longest targets", filled(220, 0, &few)),
        ("most events", filled(0, 60_000, &few)),
    ]
}

/// A frame that describes a target so many times, and has events up to a length.
fn filled(targets: usize, length: usize, target: &Target<'_>) -> Vec<u8> {
    let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 8]), View::default());
    for _ in 0..targets {
        encoder.target(target).expect("below the limit");
    }
    encoder.push(0, &Event::Focus(Focus::default()));
    while encoder.len() < length {
        encoder.push(0, &Event::Focus(Focus::default()));
    }
    encoder.seal(0, Missing::default()).expect("an event is there")
}
