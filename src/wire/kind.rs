use serde::{Deserialize, Serialize};

use super::bytes::{Bytes, take};
use super::state::State;
use super::{ReadError, TargetNo};

/// One kind of event: what its row on the wire is, and how the two are made from each other.
///
/// The two directions must change `state` alike; every kind's test goes through both.
pub(crate) trait Kind<'a>: Sized {
    /// Names the kind on the wire. Numbers are never given twice.
    const TAG: u8;
    /// The row's values, a letter each, for the coder: `g` the gap, `v` a varint, `s` a zigzag
    /// varint, `b` a raw byte, `t` a text.
    const SHAPE: &'static str;
    /// The row, in postcard: differences to `state` where that is smaller.
    type Row: Serialize + Deserialize<'a>;

    /// Writes the row, as postcard would write a [`Row`](Self::Row). By hand, value by value: serde's
    /// way to the same bytes weighs a kilobyte in the recorder.
    fn write(&self, out: &mut Bytes, state: &mut State);
    fn from_row(row: Self::Row, state: &mut State) -> Result<Self, ReadError>;

    /// Reads the row. By hand for the kind that most rows are of: a reader spends its time there.
    fn read(input: &mut &'a [u8], state: &mut State) -> Result<Self, ReadError> {
        Self::from_row(take(input)?, state)
    }

    /// The element the event belongs to.
    fn target(&self) -> TargetNo {
        TargetNo::NONE
    }
}

/// A kind that says nothing but which element it happened to.
macro_rules! targeted {
    ($(#[$doc:meta])* $name:ident, $tag:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            /// The element, by its number in the frame.
            #[serde(skip)]
            pub target: super::TargetNo,
        }

        impl super::kind::Kind<'_> for $name {
            const TAG: u8 = $tag;
            const SHAPE: &'static str = "gv";
            type Row = super::TargetNo;

            fn write(&self, out: &mut super::bytes::Bytes, _: &mut super::state::State) {
                out.number(self.target.0);
            }

            fn from_row(
                target: super::TargetNo,
                _: &mut super::state::State,
            ) -> Result<Self, super::ReadError> {
                Ok(Self { target })
            }

            fn target(&self) -> super::TargetNo {
                self.target
            }
        }
    };
}

pub(crate) use targeted;
