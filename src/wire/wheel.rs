use serde::{Deserialize, Serialize};

use super::ReadError;
use super::bytes::Bytes;
use super::kind::Kind;
use super::signal::Value;
use super::state::{State, add, clamp};

super::signal::listed! {
    /// What a wheel's deltas count: `WheelEvent.deltaMode`.
    WheelMode {
        /// CSS px.
        #[default]
        Pixel,
        /// Lines of text.
        Line,
        /// Pages.
        Page,
    }
}

/// The wheel was turned, or two fingers moved on a trackpad: what came within some tenths of a second
/// in one, at its last moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Wheel {
    /// How far to the right in all.
    pub dx: i32,
    /// How far down in all.
    pub dy: i32,
    /// What the two count.
    pub mode: WheelMode,
    /// How many events it was.
    pub events: u32,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    dx: i32,
    dy: i32,
    mode: WheelMode,
    events: u32,
}

impl Kind<'_> for Wheel {
    const TAG: u8 = 17;
    const SHAPE: &'static str = "gssvv";
    type Row = Row;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.signed(clamp(self.dx));
        out.signed(clamp(self.dy));
        self.mode.put(out);
        out.number(self.events);
    }

    fn from_row(Row { dx, dy, mode, events }: Row, _: &mut State) -> Result<Self, ReadError> {
        Ok(Self { dx: add(0, dx)?, dy: add(0, dy)?, mode, events })
    }
}
