//! What may be observed: pure rules over a plain description of an element.
//!
//! The [`verdict`] is reached before any key, data or value is read (threat rule 2), and there
//! is no option that widens it.

mod key;
mod secret;
mod token;
mod url;
mod verdict;
mod way;

pub use key::{allows, class_of_character, class_of_name, shortcut};
pub use token::{classes, token};
#[cfg(all(target_arch = "wasm32", feature = "recorder", any(feature = "std", feature = "npm")))]
pub(crate) use url::address;
pub use url::redact;
pub use verdict::{Element, Verdict, verdict};
pub use way::way;
