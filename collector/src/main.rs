//! The reference collector.
fn main() {}
