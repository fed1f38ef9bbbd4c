//! The browser's types: web-sys' or, in the npm package, slots.

pub(crate) use super::edge::{Element, Event};
