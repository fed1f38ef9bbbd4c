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
mod sorted;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
mod visit;

pub use identity::identity;
#[cfg(any(not(target_arch = "wasm32"), feature = "std"))]
pub use visit::{
    ClickReport, Element, ErrorReport, FieldReport, FormReport, MAX_LISTED, MarkReport, NoVisit, PageReport,
    SignalReport, VisitReport, VitalReport, visit, visit_with,
};
