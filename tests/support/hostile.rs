//! The hostile frames: those of `tests/fixtures/hostile.txt`, and code that says what it may not.

use desireline::session::{SessionId, StreamId};
use desireline::wire::{Click, Encoder, Event, Frame, Missing, Page, Pointer, Target, View};

use crate::support::unhex;

/// Name, the error it is refused with, and bytes.
pub(crate) type Hostile = (String, String, Vec<u8>);

/// Bytes of the coded frame's head, up to the number of rows.
pub(crate) const HEAD: usize = 24 + 9;

/// All of them.
pub(crate) fn all() -> Vec<Hostile> {
    let text = include_str!("../fixtures/hostile.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(line).chain(code()).collect()
}

fn line(line: &str) -> Hostile {
    let [name, why, recipe] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
        panic!("three parts are expected in {line:?}")
    };
    (name.into(), why.into(), bytes(recipe))
}

fn bytes(recipe: &str) -> Vec<u8> {
    recipe.split_whitespace().flat_map(word).collect()
}

fn word(word: &str) -> Vec<u8> {
    match word {
        "WHO" => bytes("d1 10 000102030405060708090a0b0c0d0e0f f0f1f2f3f4f5"),
        "CLOCKS" => bytes("00 a8d095ffbc31 28 00"),
        "SIZES" => bytes("800a d005 1d c81a 64"),
        "VIEW" => bytes("SIZES 1f c007 c801 9003"),
        "HEAD" => bytes("WHO CLOCKS VIEW"),
        "BUY" => bytes("00 06 627574746f6e 03 627579 00 00 00 00 0d"),
        digits => match digits.split_once('*') {
            Some((byte, count)) => unhex(byte).repeat(count.parse().expect("a count")),
            None => unhex(digits),
        },
    }
}

/// A good frame with a coded body.
pub(crate) fn coded() -> Vec<u8> {
    let session = SessionId(std::array::from_fn(|at| at as u8));
    let mut encoder = Encoder::new(session, StreamId([0xf0; 6]), View { x: 100, y: 200, ..View::default() });
    encoder.push(40, &Event::Page(Page { url: "https://h/", language: "en", ..Page::default() }));
    for step in 1..40 {
        encoder.push(40 + 17 * step, &Event::Pointer(Pointer { x: 9 * step as i32, y: 3, ..Pointer::default() }));
    }
    let target = encoder.target(&Target { tag: "button", id: "buy", ..Target::default() }).expect("room");
    encoder.push(900, &Event::Click(Click { target, x: 351, y: 5, ..Click::default() }));
    crate::support::coded(&encoder.seal(1_700_000_000_000, Missing::default()).expect("events"))
}

/// Code behind the head of [`coded`], for a number of rows.
fn with(rows: &str, code: &[u8]) -> Vec<u8> {
    [&coded()[..HEAD], &unhex(rows), code].concat()
}

fn code() -> Vec<Hostile> {
    let good = coded();
    let code = &good[HEAD + 1..];
    let (half, last) = (code.len() / 2, code.len() - 1);
    let turned = |at: usize| {
        let mut code = code.to_vec();
        code[at] ^= 1;
        code
    };
    assert_eq!(good[HEAD], 42, "a page, 39 places, a target, a click");
    let cases = [
        ("coded-no-row", "Truncated", with("00", &[])),
        ("coded-no-code", "TooLong", with("ffffffff0f", &[])),
        ("coded-nothing-after-head", "Truncated", good[..HEAD].to_vec()),
        ("coded-count-over-u32", "Malformed", with("8080808010", code)),
        ("coded-count-over-long", "Malformed", with("aa00", code)),
        ("coded-trailing-zero", "Malformed", with("2a", &[code, &[0]].concat())),
        ("coded-trailing-zeros", "Malformed", with("2a", &[code, &[0; 400]].concat())),
        ("coded-trailing-byte", "Malformed", with("2a", &[code, &[0x55]].concat())),
        ("coded-trailing-frame", "Malformed", [&good[..], &good].concat()),
        ("coded-end-not-canonical", "Malformed", with("2a", &turned(last))),
        ("coded-too-long", "TooLong", with("2a", &[0; 65_536])),
    ];
    let mut all: Vec<Hostile> = cases.into_iter().map(|(name, why, bytes)| (name.into(), why.into(), bytes)).collect();
    // What these come to be read as depends on the weights; that they are refused does not.
    let depends = [
        ("coded-cut-in-half", with("2a", &code[..half])),
        ("coded-last-byte-gone", with("2a", &code[..last])),
        ("coded-first-bit-turned", with("2a", &turned(0))),
        ("coded-bit-turned", with("2a", &turned(half))),
        ("coded-count-too-small", with("29", code)),
        ("coded-count-too-large", with("2b", code)),
        ("coded-count-u32-max", with("ffffffff0f", code)),
        ("coded-all-ones", with("ffffffff0f", &[0xff; 2_000])),
        ("coded-noise", with("ffffffff0f", &noise())),
    ];
    all.extend(depends.into_iter().map(|(name, bytes)| {
        let why = Frame::read(&bytes).map(drop);
        (name.into(), why.map_or_else(|why| format!("{why:?}"), |()| "refusal".into()), bytes)
    }));
    all
}

fn noise() -> Vec<u8> {
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 56) as u8
    };
    (0..4_000).map(|_| next()).collect()
}
