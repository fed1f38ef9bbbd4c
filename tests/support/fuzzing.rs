//! What is fuzzed: `fuzz/` gives these functions bytes for as long as it may, `tests/corpus.rs` the
//! bytes that were worth keeping. Each panics where the library breaks a promise.

use desireline::reader;
use desireline::wire::{Coding, Event, Focus, Frame, MAX_COORDINATE, ReadError};

use crate::support::{BEGAN, encoder, script, seal, steps};
use crate::{memory, support};

/// A function that takes any bytes, by the name of its target in `fuzz/`.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 3] =
    [("frame_decode", frame_decode), ("round_trip", round_trip), ("entropy_coder", entropy_coder)];

/// Bytes of the head before a coded frame's number of rows: 24 of magic and ids, 1 + 6 + 1 + 1 of
/// sequence, clocks and the mask.
const HEAD: usize = 24 + 9;
/// Bytes after a plain frame's view where it holds one row that says something had the focus: the
/// number of rows, the kind, the gap and the target.
const FOCUS: usize = 4;

/// The bytes are a frame, or none.
pub(crate) fn frame_decode(bytes: &[u8]) {
    let _ = read(bytes);
}

fn read(bytes: &[u8]) -> Result<Frame, ReadError> {
    let (frame, excess) = memory::read(bytes);
    assert_eq!(excess, None);
    frame.inspect(|frame| is_good(frame, bytes))
}

/// The bytes are calls of the encoder.
pub(crate) fn round_trip(bytes: &[u8]) {
    steps::come_back(&script::steps(bytes));
}

/// The bytes stand behind a good head: by the first one's last bit, as code or as rows that are
/// made into code, whose sum and end are good then. The next two bytes say how many rows.
pub(crate) fn entropy_coder(bytes: &[u8]) {
    let [how, low, high, body @ ..] = bytes else { return };
    let rows = u16::from_le_bytes([*low, *high]);
    let mut encoder = encoder();
    encoder.push(BEGAN, &Event::Focus(Focus::default()));
    let focus = seal(&mut encoder);
    if how & 1 == 0 {
        let mut head = focus[..HEAD].to_vec();
        head[1] |= Coding::Coded as u8;
        frame_decode(&[&head, &varint(rows)[..], body].concat());
    } else {
        rows_to_code(&focus, rows, body);
    }
}

/// As a frame that was read makes code of them, and as nothing does: also of rows that no reader
/// takes.
fn rows_to_code(focus: &[u8], rows: u16, body: &[u8]) {
    let plain = read(&[&focus[..focus.len() - FOCUS], &varint(rows), body].concat());
    #[cfg(feature = "train")]
    {
        let bytes = support::good(focus).coded_with(rows.into(), body);
        match (plain, read(&bytes)) {
            (Ok(plain), Ok(coded)) => assert!(plain.events().eq(coded.events())),
            (Ok(_), Err(error)) => assert!(bytes.len() > desireline::wire::MAX_FRAME, "{error}"),
            (Err(_), _) => {}
        }
    }
    #[cfg(not(feature = "train"))]
    drop(plain);
}

fn varint(number: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = number;
    while rest > 127 {
        bytes.push(rest as u8 | 128);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

/// What may be relied on of a frame that was read of these bytes.
fn is_good(frame: &Frame, bytes: &[u8]) {
    assert!(!frame.is_empty());
    assert_eq!((frame.events().len(), frame.events().count()), (frame.len(), frame.len()));
    let header = frame.header();
    let mut last = header.mono;
    for record in frame.events() {
        assert!(record.mono >= last, "time runs backwards");
        assert_eq!(record.wall - record.mono, header.wall - header.mono);
        if let Event::Pointer(pointer) = record.event {
            assert!([pointer.x, pointer.y].iter().all(|place| place.unsigned_abs() <= MAX_COORDINATE as u32));
        }
        last = record.mono;
    }
    let lines = reader::rows(frame).map(|row| serde_json::to_string(&row).expect("rows are plain"));
    assert!(lines.map(|line| line.len()).sum::<usize>() > 0);
    others_are_equal(frame, bytes);
}

/// Both forms are read as the same frame, and the one that it had is written again byte by byte:
/// no two byte sequences are the same frame.
fn others_are_equal(frame: &Frame, bytes: &[u8]) {
    let (plain, coded) = (frame.to_plain(), frame.to_coded());
    let same = match frame.header().coding {
        Coding::Coded => &coded,
        _ => &plain,
    };
    assert!(same == bytes, "written again: {}", support::hex(same));
    for other in [&plain, &coded] {
        let other = support::good(other);
        assert!(other.events().eq(frame.events()));
        assert_eq!((other.view(), other.len()), (frame.view(), frame.len()));
        assert!(other.to_plain() == plain);
    }
}
