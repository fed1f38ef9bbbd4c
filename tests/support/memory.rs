//! Reading under an allocator that counts. It counts for the whole program, so such a program
//! reads in one test alone.

use desireline::wire::{Frame, MAX_FRAME, ReadError};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Most memory that reading may take for each byte that is read.
const BYTES_PER_BYTE: usize = 8;
/// What it may take besides, in bytes.
const BESIDES: usize = 4 * 1024;
/// The coder's tables, which a thread makes once, when it reads its first coded frame: three times
/// 8,192 counters of 4 bytes twice (as they are, and as each frame begins), and the last values.
const TABLES: usize = 2 * 3 * 8_192 * 4 + 16 * 1024;
/// A coded frame of any length may stand for rows of [`MAX_FRAME`] bytes. They are in memory
/// twice while their buffer grows to twice its length, and once more for the frame itself.
const ROWS: usize = 4 * MAX_FRAME;

/// What reading a frame gives, and a sentence if it took more memory than it may.
pub(crate) fn read(bytes: &[u8]) -> (Result<Frame, ReadError>, Option<String>) {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let frame = Frame::read(bytes);
    let peak = MEMORY.peak_usage().saturating_sub(before);
    let coded = bytes.get(1) == Some(&0x11);
    let allowed = BYTES_PER_BYTE * bytes.len() + BESIDES + if coded { TABLES + ROWS } else { 0 };
    let excess = (peak > allowed).then(|| format!("{peak} bytes for reading {}, {allowed} are allowed", bytes.len()));
    (frame, excess)
}
