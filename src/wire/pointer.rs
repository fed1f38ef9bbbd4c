use serde::{Deserialize, Serialize};

use super::ReadError;
use super::bytes::{Bytes, number, signed};
use super::kind::Kind;
use super::state::{State, add, clamp};

/// What the visitor points with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointerKind {
    /// A mouse, a trackpad, or something the browser does not tell apart.
    #[default]
    Mouse,
    /// A finger.
    Touch,
    /// A stylus.
    Pen,
}

/// The pointer was somewhere. Coordinates in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pointer {
    /// From the viewport's left edge.
    pub x: i32,
    /// From the viewport's top edge.
    pub y: i32,
    /// From the document's left edge. Derived when read; not looked at when written.
    pub page_x: i32,
    /// From the document's top edge. Derived when read; not looked at when written.
    pub page_y: i32,
    /// What the visitor points with.
    pub pointer: PointerKind,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    dx: i32,
    dy: i32,
    pointer: PointerKind,
}

/// The coder knows this kind by its number.
pub(crate) const TAG: u8 = 3;

impl Kind<'_> for Pointer {
    const TAG: u8 = TAG;
    const SHAPE: &'static str = "gssv";
    type Row = Row;

    fn write(&self, out: &mut Bytes, state: &mut State) {
        step(self.x, self.y, out, state);
        out.number(self.pointer as u32);
    }

    fn from_row(Row { dx, dy, pointer }: Row, state: &mut State) -> Result<Self, ReadError> {
        let (x, y) = walk(dx, dy, state)?;
        let (page_x, page_y) = state.page(x, y);
        Ok(Self { x, y, page_x, page_y, pointer })
    }

    fn read(input: &mut &[u8], state: &mut State) -> Result<Self, ReadError> {
        let (dx, dy) = (signed(input)?, signed(input)?);
        let pointer = match number(input)? {
            0 => PointerKind::Mouse,
            1 => PointerKind::Touch,
            2 => PointerKind::Pen,
            _ => return Err(ReadError::Malformed),
        };
        Self::from_row(Row { dx, dy, pointer }, state)
    }
}

/// Writes the way from the pointer's last place to this one.
pub(crate) fn step(x: i32, y: i32, out: &mut Bytes, state: &mut State) {
    let (x, y) = (clamp(x), clamp(y));
    out.signed(x - state.view.x);
    out.signed(y - state.view.y);
    (state.view.x, state.view.y) = (x, y);
}

/// The way back of [`step`].
pub(crate) fn walk(dx: i32, dy: i32, state: &mut State) -> Result<(i32, i32), ReadError> {
    let place = (add(state.view.x, dx)?, add(state.view.y, dy)?);
    (state.view.x, state.view.y) = place;
    Ok(place)
}
