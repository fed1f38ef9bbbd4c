//! The harness of the end-to-end tests: real browsers with real input, the demo shop with the
//! shipped recorder, the collector's own program, and between them a proxy that sees everything.
//!
//! | file | what it is |
//! |---|---|
//! | `environment` | where the programs are |
//! | `engine`, `driver`, `browser` | a browser that is driven over WebDriver |
//! | `hand` | the visitor's hand: pointer, wheel, keyboard |
//! | `collector` | the collector, and what its export says |
//! | `proxy`, `exchange`, `answer`, `body` | the proxy: its log, and how it is told to misbehave |
//! | `pages` | pages beside the shop: other ways to load the recorder |
//! | `visit` | one case's browser, proxy and collector together |
//! | `row` | one exported event |
//! | `hunt` | the search for a secret in every coding it may have taken |
//! | `running` | every program that is still to be ended |
//! | `stage` | one engine's browser, shared by the cases that run in it |

mod answer;
mod body;
mod browser;
mod collector;
mod driver;
mod engine;
mod environment;
mod exchange;
mod hand;
mod hunt;
pub mod pages;
mod poll;
mod proxy;
mod row;
mod running;
mod stage;
mod visit;

pub use answer::{Answer, Gate, Script};
pub use browser::Browser;
pub use collector::Collector;
pub use engine::Engine;
pub use environment::Environment;
pub use exchange::Exchange;
pub use hand::{Button, Hand, Place};
pub use hunt::Hunt;
pub use poll::until;
pub use proxy::Proxy;
pub use row::{Row, Rows};
pub use running::end_all;
pub use stage::Stage;
pub use visit::Visit;
