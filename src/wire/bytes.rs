//! postcard with the one thing it leaves open closed: only the shortest spelling is read.

use alloc::vec::Vec;

use postcard::ser_flavors::{Flavor, Size};
use serde::{Deserialize, Serialize};

use super::ReadError;

/// Where postcard writes to: bytes that grow. Its methods stay out of line, or each row type
/// would bring its own copy of them into the recorder.
#[derive(Debug, Default)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Flavor for &mut Bytes {
    type Output = ();

    #[inline(never)]
    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.0.push(byte);
        Ok(())
    }

    #[inline(never)]
    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

impl Bytes {
    /// Appends `value`. postcard refuses only sequences of unknown length, and no row holds one.
    pub(crate) fn put<T: Serialize>(&mut self, value: &T) {
        let _ = value.serialize(&mut postcard::Serializer { output: self });
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
