//! Who a visit is: random ids, and the first-party cookie that holds the session's.
//!
//! Nothing here touches a browser. The jar is a parameter, the random bytes are a parameter.

mod cookie;
mod ids;

pub use cookie::{CookieName, Jar, join_or_create};
#[cfg(all(target_arch = "wasm32", feature = "recorder"))]
pub(crate) use ids::hex;
pub use ids::{IdError, SessionId, StreamId};
