//! Frames: what is said about a visit, in bytes. `docs/FORMAT.md` is the specification.
//!
//! [`Encoder`] and [`Frame`] mirror each other; each event kind has one file that holds both of
//! its directions. Nothing here knows a browser.

#![cfg_attr(
    all(target_arch = "wasm32", not(feature = "std")),
    allow(
        dead_code,
        reason = "the npm package's recorder writes frames and never reads them, its coder does not even do that"
    )
)]

mod blur;
mod bounds;
mod bytes;
mod change;
mod click;
mod clipboard;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
mod coded;
#[cfg(all(target_arch = "wasm32", feature = "scorer"))]
#[path = "uncoded.rs"]
mod coded;
#[cfg(any(not(target_arch = "wasm32"), feature = "std", feature = "coder"))]
mod coder;
mod composition;
mod contact;
mod context_menu;
mod custom;
mod double_click;
mod drag;
mod encoder;
mod error;
mod event;
mod field;
mod focus;
#[cfg(any(not(target_arch = "wasm32"), feature = "std", feature = "scorer"))]
mod frame;
mod friction;
mod fullscreen;
mod header;
mod input;
mod inside;
mod invalid;
mod key;
mod kind;
mod long_task;
mod mark;
mod media;
mod modifiers;
mod network;
mod orientation;
mod outcome;
mod page;
mod page_error;
mod pause;
mod pinch;
mod pointer;
mod press;
mod print;
#[cfg(any(all(test, not(target_arch = "wasm32")), all(target_arch = "wasm32", feature = "coder")))]
mod recode;
mod reset;
mod resize;
mod scroll;
mod selection;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod shape;
mod signal;
mod state;
mod submit;
mod tag;
mod target;
mod typed;
mod unanswered;
mod view;
mod visibility;
mod visitor;
mod vital;
#[cfg(any(not(target_arch = "wasm32"), feature = "std", feature = "scorer"))]
mod walk;
mod wheel;

#[cfg(feature = "train")]
#[doc(hidden)]
pub use coder::train;

pub use blur::Blur;
pub use bounds::Bounds;
pub use change::Change;
pub use click::Click;
pub use clipboard::{Clipboard, ClipboardAction};
pub use composition::Composition;
pub use contact::{Contact, ContactPhase};
pub use context_menu::ContextMenu;
pub use custom::Custom;
pub use double_click::DoubleClick;
pub use drag::{Drag, DragPhase};
pub use encoder::{Encoder, SEAL_AT};
pub use error::ReadError;
pub use event::Event;
pub use field::Field;
pub use focus::Focus;
#[cfg(any(not(target_arch = "wasm32"), feature = "std", feature = "scorer"))]
pub use frame::{Events, Frame, Record};
pub use friction::Friction;
pub use fullscreen::Fullscreen;
pub use header::{Coding, Header, MAGIC, MAX_TIME, Missing};
pub use input::{How, Input};
pub use inside::Inside;
pub use invalid::{Invalid, Rule};
pub use key::{Key, KeyClass, Shortcut};
pub use long_task::LongTask;
pub use mark::Mark;
pub use media::{Media, MediaAction};
pub use modifiers::Modifiers;
pub use network::Network;
pub use orientation::Orientation;
pub use outcome::{FormResult, Outcome};
pub use page::{MAX_LANGUAGE, MAX_URL, Navigation, Page};
pub use page_error::{ErrorKind, PageError};
pub use pause::Pause;
pub use pinch::Pinch;
pub use pointer::{Pointer, PointerKind};
pub use press::{Press, PressPhase};
pub use print::Print;
pub use reset::Reset;
pub use resize::Resize;
pub use scroll::Scroll;
pub use selection::{Length, Selection};
pub use signal::MAX_TEXT;
pub use state::MAX_COORDINATE;
pub use submit::Submit;
pub use tag::Tag;
pub use target::{FieldKind, MAX_NAME, MAX_PATH, MAX_TARGETS, Target, TargetNo};
pub use typed::Typed;
pub use unanswered::Unanswered;
pub use view::View;
pub use visibility::{PageState, Visibility};
pub use visitor::{Connection, Scheme, Visitor};
pub use vital::{Vital, VitalName};
pub use wheel::{Wheel, WheelMode};

pub(crate) use kind::Kind;
#[cfg(all(target_arch = "wasm32", feature = "coder"))]
pub(crate) use {coder::Coder, recode::recode};

/// The format version this crate writes and reads.
pub const VERSION: u8 = 1;

/// Longest frame, in bytes. The recorder seals far earlier; this is what a collector accepts.
/// A keepalive request may carry no more (Fetch standard, 64 KiB).
pub const MAX_FRAME: usize = 65_536;
