use serde::{Deserialize, Serialize};

use super::ReadError;
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

impl Kind<'_> for Pointer {
    const TAG: u8 = 3;
    type Row = Row;

    fn to_row(&self, state: &mut State) -> Row {
        let (dx, dy) = step(self.x, self.y, state);
        Row { dx, dy, pointer: self.pointer }
    }

    fn from_row(Row { dx, dy, pointer }: Row, state: &mut State) -> Result<Self, ReadError> {
        let (x, y) = walk(dx, dy, state)?;
        let (page_x, page_y) = state.page(x, y);
        Ok(Self { x, y, page_x, page_y, pointer })
    }
}

/// From the pointer's last place to this one.
pub(crate) fn step(x: i32, y: i32, state: &mut State) -> (i32, i32) {
    let (x, y) = (clamp(x), clamp(y));
    let difference = (x - state.view.x, y - state.view.y);
    (state.view.x, state.view.y) = (x, y);
    difference
}

/// The way back of [`step`].
pub(crate) fn walk(dx: i32, dy: i32, state: &mut State) -> Result<(i32, i32), ReadError> {
    let place = (add(state.view.x, dx)?, add(state.view.y, dy)?);
    (state.view.x, state.view.y) = place;
    Ok(place)
}
