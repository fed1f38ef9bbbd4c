//! Weights of the model, trained by `bench/native`. They are part of the format.

use super::model::INPUTS;

/// Rows for a length: the first for whether a number is 0, the next for whether it has one bit ...;
/// longer ones share the last.
pub(super) const LENGTHS: u32 = 12;
/// So many rows on are those for a slow clock.
pub(super) const SLOW: u32 = LENGTHS;
/// First row for the time between two places of the pointer.
pub(super) const GAP: u32 = 0;
/// First row for the pointer's step.
pub(super) const STEP: u32 = GAP + 2 * LENGTHS;
/// Row for the low bits of a gap, and of a step.
pub(super) const GAP_REST: u32 = STEP + 2 * LENGTHS;
pub(super) const STEP_REST: u32 = GAP_REST + 1;
/// First of the rows for a step's direction, by its length.
pub(super) const SIGN: u32 = STEP_REST + 1;
pub(super) const SIGNS: u32 = 4;
/// Rows for any other number: its length, its low bits, its sign.
pub(super) const PLAIN: u32 = SIGN + SIGNS;
pub(super) const PLAIN_REST: u32 = PLAIN + 1;
pub(super) const PLAIN_SIGN: u32 = PLAIN + 2;
/// Rows for a row's kind, and for a letter: length and low bits.
pub(super) const TAG: u32 = PLAIN + 3;
pub(super) const LETTER: u32 = TAG + 2;
const ROWS: u32 = LETTER + 2;

/// In 1/32: first for the three counters, then for the five known quantities.
#[rustfmt::skip]
pub(super) static WEIGHTS: [[i8; INPUTS]; ROWS as usize] = [
    [21, 28, 13, 61, 17, -23, -21, 0],
    [29, -2, 50, 121, 23, -42, -127, 0],
    [10, -7, 8, -21, 19, -52, -127, 0],
    [5, -9, 9, -93, 51, -37, -127, 0],
    [17, 27, 0, 54, -18, -9, -3, 0],
    [33, 14, 1, 54, 2, -15, 15, 0],
    [15, 11, 4, -107, 61, -5, 62, 0],
    [-5, 2, 2, -43, -15, 11, 73, 0],
    [18, -2, 7, -31, -27, 6, 39, 0],
    [17, 7, -4, 1, -15, 0, 22, 0],
    [15, 7, 0, -18, -7, 30, -13, 0],
    [6, 0, 20, -10, 17, 20, -25, 0],
    [44, 11, 3, 99, -48, -9, 41, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [127, 127, 127, -127, -127, -127, -127, 0],
    [127, 125, 127, -127, -127, -127, -127, 0],
    [41, 4, 0, 19, 23, -20, -15, 0],
    [70, 4, 1, 25, 34, -19, -17, 0],
    [127, 19, 3, -33, -24, -13, -2, 0],
    [9, 5, 1, -17, 1, 0, 25, 0],
    [7, 2, -1, 41, -28, 0, 14, 0],
    [6, 2, -1, 67, -35, 2, 0, 0],
    [1, -3, 8, 49, -32, 9, -3, 0],
    [2, 1, 0, 36, -17, 8, -18, 0],
    [7, 3, 7, 19, -127, 29, -49, 7],
    [8, 7, 4, 48, -127, 29, -55, 13],
    [6, 12, 5, 63, -127, 41, -56, 19],
    [9, 12, 5, 97, -115, 36, -52, 22],
    [4, 20, 5, 123, -117, 33, -51, 24],
    [-12, 23, 8, 116, -92, 14, -36, 33],
    [-16, 25, 8, 97, -35, 6, -27, 21],
    [8, 8, 8, 18, 58, -27, -25, 16],
    [18, 19, 3, 30, 82, -64, -39, 18],
    [-28, 5, -2, 39, 10, -10, -24, -4],
    [13, 3, 75, 100, -16, 4, -30, -20],
    [-32, -25, 33, 113, -3, -21, 74, -7],
    [5, 1, 12, -58, -42, 18, -28, 32],
    [15, 2, 5, -73, -25, 13, -43, 51],
    [4, 3, 5, -61, -27, 14, -36, 36],
    [11, 1, 2, -39, -23, 14, -34, 30],
    [5, 4, 5, -2, -16, 10, -31, 13],
    [14, 4, 3, 27, -9, 8, -27, -2],
    [8, -1, 0, 57, -2, 7, -23, -23],
    [7, 1, 1, 104, 2, 2, -16, -44],
    [6, 2, 2, 127, 8, 2, -12, -55],
    [-4, 1, 0, 95, 2, 10, 14, -46],
    [-52, -7, 0, 125, 20, 10, -57, -12],
    [-31, -10, 5, 110, 2, -18, 87, 39],
    [26, 4, 1, 1, -11, -5, 0, 0],
    [9, 6, 3, -10, 0, 0, 0, 0],
    [10, 10, 6, -21, -27, -35, 0, 0],
    [8, 9, 9, -63, -23, -40, 0, 0],
    [8, 6, 8, -91, -5, -32, 0, 0],
    [9, 4, 6, -72, 3, -23, 0, 0],
    [22, 15, 9, 0, 0, 0, 0, 0],
    [23, 6, 5, -5, 19, 0, 0, 0],
    [45, 45, -30, 0, 0, 0, 0, 0],
    [19, 21, 20, 0, 0, 0, 0, 0],
    [22, 38, 8, 0, 0, 0, 0, 0],
    [33, 16, 16, 0, 0, 0, 0, 0],
    [27, 13, 14, 0, 0, 0, 0, 0],
];
