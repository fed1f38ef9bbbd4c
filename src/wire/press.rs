use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::signal::Value;
use super::state::State;
use super::{PointerKind, ReadError, TargetNo};

super::signal::listed! {
    /// What became of a button or a contact.
    PressPhase {
        /// It went down.
        #[default]
        Down,
        /// It came up.
        Up,
        /// The browser took it for a gesture of its own.
        Cancel,
    }
}

/// A button of the pointer, or its only contact, went down or came up, where the pointer then was:
/// the place is told by a [`Pointer`](super::Pointer) right before. Coordinates in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Press {
    /// The element, or the nearest button, link or control around it.
    #[serde(skip)]
    pub target: TargetNo,
    /// Down, up, or cancelled.
    pub phase: PressPhase,
    /// From the viewport's left edge. Derived when read; not looked at when written.
    pub x: i32,
    /// From the viewport's top edge. Derived when read; not looked at when written.
    pub y: i32,
    /// From the document's left edge. Derived when read; not looked at when written.
    pub page_x: i32,
    /// From the document's top edge. Derived when read; not looked at when written.
    pub page_y: i32,
    /// `MouseEvent.button`: 0 main, 1 wheel, 2 secondary, 3 back, 4 forward, 5 a pen's eraser.
    pub button: u32,
    /// What the visitor presses with.
    pub pointer: PointerKind,
    /// How hard, in percent of what the device can tell; 50 where it cannot.
    pub pressure: u32,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    target: TargetNo,
    phase: PressPhase,
    button: u32,
    pointer: PointerKind,
    pressure: u32,
}

impl Kind<'_> for Press {
    const TAG: u8 = 13;
    const SHAPE: &'static str = "gvvvvv";
    type Row = Row;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.number(self.target.0);
        self.phase.put(out);
        out.number(self.button);
        out.number(self.pointer as u32);
        out.number(self.pressure);
    }

    fn from_row(row: Row, state: &mut State) -> Result<Self, ReadError> {
        let Row { target, phase, button, pointer, pressure } = row;
        let (x, y) = (state.view.x, state.view.y);
        let (page_x, page_y) = state.page(x, y);
        Ok(Self { target, phase, x, y, page_x, page_y, button, pointer, pressure })
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}
