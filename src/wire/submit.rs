use serde::{Deserialize, Serialize};

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
    type Row = Row;

    fn to_row(&self, _: &mut State) -> Row {
        Row { target: self.target, fields: self.fields }
    }

    fn from_row(Row { target, fields }: Row, _: &mut State) -> Result<Self, ReadError> {
        Ok(Self { target, fields })
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}
