use alloc::vec::Vec;

/// The places of these keys in their order; equal ones as they came.
///
/// Everything here is sorted by this: each type with a sort of its own weighs 4 kB in the reader's wasm.
pub(super) fn sorted(keys: impl Iterator<Item = u128>) -> Vec<usize> {
    let mut keys: Vec<(u128, usize)> = keys.enumerate().map(|(at, key)| (key, at)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, at)| at).collect()
}
