//! What several test files share.

#![allow(dead_code, unreachable_pub, reason = "each test file is a program of its own and uses its own part")]

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, FieldKind, Frame, Missing, Record, Target, View};

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(not(target_arch = "wasm32"))]
pub mod every_kind;
pub mod script;
pub mod steps;
#[cfg(not(target_arch = "wasm32"))]
pub mod table;

/// The visit of all tests.
pub const SESSION: SessionId = SessionId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
/// The document of all tests.
pub const STREAM: StreamId = StreamId([0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5]);
/// The wall clock at the stream's time 0, in ms since 1970 UTC.
pub const ORIGIN: u64 = 1_700_000_000_000;
/// When the first event happened, in ms on the stream's clock.
pub const BEGAN: u64 = 40;

/// How the page stands: scrolled, and the pointer not in the corner, so that no offset is 0.
pub const VIEW: View = View {
    viewport_w: 1280,
    viewport_h: 720,
    document_w: 1265,
    document_h: 3400,
    zoom: 100,
    scroll_x: -16,
    scroll_y: 480,
    x: 100,
    y: 200,
};

/// A button with an id.
pub const BUY: Target<'static> =
    Target { tag: "button", id: "buy", classes: "", name: "", role: "", path: 0, field: FieldKind::Button };

/// An encoder for the stream of all tests.
pub fn encoder() -> Encoder {
    Encoder::new(SESSION, STREAM, VIEW)
}

/// Closes the open frame, which holds an event.
pub fn seal(encoder: &mut Encoder) -> Vec<u8> {
    encoder.seal(ORIGIN, Missing::default()).expect("the open frame holds an event")
}

/// The same frame with a plain body.
pub fn plain(bytes: &[u8]) -> Vec<u8> {
    good(bytes).to_plain()
}

/// The same frame with a coded body.
pub fn coded(bytes: &[u8]) -> Vec<u8> {
    good(bytes).to_coded()
}

/// A frame that must be one.
pub fn good(bytes: &[u8]) -> Frame {
    Frame::read(bytes).unwrap_or_else(|error| panic!("{}: {error}", hex(bytes)))
}

/// The frame's events; it must be a good frame.
pub fn records(frame: &Frame) -> Vec<Record<'_>> {
    frame.events().collect()
}

/// Bytes from hexadecimal digits; blanks and line ends count for nothing.
pub fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|digit| digit.to_digit(16).unwrap_or_else(|| panic!("{digit:?} is no hexadecimal digit")))
        .collect();
    assert!(digits.len().is_multiple_of(2), "half a byte in {text:?}");
    digits.chunks(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect()
}

/// Hexadecimal digits, a blank between two bytes.
pub fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}
