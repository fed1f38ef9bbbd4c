#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| desireline_fuzz::run("entropy_coder", bytes));
