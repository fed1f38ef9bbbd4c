use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::state::State;
use super::{ReadError, TargetNo};

/// A form was submitted; the target is the form. No value is ever read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Submit {
    /// The form, by its number in the frame.
    #[serde(skip)]
    pub target: TargetNo,
    /// How many controls the form has.
    pub fields: u16,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    target: TargetNo,
    fields: u16,
}

impl Kind<'_> for Submit {
    const TAG: u8 = 11;
    const SHAPE: &'static str = "gvv";
    type Row = Row;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.number(self.target.0);
        out.number(self.fields);
    }

    fn from_row(Row { target, fields }: Row, _: &mut State) -> Result<Self, ReadError> {
        Ok(Self { target, fields })
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}
