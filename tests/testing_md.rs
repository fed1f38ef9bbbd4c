//! docs/TESTING.md shows tests that are run.

#![cfg(not(target_arch = "wasm32"))]

const TESTING: &str = include_str!("../docs/TESTING.md");

/// What a file shows.
fn shown(file: &str) -> &str {
    file.split_once("// Shown from here on.\n").expect("the place from which it is shown").1
}

fn assert_shown(language: &str, file: &str) {
    let block = format!("```{language}\n{}```\n", shown(file));
    assert!(TESTING.contains(&block), "docs/TESTING.md is to show exactly this:\n{block}");
}

#[test]
fn the_rust_test_is_the_one_that_is_run() {
    assert_shown("rust", include_str!("edge_example.rs"));
}

#[test]
fn the_javascript_test_is_the_one_that_is_run() {
    assert_shown("js", include_str!("e2e/site/order.test.js"));
}
