//! postcard with the one thing it leaves open closed: only the shortest spelling is read.

use alloc::vec::Vec;

use postcard::ser_flavors::Size;
use serde::{Deserialize, Serialize};

use super::ReadError;

/// Bytes that grow, written as postcard writes them.
#[derive(Debug, Default)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Bytes {
    #[inline(never)]
    pub(crate) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    #[inline(never)]
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// A varint; for a byte below 128 also the byte.
    pub(crate) fn number(&mut self, value: impl Into<u64>) {
        self.varint(value.into());
    }

    #[inline(never)]
    fn varint(&mut self, mut value: u64) {
        while value > 127 {
            self.byte(value as u8 | 128);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    /// A zigzag varint.
    pub(crate) fn signed(&mut self, value: i32) {
        self.number((value << 1 ^ value >> 31) as u32);
    }

    /// A text: its length, then its bytes.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.bytes(text.as_bytes());
    }
}

/// Takes one value off the front of `input`.
///
/// postcard reads over-long varints (`81 00` for 1). A longer spelling is the only freedom it
/// gives, so a value is canonical exactly when writing it again takes as many bytes.
pub(crate) fn take<'a, T: Serialize + Deserialize<'a>>(input: &mut &'a [u8]) -> Result<T, ReadError> {
    let (value, rest) = postcard::take_from_bytes::<T>(input).map_err(|error| match error {
        postcard::Error::DeserializeUnexpectedEnd => ReadError::Truncated,
        _ => ReadError::Malformed,
    })?;
    let spelled = input.len() - rest.len();
    let shortest = postcard::serialize_with_flavor(&value, Size::default());
    if shortest != Ok(spelled) {
        return Err(ReadError::Malformed);
    }
    *input = rest;
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_postcard_writes_them() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut ours = Bytes::default();
            ours.number(value);
            ours.signed(value as i32);
            ours.text("é");
            assert_eq!(ours.0, postcard::to_allocvec(&(value, value as i32, "é")).unwrap());
        }
    }

    #[test]
    fn over_long_varints_are_refused() {
        assert_eq!(take::<u32>(&mut &[1][..]), Ok(1));
        assert_eq!(take::<u32>(&mut &[0x81, 0][..]), Err(ReadError::Malformed));
        assert_eq!(take::<u32>(&mut &[0x81][..]), Err(ReadError::Truncated));
        assert_eq!(take::<u32>(&mut &[0xff; 9][..]), Err(ReadError::Malformed));
    }

    #[test]
    fn a_string_longer_than_the_input_is_refused_without_allocating() {
        let claim = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, b'a'];
        assert!(take::<&str>(&mut &claim[..]).is_err());
    }
}
