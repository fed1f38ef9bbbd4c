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
    [22, 31, 15, 65, 8, -22, -28, 0],
    [15, 1, 100, 121, 28, -50, -127, 0],
    [10, -6, 8, -23, 25, -52, -127, 0],
    [4, -6, 8, -69, 47, -39, -127, 0],
    [15, 32, 0, 46, -23, -7, -1, 0],
    [30, 16, 2, 47, 3, -13, 15, 0],
    [19, 10, 4, -127, 63, 0, 66, 0],
    [-10, 3, 2, -47, -13, 14, 76, 0],
    [-2, 6, 15, -20, -5, 14, 13, 0],
    [44, 11, 2, 98, -50, -9, 41, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [127, 125, 127, -127, -127, -127, -127, 0],
    [44, 5, -1, 23, 24, -19, -10, 0],
    [66, 5, 2, 26, 31, -19, -19, 0],
    [127, 18, 3, -51, -19, -12, 0, 0],
    [8, 6, 1, -23, 3, 0, 26, 0],
    [3, 0, 0, 49, -30, 3, 5, 0],
    [7, 3, 6, 20, -127, 29, -50, 6],
    [9, 7, 4, 50, -127, 29, -58, 12],
    [6, 12, 4, 66, -127, 43, -60, 17],
    [8, 12, 5, 100, -114, 37, -54, 19],
    [4, 20, 5, 125, -115, 33, -49, 21],
    [-10, 24, 8, 120, -93, 13, -38, 32],
    [-17, 24, 9, 99, -35, 6, -30, 24],
    [7, 5, 10, 11, 52, -25, -20, 21],
    [2, 3, 13, 29, 72, -70, -20, 8],
    [5, 1, 11, -61, -41, 18, -29, 33],
    [15, 1, 5, -75, -25, 13, -43, 51],
    [4, 3, 4, -64, -27, 14, -36, 37],
    [12, 1, 1, -38, -23, 14, -34, 30],
    [6, 4, 5, -2, -16, 10, -31, 13],
    [16, 3, 1, 29, -10, 9, -28, -3],
    [7, 0, 1, 59, -2, 7, -23, -24],
    [7, -1, 1, 113, 2, 3, -18, -48],
    [-12, -1, 3, 113, 1, 2, -5, -42],
    [22, 6, 2, 1, -11, -5, 0, 0],
    [30, 4, 0, 1, -11, -5, 0, 0],
    [9, 8, 5, -10, 0, 0, 0, 0],
    [9, 2, 2, -10, 0, 0, 0, 0],
    [4, 15, 5, -62, -80, -27, 0, 0],
    [-2, 13, 9, -127, -67, -36, 0, 0],
    [-6, 10, 12, -127, -39, -60, 0, 0],
    [-7, 9, 11, -127, -26, -59, 0, 0],
    [-5, 2, 3, -24, -5, -12, 0, 0],
    [2, 3, 3, -42, -2, -12, 0, 0],
    [3, 1, 2, -61, 9, -5, 0, 0],
    [-7, 2, 2, -56, 10, -13, 0, 0],
    [24, 15, 9, 0, 0, 0, 0, 0],
    [22, 5, 6, -5, 19, 0, 0, 0],
    [40, 41, -23, 0, 0, 0, 0, 0],
    [21, 21, 15, 0, 0, 0, 0, 0],
    [26, 23, 11, 0, 0, 0, 0, 0],
    [34, 16, 15, 0, 0, 0, 0, 0],
    [25, 14, 14, 0, 0, 0, 0, 0],
];
