use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::state::{State, add, clamp};
use super::{ReadError, TargetNo};

/// The page (no target) or an element in it (the target) was scrolled. Offsets in CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scroll {
    /// The element that scrolled; none for the page itself.
    #[serde(skip)]
    pub target: TargetNo,
    /// How far its content now is to the left; negative in right-to-left pages.
    pub x: i32,
    /// How far its content now is up.
    pub y: i32,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    target: TargetNo,
    dx: i32,
    dy: i32,
}

impl Kind<'_> for Scroll {
    const TAG: u8 = 5;
    const SHAPE: &'static str = "gvss";
    type Row = Row;

    fn write(&self, out: &mut Bytes, state: &mut State) {
        let (x, y) = (clamp(self.x), clamp(self.y));
        let base = base(self.target, state);
        if self.target == TargetNo::NONE {
            (state.view.scroll_x, state.view.scroll_y) = (x, y);
        }
        out.number(self.target.0);
        out.signed(x - base.0);
        out.signed(y - base.1);
    }

    fn from_row(Row { target, dx, dy }: Row, state: &mut State) -> Result<Self, ReadError> {
        let base = base(target, state);
        let (x, y) = (add(base.0, dx)?, add(base.1, dy)?);
        if target == TargetNo::NONE {
            (state.view.scroll_x, state.view.scroll_y) = (x, y);
        }
        Ok(Self { target, x, y })
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}

/// What an offset is a difference to: the page's last offset, or 0 for an element's.
fn base(target: TargetNo, state: &State) -> (i32, i32) {
    if target == TargetNo::NONE { (state.view.scroll_x, state.view.scroll_y) } else { (0, 0) }
}
