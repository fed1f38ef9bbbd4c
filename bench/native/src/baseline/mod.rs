//! What others would send of the same events: encoders of our own after the shapes that they are
//! known to have, each as lean as that shape allows.

pub mod openreplay;
pub mod rrweb;

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// Bytes of a body after deflate at its best, without the head that gzip would put before it.
///
/// # Panics
/// Never: memory takes every byte.
pub fn deflated(body: &[u8]) -> usize {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::best());
    out.write_all(body).expect("memory takes all");
    out.finish().expect("memory takes all").len()
}
