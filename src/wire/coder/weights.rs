//! Weights of the model, trained by `bench/native`. They are part of the format.

use super::model::INPUTS;

/// Rows for a length: the first for whether a number is 0, the next for whether it has one bit ...;
/// longer ones share the last.
pub(super) const LENGTHS: u32 = 9;
/// So many rows on are those for a slow clock.
pub(super) const SLOW: u32 = LENGTHS;
/// First row for the time between two places of the pointer.
pub(super) const GAP: u32 = 0;
/// First row for the pointer's step.
pub(super) const STEP: u32 = GAP + 2 * LENGTHS;
/// Row for the low bits of a gap, and of a step; the next row is for a slow clock.
pub(super) const GAP_REST: u32 = STEP + 2 * LENGTHS;
pub(super) const STEP_REST: u32 = GAP_REST + 2;
/// First of the rows for a step's direction, by its length; so many rows on for a slow clock.
pub(super) const SIGN: u32 = STEP_REST + 2;
pub(super) const SIGNS: u32 = 4;
/// Rows for any other number: its length, its low bits, its sign.
pub(super) const PLAIN: u32 = SIGN + 2 * SIGNS;
pub(super) const PLAIN_REST: u32 = PLAIN + 1;
pub(super) const PLAIN_SIGN: u32 = PLAIN + 2;
/// Rows for a row's kind, and for a letter: length and low bits.
pub(super) const TAG: u32 = PLAIN + 3;
pub(super) const LETTER: u32 = TAG + 2;
const ROWS: u32 = LETTER + 2;

/// In 1/32: first for the three counters, then for the five known quantities.
#[rustfmt::skip]
pub(super) static WEIGHTS: [[i8; INPUTS]; ROWS as usize] = [
    [24, 29, 15, 68, 7, -24, -34, 0],
    [11, 7, 101, 122, 30, -53, -127, 0],
    [10, -7, 8, -24, 26, -52, -127, 0],
    [4, -5, 8, -62, 46, -40, -127, 0],
    [13, 36, 0, 48, -23, -7, -2, 0],
    [33, 15, 2, 50, 2, -13, 16, 0],
    [19, 10, 3, -127, 63, 0, 65, 0],
    [-8, 2, 2, -48, -14, 14, 77, 0],
    [-5, 4, 15, -19, -5, 14, 14, 0],
    [42, 13, 3, 99, -50, -9, 40, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [44, 4, -1, 22, 23, -20, -11, 0],
    [67, 4, 2, 26, 31, -19, -20, 0],
    [127, 16, 3, -57, -17, -12, -2, 0],
    [11, 3, 2, -24, 3, 0, 27, 0],
    [3, 1, 0, 52, -31, 3, 4, 0],
    [9, 2, 6, 22, -127, 28, -50, 6],
    [9, 7, 4, 49, -127, 30, -57, 12],
    [4, 13, 4, 65, -127, 41, -59, 16],
    [11, 13, 4, 100, -116, 39, -54, 18],
    [3, 17, 5, 127, -121, 36, -50, 20],
    [-6, 19, 8, 125, -97, 15, -41, 32],
    [-14, 16, 9, 99, -36, 9, -35, 24],
    [8, 3, 9, 11, 51, -24, -19, 23],
    [-7, 0, 11, 24, 70, -68, -18, 8],
    [5, 1, 11, -59, -41, 18, -29, 32],
    [13, 2, 6, -76, -25, 13, -43, 51],
    [1, 4, 6, -65, -28, 14, -35, 36],
    [13, 2, 1, -38, -22, 14, -34, 30],
    [5, 3, 8, -1, -17, 10, -29, 13],
    [14, 4, 2, 29, -9, 9, -28, -3],
    [10, 0, 1, 60, -2, 7, -23, -24],
    [9, -1, 0, 116, 3, 3, -19, -49],
    [-19, -3, 2, 112, 2, 4, -6, -40],
    [22, 6, 2, 1, -11, -5, 0, 0],
    [30, 4, 1, 1, -11, -5, 0, 0],
    [6, 8, 6, -10, 0, 0, 0, 0],
    [8, 2, 2, -10, 0, 0, 0, 0],
    [5, 12, 5, -74, -86, -25, 0, 0],
    [-2, 9, 8, -127, -76, -33, 0, 0],
    [-11, 8, 10, -127, -43, -61, 0, 0],
    [-9, 7, 10, -127, -26, -69, 0, 0],
    [-1, 0, 3, -27, -4, -10, 0, 0],
    [5, 2, 2, -42, -2, -10, 0, 0],
    [7, 2, 2, -58, 9, -4, 0, 0],
    [-8, 2, 1, -56, 10, -13, 0, 0],
    [24, 14, 9, 0, 0, 0, 0, 0],
    [20, 5, 7, -5, 19, 0, 0, 0],
    [46, 35, -24, 0, 0, 0, 0, 0],
    [20, 21, 15, 0, 0, 0, 0, 0],
    [26, 26, 8, 0, 0, 0, 0, 0],
    [35, 15, 13, 0, 0, 0, 0, 0],
    [26, 13, 15, 0, 0, 0, 0, 0],
];
