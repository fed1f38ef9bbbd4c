//! FNV-1a in 32 bits (RFC 9923).

/// The hash of nothing.
pub(crate) const START: u32 = 0x811c_9dc5;

/// The hash with so many bytes more.
#[inline(never)]
pub(crate) fn add(mut hash: u32, bytes: &[u8]) -> u32 {
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_are_those_of_the_specification() {
        assert_eq!(super::add(super::START, b"a"), 0xe40c_292c);
        assert_eq!(super::add(super::START, b"foobar"), 0xbf9c_f968);
    }
}
