//! postcard with the one thing it leaves open closed: only the shortest spelling is read.


use postcard::ser_flavors::Size;
use serde::{Deserialize, Serialize};

use super::ReadError;

/// Appends `value` to `out`.
pub(crate) fn put<T: Serialize>(out: &mut Vec<u8>, value: &T) {
    // postcard fails only for sequences of unknown length, and no type of ours holds one.
    if let Ok(grown) = postcard::to_extend(value, core::mem::take(out)) {
        *out = grown;
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
