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

/// In 1/32: first for the four counters, then for the five known quantities.
#[rustfmt::skip]
pub(super) static WEIGHTS: [[i8; INPUTS]; ROWS as usize] = [
    [26, 18, 9, 5, 70, 17, -24, -38, 0],
    [27, 15, 102, -35, 121, 106, -61, -127, 0],
    [19, -11, 8, 7, -12, 38, -44, -127, 0],
    [8, -7, 9, 6, -18, 28, -40, -127, 0],
    [11, 34, -1, 2, 38, -14, -6, 0, 0],
    [23, 22, 7, 2, 40, 9, -12, 18, 0],
    [17, 20, 6, 4, -127, 56, 3, 66, 0],
    [-7, 1, 2, 2, -51, -14, 16, 75, 0],
    [3, 5, 12, 6, -14, -7, 13, 16, 0],
    [40, 8, 1, 0, 97, -52, -9, 44, 0],
    [127, 127, 127, 127, -127, -127, -127, -127, 0],
    [127, 127, 127, 127, -127, -127, -127, -127, 0],
    [127, 127, 127, 127, -127, -127, -127, -127, 0],
    [40, 4, -2, 2, 33, 19, -21, -8, 0],
    [69, 6, -3, 4, 48, 24, -20, -15, 0],
    [125, 22, 3, 0, -104, -9, -11, 1, 0],
    [8, 6, 2, 1, -27, 5, 0, 26, 0],
    [3, 0, -1, 1, 63, -35, 2, 3, 0],
    [7, 6, 4, 3, 24, -126, 30, -52, 1],
    [10, 6, 4, 3, 46, -127, 31, -52, 13],
    [12, 11, 3, 3, 68, -122, 41, -56, 17],
    [5, 15, 6, 2, 85, -96, 35, -51, 18],
    [8, 16, 5, 5, 127, -111, 27, -48, 21],
    [-3, 25, 5, 0, 106, -84, 22, -38, 31],
    [-6, 16, 11, 0, 113, -40, 14, -48, 19],
    [2, 5, 11, -1, 4, 47, -21, -15, 19],
    [-14, 11, 9, 3, 23, 56, -52, -14, 9],
    [6, 1, 11, 1, -59, -43, 20, -22, 31],
    [18, 0, 8, 1, -69, -28, 13, -38, 48],
    [12, 1, 3, 1, -54, -27, 14, -36, 35],
    [10, 0, 3, 1, -30, -24, 14, -34, 25],
    [26, 2, 4, -2, 11, -15, 10, -32, 12],
    [19, 3, 2, -2, 28, -10, 9, -26, -4],
    [14, 2, 0, 0, 52, -2, 7, -24, -20],
    [8, -1, 0, 1, 103, 3, 3, -18, -43],
    [-17, -1, 2, 1, 97, 4, 4, -5, -34],
    [24, 5, 1, 1, 1, -11, -5, 0, 0],
    [34, 3, 0, -1, 1, -11, -5, 0, 0],
    [10, 9, 4, 4, -10, 0, 0, 0, 0],
    [9, 2, 2, 2, -10, 0, 0, 0, 0],
    [6, 6, 4, 5, -55, -85, -27, 0, 0],
    [-1, 7, 8, 5, -127, -69, -28, 0, 0],
    [-8, 9, 7, 9, -127, -34, -57, 0, 0],
    [-13, 9, 6, 14, -126, -18, -81, 0, 0],
    [-5, 2, 1, 3, -22, -4, -11, 0, 0],
    [-3, 3, 2, 2, -39, -2, -11, 0, 0],
    [-4, 2, 1, 1, -58, 8, -4, 0, 0],
    [-4, 2, 0, 2, -54, 11, -13, 0, 0],
    [22, 13, 5, 8, 0, 0, 0, 0, 0],
    [20, 4, 6, 4, -5, 19, 0, 0, 0],
    [34, 24, -23, 11, 0, 0, 0, 0, 0],
    [19, 22, 11, 4, 0, 0, 0, 0, 0],
    [22, 22, 6, 9, 0, 0, 0, 0, 0],
    [34, 10, 10, 14, 0, 0, 0, 0, 0],
    [25, 10, 11, 12, 0, 0, 0, 0, 0],
];
