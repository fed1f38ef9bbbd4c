//! A row as values and as exact bytes, for the tables of `tests/wire_table*.rs`.

use desireline::wire::{Event, Frame, ReadError, Record, Target, TargetNo};

use super::{BEGAN, BUY, ORIGIN, coded, encoder, hex, plain, records, seal, unhex};

/// Magic, version and coding (plain), session, stream.
pub const HEAD: &str = "d1 10  000102030405060708090a0b0c0d0e0f  f0f1f2f3f4f5";
/// Sequence 0, wall 1,700,000,000,040, mono 40, nothing missing.
pub const CLOCKS: &str = "00  a8d095ffbc31  28  00";
/// [`VIEW`](super::VIEW).
pub const VIEW_ROW: &str = "800a d005 1d c81a 64  1f c007  c801 9003";
/// How many rows follow.
pub const ONE_ROW: &str = "01";
const TWO_ROWS: &str = "02";
/// [`BUY`].
pub const BUY_ROW: &str = "00 06 627574746f6e 03 627579 00 00 00 00 0d";
/// [`BUY`]'s number.
pub const ONE: TargetNo = TargetNo(1);

/// What stands before the row of a frame with one event.
pub fn head() -> Vec<u8> {
    unhex(&[HEAD, CLOCKS, VIEW_ROW, ONE_ROW].concat())
}

/// Event and target ⇔ row, in a frame of its own.
pub fn check(name: &str, target: Option<Target<'static>>, event: &Event<'_>, row: &str) {
    let mut encoder = encoder();
    if let Some(target) = &target {
        assert_eq!(encoder.target(target), Some(ONE));
    }
    encoder.push(BEGAN, event);
    let written = seal(&mut encoder);

    let rows = if target.is_some() { [TWO_ROWS, BUY_ROW, row].concat() } else { [ONE_ROW, row].concat() };
    let expected = unhex(&[HEAD, CLOCKS, VIEW_ROW, &rows].concat());
    assert_eq!(hex(&plain(&written)), hex(&expected), "{name}: written");

    let record = Record { mono: BEGAN, wall: ORIGIN + BEGAN, target, bounds: None, scroller: None, event: *event };
    for bytes in [&expected, &coded(&written)] {
        let frame = Frame::read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(records(&frame), [record], "{name}: read");
        assert_eq!((frame.len(), frame.is_empty()), (1, false), "{name}");
    }
}

/// Event on [`BUY`] ⇔ row.
pub fn on_buy(event: Event<'_>, row: &str) {
    check(&format!("{event:?}"), Some(BUY), &event, row);
}

/// Event without a target ⇔ row.
pub fn alone(event: Event<'_>, row: &str) {
    check(&format!("{event:?}"), None, &event, row);
}

/// Each value of an enum ⇔ its number, which stands in the place of `#` in the row; and one number
/// more is refused.
pub fn numbered<T: Copy>(values: &[T], row: &str, event: impl Fn(T) -> Event<'static>) {
    for (number, value) in values.iter().enumerate() {
        alone(event(*value), &row.replace('#', &format!("{number:02x}")));
    }
    assert_refused(&row.replace('#', &format!("{:02x}", values.len())), ReadError::Malformed);
}

/// The row makes a bad frame.
pub fn assert_refused(row: &str, why: ReadError) {
    assert_eq!(Frame::read(&[head(), unhex(row)].concat()).unwrap_err(), why, "{row}");
}
