use serde::{Deserialize, Serialize};

use super::ReadError;
use super::bytes::Bytes;
use super::kind::Kind;
use super::signal::Value;
use super::state::{State, add, clamp};

super::signal::listed! {
    /// What a further contact does.
    ContactPhase {
        /// It touches.
        #[default]
        Start,
        /// It moves.
        Move,
        /// It lets go.
        End,
        /// The browser took it for a gesture of its own.
        Cancel,
    }
}

/// A finger beside the first, which is the pointer: for pinches and other gestures of several.
/// Coordinates in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Which, from 1.
    pub contact: u32,
    /// What it does.
    pub phase: ContactPhase,
    /// From the viewport's left edge.
    pub x: i32,
    /// From the viewport's top edge.
    pub y: i32,
    /// From the document's left edge. Derived when read; not looked at when written.
    pub page_x: i32,
    /// From the document's top edge. Derived when read; not looked at when written.
    pub page_y: i32,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    contact: u32,
    phase: ContactPhase,
    x: i32,
    y: i32,
}

impl Kind<'_> for Contact {
    const TAG: u8 = 14;
    const SHAPE: &'static str = "gvvss";
    type Row = Row;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.number(self.contact);
        self.phase.put(out);
        out.signed(clamp(self.x));
        out.signed(clamp(self.y));
    }

    fn from_row(Row { contact, phase, x, y }: Row, state: &mut State) -> Result<Self, ReadError> {
        let (x, y) = (add(0, x)?, add(0, y)?);
        let (page_x, page_y) = state.page(x, y);
        Ok(Self { contact, phase, x, y, page_x, page_y })
    }
}
