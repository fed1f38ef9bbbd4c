use serde::{Deserialize, Serialize};

use super::bytes::Bytes;
use super::kind::Kind;
use super::modifiers;
use super::signal::Value;
use super::state::State;
use super::{Modifiers, ReadError, TargetNo};

/// What sort of key it was. There is no room here for a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyClass {
    /// Any key not named below: punctuation, blank, function and media keys.
    #[default]
    Other,
    /// A letter of any script.
    Letter,
    /// One of 0 to 9.
    Digit,
    /// Backspace, delete, insert and their kin.
    Edit,
    /// Arrows, tab, home, end, page up, page down, escape.
    Navigation,
    /// Shift, control, alt, meta and the locks, by themselves.
    Modifier,
    /// Enter or return.
    Enter,
    /// A key together with control or meta.
    Shortcut,
}

super::signal::listed! {
    /// A shortcut by its name: of a fixed list, and for the rest only that it is one.
    Shortcut {
        /// None, or one not listed here.
        #[default]
        Other,
        /// With C.
        Copy,
        /// With X.
        Cut,
        /// With V.
        Paste,
        /// With A.
        SelectAll,
        /// With Z.
        Undo,
        /// With Y, or with shift and Z.
        Redo,
        /// With F.
        Find,
        /// With P.
        Print,
        /// With S.
        Save,
        /// With R.
        Reload,
    }
}

impl Shortcut {
    fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

/// A key went down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Key {
    /// The element that had the focus.
    #[serde(skip)]
    pub target: TargetNo,
    /// What sort of key.
    pub class: KeyClass,
    /// Modifiers held. Always none for letters, digits and other characters, whose shift
    /// would say something about the text.
    pub modifiers: Modifiers,
    /// Whether the key is repeating because it is held down.
    pub repeat: bool,
    /// Which shortcut it is, of those listed. Absent from JSON where it is none.
    #[serde(skip_serializing_if = "Shortcut::is_other")]
    pub shortcut: Shortcut,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Row {
    target: TargetNo,
    class: KeyClass,
    modifiers: modifiers::Row,
    repeat: bool,
    shortcut: Shortcut,
}

impl Kind<'_> for Key {
    const TAG: u8 = 6;
    const SHAPE: &'static str = "gvvbbv";
    type Row = Row;

    fn write(&self, out: &mut Bytes, _: &mut State) {
        out.number(self.target.0);
        out.number(self.class as u32);
        out.number(self.modifiers.bits());
        out.number(u8::from(self.repeat));
        self.shortcut.put(out);
    }

    fn from_row(Row { target, class, modifiers, repeat, shortcut }: Row, _: &mut State) -> Result<Self, ReadError> {
        Ok(Self { target, class, modifiers: Modifiers::from_row(modifiers)?, repeat, shortcut })
    }

    fn target(&self) -> TargetNo {
        self.target
    }
}
