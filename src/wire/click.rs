use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::modifiers;
use super::pointer::{PointerKind, step, walk};
use super::state::State;
use super::{Modifiers, ReadError, TargetNo};

/// A click, with any button. Coordinates in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Click {
    /// The element clicked, or the nearest button, link or control around it.
    #[serde(skip)]
    pub target: TargetNo,
    /// From the viewport's left edge.
    pub x: i32,
    /// From the viewport's top edge.
    pub y: i32,
    /// From the document's left edge. Derived when read; not looked at when written.
    pub page_x: i32,
    /// From the document's top edge. Derived when read; not looked at when written.
    pub page_y: i32,
    /// `MouseEvent.button`: 0 main, 1 wheel, 2 secondary, 3 back, 4 forward.
    pub button: u8,
    /// Keys held during the click.
    pub modifiers: Modifiers,
    /// What the visitor clicked with.
    pub pointer: PointerKind,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    target: TargetNo,
    dx: i32,
    dy: i32,
    button: u16,
    modifiers: modifiers::Row,
    pointer: PointerKind,
}

impl Kind<'_> for Click {
    const TAG: u8 = 4;
    const SHAPE: &'static str = "gvssvbv";
    type Row = Row;

    fn write(&self, out: &mut Bytes, state: &mut State) {
        out.number(self.target.0);
        step(self.x, self.y, out, state);
        out.number(self.button);
        out.number(self.modifiers.bits());
        out.number(self.pointer as u32);
    }

    fn from_row(row: Row, state: &mut State) -> Result<Self, ReadError> {
        let Row { target, dx, dy, button, modifiers, pointer } = row;
        let (x, y) = walk(dx, dy, state)?;
        let (page_x, page_y) = state.page(x, y);
        let modifiers = Modifiers::from_row(modifiers)?;
        let button = button.try_into().map_err(|_| ReadError::OutOfRange)?;
        Ok(Self { target, x, y, page_x, page_y, button, modifiers, pointer })
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}
