//! What events say about a visit: frustration, attention, hesitation, forms. `docs/ANALYSIS.md` has
//! every threshold and formula.
//!
//! Each measure is fed events one by one, knows neither frames nor a browser, and keeps no more than
//! it was fed.

pub mod attention;
pub mod forms;
pub mod friction;
pub mod hover;
mod identity;

pub use identity::identity;
