use alloc::string::String;

use serde::{Deserialize, Serialize};

use super::ReadError;
use super::bytes::Bytes;

/// Most targets one frame may describe. A 16 KiB frame has room for some hundreds.
pub const MAX_TARGETS: usize = 1024;
/// Longest tag name, id, class list or field name, in bytes: two classes of 32 and the blank
/// between them, with room to spare.
pub const MAX_NAME: usize = 80;

/// Tag of the rows that describe a target; they are not events.
pub(crate) const TAG: u8 = 0;
pub(crate) const SHAPE: &str = "tttttvv";

/// Largest hash of a path: 24 bits tell thousands of elements of a page apart, and a frame pays
/// for each.
pub const MAX_PATH: u32 = (1 << 24) - 1;

/// Number of a target within its frame; [`NONE`](Self::NONE) where an event has no target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetNo(pub u16);

impl TargetNo {
    /// The event belongs to no element, or privacy hides which.
    pub const NONE: Self = Self(0);
}

/// What sort of form control an element is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FieldKind {
    /// Not a form control.
    #[default]
    None,
    /// A one-line text field, or one of a type not listed here.
    Text,
    /// `<input type=email>`
    Email,
    /// `<input type=password>`, or a field that privacy treats as one.
    Password,
    /// `<input type=search>`
    Search,
    /// `<input type=tel>`
    Tel,
    /// `<input type=url>`
    Url,
    /// `<input type=number>` and `range`
    Number,
    /// `<input type=date>`, `time`, `datetime-local`, `month`, `week`
    Date,
    /// `<input type=checkbox>`
    Checkbox,
    /// `<input type=radio>`
    Radio,
    /// `<input type=color>`
    Color,
    /// `<input type=file>`
    File,
    /// `<button>` and the button types of `<input>`
    Button,
    /// `<select>`
    Select,
    /// `<textarea>`
    Textarea,
    /// An element that is `contenteditable`
    Editable,
}

/// An element that an event belongs to, as far as it may be named.
///
/// Every part obeys the grammar of [`privacy::token`](crate::privacy::token), so that an e-mail
/// address or a customer number in an `id` cannot ride along; a part that does not is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target<'a> {
    /// Local name of the element, as `button`.
    pub tag: &'a str,
    /// Its `id`.
    pub id: &'a str,
    /// Its first classes, parted by one blank.
    pub classes: &'a str,
    /// A form control's `name`.
    pub name: &'a str,
    /// Its `role`.
    pub role: &'a str,
    /// What tells it from its like on every visit and page load: a hash of its way down from the
    /// nearest element with an `id` ([`privacy::way`](crate::privacy::way)), of 24 bits. 0 where its
    /// own `id` says it.
    pub path: u32,
    /// What sort of form control it is.
    pub field: FieldKind,
}

impl Target<'_> {
    /// Writes the row, as postcard would write the target after its tag.
    pub(crate) fn write(&self, out: &mut Bytes) {
        let Self { tag, id, classes, name, role, path, field } = self.shortened();
        out.number(TAG);
        for text in [tag, id, classes, name, role] {
            out.text(text);
        }
        out.number(path);
        out.number(field as u32);
    }

    pub(crate) fn checked(self) -> Result<Self, ReadError> {
        if self == self.shortened() { Ok(self) } else { Err(ReadError::OutOfRange) }
    }

    /// Without the parts that are too long.
    pub(crate) fn shortened(self) -> Self {
        let short = |part| if str::len(part) <= MAX_NAME { part } else { "" };
        let Self { tag, id, classes, name, role, path, field } = self;
        let (tag, id, classes, name, role) = (short(tag), short(id), short(classes), short(name), short(role));
        Self { tag, id, classes, name, role, path: path & MAX_PATH, field }
    }

    /// The target in a CSS selector's spelling: `button#buy`, `a.product.large`, `input[name=email]`.
    /// The `id` says enough where there is one.
    pub fn describe(&self) -> String {
        let mut text = String::from(self.tag);
        if !self.id.is_empty() {
            text.push('#');
            text.push_str(self.id);
            return text;
        }
        for class in self.classes.split(' ').filter(|class| !class.is_empty()) {
            text.push('.');
            text.push_str(class);
        }
        if !self.name.is_empty() {
            text.push_str("[name=");
            text.push_str(self.name);
            text.push(']');
        }
        text
    }
}
