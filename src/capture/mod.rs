//! The browser's side: events of a page to plain structs.
//!
//! Each kind has one file, and `kinds!` lists them all.

mod blur;
mod browser;
mod change;
mod click;
mod clock;
mod dom;
mod edge;
mod element;
mod entry;
mod field;
mod focus;
mod key;
#[cfg(feature = "std")]
mod life;
mod lifecycle;
#[cfg(feature = "std")]
mod options;
mod page;
mod pointer;
#[cfg(feature = "std")]
mod recorder;
mod recording;
mod resize;
mod scroll;
mod signal;
mod start;
mod submit;
#[cfg(feature = "std")]
mod timer;

#[cfg(not(feature = "std"))]
mod npm;

#[cfg(feature = "std")]
pub use options::{Consent, Cookie, MAX_INTERVAL, MIN_INTERVAL, Options, StartError};
#[cfg(feature = "std")]
pub use recorder::Recorder;

use recording::Recording;

/// What turns one type of DOM event into recorded events.
type Handler = fn(&mut Recording, &dom::Event);

macro_rules! kinds {
    ($($name:literal => $handler:path,)*) => {
        /// The types of all events that are heard, a blank after each.
        const NAMES: &str = concat!($($name, " "),*);
        const HANDLERS: &[Handler] = &[$($handler),*];
    };
}

// around.js tells movements by this place.
const _: () = assert!(matches!(NAMES.as_bytes().split_at(12), (b"pointermove ", _)));

// The composition root: which DOM event goes to which kind. All are heard at the window, in the
// capture phase, in this order.
kinds! {
    "pointermove" => pointer::on,
    "pointerdown" => click::on_down,
    "click" => click::on,
    "auxclick" => click::on,
    "scroll" => scroll::on,
    "keydown" => key::on,
    "focusin" => focus::on,
    "focusout" => blur::on,
    "change" => change::on,
    "submit" => submit::on,
    "resize" => resize::on,
    "load" => resize::on,
    // pagehide comes first on navigation; visibilitychange is the last that mobile browsers tell.
    "pagehide" => lifecycle::leave,
    "freeze" => lifecycle::leave,
    "visibilitychange" => lifecycle::turn,
    "pageshow" => lifecycle::come_back,
    "online" => lifecycle::online,
}
