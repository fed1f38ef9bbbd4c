use serde::Serialize;

use super::bytes::{Bytes, take};
use super::state::State;
use super::{Blur, Change, Click, Focus, Input, Key, Kind, Page, Pointer, ReadError, Resize, Scroll, Submit, TargetNo};
use super::{bounds, target, view};

/// The composition root of the kinds: one line each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident($kind:ty),)*) => {
        /// Something that happened. In JSON, `kind` names it and its fields stand beside.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Event<'a> {
            $($(#[$doc])* $name($kind),)*
        }

        impl<'a> Event<'a> {
            /// The values of a row, a letter each ([`Kind::SHAPE`]).
            pub(crate) fn shape(tag: u8) -> Option<&'static str> {
                match tag {
                    target::TAG => Some(target::SHAPE),
                    bounds::TAG => Some(bounds::SHAPE),
                    view::TAG => Some(view::SHAPE),
                    $(<$kind as Kind<'a>>::TAG => Some(<$kind as Kind<'a>>::SHAPE),)*
                    _ => None,
                }
            }

            pub(crate) fn write(&self, gap: u64, out: &mut Bytes, state: &mut State) {
                out.number(self.tag());
                out.number(gap);
                match self {
                    $(Self::$name(kind) => kind.write(out, state),)*
                }
            }

            fn tag(&self) -> u8 {
                match self {
                    $(Self::$name(_) => <$kind as Kind>::TAG,)*
                }
            }

            pub(crate) fn read(tag: u8, input: &mut &'a [u8], state: &mut State) -> Result<Self, ReadError> {
                match tag {
                    $(<$kind as Kind>::TAG => <$kind as Kind>::from_row(take(input)?, state).map(Self::$name),)*
                    _ => Err(ReadError::UnknownKind),
                }
            }

            /// The element it belongs to, by its number in the frame.
            pub fn target(&self) -> TargetNo {
                match self {
                    $(Self::$name(kind) => kind.target(),)*
                }
            }
        }
    };
}

kinds! {
    /// A page was opened.
    Page(Page<'a>),
    /// The viewport or the document got another size.
    Resize(Resize),
    /// The pointer was somewhere.
    Pointer(Pointer),
    /// A click.
    Click(Click),
    /// The page or an element in it was scrolled.
    Scroll(Scroll),
    /// A key went down.
    Key(Key),
    /// A form control got the focus.
    Focus(Focus),
    /// A form control lost the focus.
    Blur(Blur),
    /// A form control's value is being edited.
    Input(Input),
    /// A form control's value was changed.
    Change(Change),
    /// A form was submitted.
    Submit(Submit),
}
