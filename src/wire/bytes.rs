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
    let (spelled, _) = input.split_at(input.len() - rest.len());
    if may_be_longer(spelled) && postcard::serialize_with_flavor(&value, Size::default()) != Ok(spelled.len()) {
        return Err(ReadError::Malformed);
    }
    *input = rest;
    Ok(value)
}

/// Takes a varint, as [`take`] would: most are one byte.
pub(crate) fn number(input: &mut &[u8]) -> Result<u64, ReadError> {
    match **input {
        [byte @ 0..=127, ref rest @ ..] => {
            *input = rest;
            Ok(byte.into())
        }
        _ => take(input),
    }
}

/// Takes a zigzag varint of 32 bits.
pub(crate) fn signed(input: &mut &[u8]) -> Result<i32, ReadError> {
    match **input {
        [byte @ 0..=127, ref rest @ ..] => {
            *input = rest;
            Ok(i32::from(byte >> 1) ^ -i32::from(byte & 1))
        }
        [low @ 128..=255, high @ 1..=127, ref rest @ ..] => {
            *input = rest;
            let value = u32::from(low & 127) | u32::from(high) << 7;
            Ok((value >> 1) as i32 ^ -((value & 1) as i32))
        }
        _ => take(input),
    }
}

/// Whether a varint may be spelled longer than it need be: such a one ends with a zero behind a byte that goes
/// on. Texts may hold the same. Writing each value again, to count, took half of a reader's time.
fn may_be_longer(spelled: &[u8]) -> bool {
    let mut goes_on = false;
    spelled.iter().any(|byte| {
        let found = goes_on && *byte == 0;
        goes_on = *byte > 127;
        found
    })
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
    fn what_is_read_by_hand_is_read_as_postcard_reads_it() {
        for bytes in (0..=0xffff_u16).map(u16::to_le_bytes).chain([[0x80, 0], [0xff, 1]]) {
            for tail in [&[][..], &[0], &[1], &[0x80, 0], &[0xff, 0xff, 0x0f], &[0xff; 9]] {
                let all = [&bytes[..], tail].concat();
                let (mut ours, mut theirs) = (&all[..], &all[..]);
                assert_eq!((signed(&mut ours), ours.len()), (take::<i32>(&mut theirs), theirs.len()), "{all:x?}");
                let (mut ours, mut theirs) = (&all[..], &all[..]);
                assert_eq!((number(&mut ours), ours.len()), (take::<u64>(&mut theirs), theirs.len()), "{all:x?}");
            }
        }
        assert_eq!(signed(&mut &[][..]), Err(ReadError::Truncated));
    }

    #[test]
    fn over_long_varints_are_refused() {
        assert_eq!(take::<u32>(&mut &[1][..]), Ok(1));
        assert_eq!(take::<u32>(&mut &[0x81, 0][..]), Err(ReadError::Malformed));
        assert_eq!(take::<u32>(&mut &[0x81][..]), Err(ReadError::Truncated));
        assert_eq!(take::<u32>(&mut &[0xff; 9][..]), Err(ReadError::Malformed));
        assert_eq!(take::<(u32, u32)>(&mut &[0x80, 1, 0x80, 0][..]), Err(ReadError::Malformed));
        assert_eq!(take::<(u32, i32)>(&mut &[0x80, 0x80, 0, 3][..]), Err(ReadError::Malformed));
    }

    #[test]
    fn a_zero_in_a_text_or_behind_a_byte_is_no_longer_spelling() {
        assert_eq!(take::<&str>(&mut "\u{3}é\0".as_bytes()), Ok("é\0"));
        assert_eq!(take::<(u8, u32)>(&mut &[0x85, 0][..]), Ok((0x85, 0)));
        assert_eq!(take::<(&str, u32)>(&mut &b"\x03\xc3\xa9\0\x81\0"[..]), Err(ReadError::Malformed));
    }

    #[test]
    fn a_string_longer_than_the_input_is_refused_without_allocating() {
        let claim = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, b'a'];
        assert!(take::<&str>(&mut &claim[..]).is_err());
    }
}
