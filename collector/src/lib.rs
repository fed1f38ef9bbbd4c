//! The reference collector of desireline.
//!
//! It receives the frames that recorders post, checks every byte of them, stores each once and
//! durably in one SQLite file, and gives them back to the viewer and to other tools. The binary
//! `desireline-collector` is [`cli::run`]; `docs/COLLECTOR.md` says how to use it.
//!
//! | part | what it does |
//! |---|---|
//! | [`app`] | all HTTP routes, as one `Router` that tests can call without a socket |
//! | [`store`] | the SQLite file: one writer with group commit, any number of readers |
//! | [`export`] | stored frames as NDJSON, one event a line |
//! | [`cli`] | the arguments, and what each command does |

mod access;
pub mod app;
pub mod cli;
mod clients;
#[cfg(feature = "scale")]
mod drain;
mod error;
pub mod export;
mod ingest;
mod keeper;
#[cfg(feature = "scale")]
mod log;
mod metrics;
mod ops;
mod origin;
mod place;
mod plain;
mod rates;
mod reads;
mod refusal;
mod report;
mod retention;
mod serve;
mod sessions;
mod site;
mod socket;
pub mod store;

pub use clients::{Network, NetworkError};
pub use error::Error;
pub use keeper::Keeper;
#[cfg(feature = "scale")]
pub use log::Log;
pub use origin::{AllowedOrigin, OriginError};
pub use place::{LogAddress, Place, PlaceError};
pub use site::{Mount, MountError};
