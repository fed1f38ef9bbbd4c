//! Who a visit is: random ids, and the name of the first-party cookie that holds the session's.
//!
//! Nothing here touches a browser. The cookie itself is joined or written in
//! `src/capture/edge.js`, where it takes a quarter of the room.

mod cookie;
mod ids;

pub use cookie::is_cookie_name;
pub use ids::{IdError, SessionId, StreamId};
