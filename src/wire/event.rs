use serde::Serialize;

use super::bytes::Bytes;
use super::state::State;
use super::{
    Blur, Change, Click, Clipboard, Composition, Contact, ContextMenu, Custom, DoubleClick, Drag, Field, Focus,
    Friction, Fullscreen, Input, Inside, Invalid, Key, Kind, LongTask, Mark, Media, Network, Orientation, Outcome,
    Page, PageError, Pause, Pinch, Pointer, Press, Print, ReadError, Reset, Resize, Scroll, Selection, Submit, Tag,
    TargetNo, Typed, Unanswered, Visibility, Visitor, Vital, Wheel,
};
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

            /// Writes the row after its kind and its time.
            pub(crate) fn write(&self, out: &mut Bytes, state: &mut State) {
                match self {
                    $(Self::$name(kind) => kind.write(out, state),)*
                }
            }

            pub(crate) fn tag(&self) -> u8 {
                match self {
                    $(Self::$name(_) => <$kind as Kind>::TAG,)*
                }
            }

            pub(crate) fn read(tag: u8, input: &mut &'a [u8], state: &mut State) -> Result<Self, ReadError> {
                match tag {
                    $(<$kind as Kind>::TAG => <$kind as Kind>::read(input, state).map(Self::$name),)*
                    _ => Err(ReadError::UnknownKind),
                }
            }

            /// Reads a row only to see that it is good, and gives its element: a reader checks a frame before it
            /// wants the events, and moving those about costs more than reading them.
            pub(crate) fn check(tag: u8, input: &mut &'a [u8], state: &mut State) -> Result<TargetNo, ReadError> {
                // There the bytes of reading each kind twice weigh more.
                if cfg!(target_arch = "wasm32") {
                    return Self::read(tag, input, state).map(|event| event.target());
                }
                match tag {
                    $(<$kind as Kind>::TAG => <$kind as Kind>::read(input, state).map(|kind| kind.target()),)*
                    _ => Err(ReadError::UnknownKind),
                }
            }

            /// Name, number and shape of each kind, and the values that its row takes.
            #[cfg(all(test, not(target_arch = "wasm32")))]
            pub(crate) fn rows() -> Vec<(&'static str, u8, &'static str, String)> {
                vec![$((
                    stringify!($name),
                    <$kind as Kind<'a>>::TAG,
                    <$kind as Kind<'a>>::SHAPE,
                    super::shape::of::<<$kind as Kind<'a>>::Row>(),
                ),)*]
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
    /// A button or the only contact went down or came up.
    Press(Press),
    /// A further finger.
    Contact(Contact),
    /// A double click.
    DoubleClick(DoubleClick),
    /// A context menu was asked for.
    ContextMenu(ContextMenu),
    /// The wheel was turned.
    Wheel(Wheel),
    /// Something is dragged.
    Drag(Drag),
    /// The pointer came into the page or left it.
    Inside(Inside),
    /// The page came into sight or went out of it.
    Visibility(Visibility),
    /// The screen was turned.
    Orientation(Orientation),
    /// An element took the whole screen.
    Fullscreen(Fullscreen),
    /// The page is printed.
    Print(Print),
    /// The network was lost or found.
    Network(Network),
    /// A video or a sound.
    Media(Media),
    /// Text was selected.
    Selection(Selection),
    /// The clipboard was used.
    Clipboard(Clipboard),
    /// Text is being composed.
    Composition(Composition),
    /// A form was reset.
    Reset(Reset),
    /// A form control was found invalid.
    Invalid(Invalid),
    /// A form control was left.
    Field(Field),
    /// How submitting a form went.
    Outcome(Outcome),
    /// What the browser says of itself.
    Visitor(Visitor<'a>),
    /// Something in the page failed.
    Error(PageError<'a>),
    /// The page was busy for long.
    LongTask(LongTask),
    /// How quick and steady the page is.
    Vital(Vital),
    /// An event of the site's own.
    Custom(Custom<'a>),
    /// The site says something of the visit.
    Tag(Tag<'a>),
    /// The site saw something that annoys.
    Friction(Friction<'a>),
    /// An element whose time in view counts.
    Mark(Mark),
    /// A click that nothing answered.
    Unanswered(Unanswered),
    /// The visual viewport.
    Pinch(Pinch),
    /// The recording was paused.
    Pause(Pause),
    /// A character was written.
    Typed(Typed),
}
