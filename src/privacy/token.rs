//! Which words of a page's markup may be repeated in a frame.

use alloc::string::String;

use crate::text::{BLANKS, next_part};

/// Longest word, in bytes.
const MAX_TOKEN: usize = 32;
/// Digits in a row from which a word looks like a customer's or an order's number.
const ID_DIGITS: usize = 4;
/// How many classes describe an element.
const MAX_CLASSES: usize = 2;

/// `word` if it is safe to repeat, else nothing.
///
/// Ids, names and classes can hold e-mail addresses and numbers (threat L3). What passes is
/// `[a-z][a-z0-9_-]{0,31}` with no four digits in a row.
///
/// ```
/// use desireline::privacy::token;
/// assert_eq!(token("add-to-basket"), "add-to-basket");
/// assert_eq!(token("user-4711"), "");
/// assert_eq!(token("jane@example.org"), "");
/// ```
pub fn token(word: &str) -> &str {
    let bytes = word.as_bytes();
    let fits = bytes.len() <= MAX_TOKEN && bytes.first().is_some_and(u8::is_ascii_lowercase);
    let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-' || *byte == b'_';
    if fits && bytes.iter().all(plain) && digits_in_a_row(bytes) < ID_DIGITS { word } else { "" }
}

/// The first classes of a `class` attribute that are safe to repeat, parted by one blank.
pub fn classes(mut attribute: &str) -> String {
    let mut text = String::new();
    let mut room = MAX_CLASSES;
    while let Some(class) = next_part(&mut attribute, BLANKS) {
        let class = token(class);
        if !class.is_empty() && room > 0 {
            if !text.is_empty() {
                text += " ";
            }
            text.push_str(class);
            room -= 1;
        }
    }
    text
}

/// The longest run of digits.
fn digits_in_a_row(bytes: &[u8]) -> usize {
    let (mut longest, mut run) = (0, 0);
    for byte in bytes {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_grammar_passes() {
        for good in ["a", "buy", "add-to_basket-2", "a123b456", &"a".repeat(32)] {
            assert_eq!(token(good), good);
        }
        for bad in ["", "1a", "-a", "Buy", "a b", "a1234", "é", "a.b", "a@b", "a%40b", &"a".repeat(33)] {
            assert_eq!(token(bad), "", "{bad}");
        }
    }

    #[test]
    fn classes_keep_the_first_two_that_pass() {
        assert_eq!(classes("  Card product u-99999 large blue "), "product large");
        assert_eq!(classes(""), "");
    }
}
