//! What tests of a recorded page need: a collector in memory, its events with matchers, a clock and
//! ids of the test's own, and a visitor. Feature `testkit`; never part of what visitors download.
//!
//! | type | what it does | where it runs |
//! |---|---|---|
//! | [`Events`], [`Row`] | decoded events, and what a test expects of them | everywhere |
//! | `Stage` | a piece of page, gone after the test | wasm32 |
//! | `Collector` | takes the recorder's posts, answers as told | wasm32 |
//! | `Fixed` | clock and ids that the test gives | wasm32 |
//! | `Console` | what is said on the console | wasm32 |
//! | `Visitor` | moves, clicks, types, scrolls, taps | wasm32 |
//!
//! Each of the browser's parts is a guard: dropping it gives the page back what it changed. Declared
//! in this order they are dropped in the right one. A wasm test that panics drops nothing, so of the
//! failures of one program look at the first.
//!
//! ```ignore
//! let _stage = Stage::of("<input name=email><button id=buy>Buy</button>");
//! let fixed = Fixed::default();
//! let mut collector = Collector::at("/v1/frames");
//! let recorder = Recorder::start(&collector.options())?;
//!
//! let visitor = Visitor::at(&fixed);
//! visitor.type_into("[name=email]", "jane@example.org").await;
//! visitor.click("#buy").await;
//!
//! let events = collector.delivered(&recorder).await;
//! events.one("click").on("button#buy");
//! events.contains_nowhere("jane@example.org");
//! ```
//!
//! `docs/TESTING.md` has a complete test. In JavaScript the same is `desireline/testkit`.

mod events;
mod row;
mod search;

pub use events::Events;
pub use row::Row;

#[cfg(all(target_arch = "wasm32", feature = "recorder"))]
mod browser;
#[cfg(all(target_arch = "wasm32", feature = "recorder"))]
pub use browser::{Answer, Collector, Console, Fixed, Stage, Visitor, run, run_async, sleep};
