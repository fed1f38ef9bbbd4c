#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| desireline_fuzz::run("http_ingest", bytes));
