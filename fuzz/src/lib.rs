//! What is fuzzed lies where the ordinary tests have it too.

#[path = "../../collector/tests/support/fuzzing.rs"]
mod collector;
#[path = "../../tests/support/fuzzing.rs"]
mod fuzzing;
#[path = "../../tests/support/memory.rs"]
mod memory;
#[path = "../../tests/support/mod.rs"]
mod support;

/// Looks a target up by its name and gives it bytes.
///
/// # Panics
/// A promise is broken; or there is no such target.
pub fn run(name: &str, bytes: &[u8]) {
    let all = fuzzing::TARGETS.into_iter().chain([("http_ingest", collector::http_ingest as fn(&[u8]))]);
    let (_, target) = all.into_iter().find(|(known, _)| *known == name).expect("a target of that name");
    target(bytes);
}
