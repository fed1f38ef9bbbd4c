//! What is fuzzed lies where the ordinary tests have it too.

#[path = "../../tests/support/fuzzing.rs"]
mod fuzzing;
#[path = "../../tests/support/memory.rs"]
mod memory;
#[path = "../../tests/support/mod.rs"]
mod support;

/// Looks a target up by its name and gives it bytes.
///
/// # Panics
/// The library has broken a promise; or there is no such target.
pub fn run(name: &str, bytes: &[u8]) {
    let (_, target) = fuzzing::TARGETS.iter().find(|(known, _)| *known == name).expect("a target of that name");
    target(bytes);
}
