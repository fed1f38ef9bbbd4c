//! Searching text by ASCII bytes. `str`'s own searching is far larger (docs/DESIGN.md, "Size"),
//! slicing that can panic brings the formatter along, and `String::push` the encoder of UTF-8: one
//! character is added as a `str`.

/// ASCII white space.
pub(crate) const BLANKS: &[u8] = b" \t\n\r\x0c";

/// The text before and after the first of the bytes `stops`, which are ASCII; all of it and
/// nothing where there is none.
#[inline(never)]
pub(crate) fn cut<'a>(text: &'a str, stops: &[u8]) -> (&'a str, &'a str) {
    let mut at = 0;
    'text: for byte in text.as_bytes() {
        // `stops.contains` would bring memchr along.
        for stop in stops {
            if stop == byte {
                break 'text;
            }
        }
        at += 1;
    }
    (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default())
}

/// Takes the part before the first of `stops` off the front of `rest`, until nothing is left.
#[inline(never)]
pub(crate) fn next_part<'a>(rest: &mut &'a str, stops: &[u8]) -> Option<&'a str> {
    if rest.is_empty() {
        return None;
    }
    let (part, after) = cut(rest, stops);
    *rest = after;
    Some(part)
}

/// Where `word` stands in a list of words parted by single blanks, in any letter case. Such a
/// list takes half the room of an array of strings.
#[inline(never)]
pub(crate) fn place(mut list: &str, word: &[u8]) -> Option<usize> {
    let mut place = 0;
    while let Some(known) = next_part(&mut list, b" ") {
        if known.as_bytes().eq_ignore_ascii_case(word) {
            return Some(place);
        }
        place += 1;
    }
    None
}

/// Whether `part` (ASCII, not empty) stands anywhere in `text`, in any letter case.
pub(crate) fn holds(mut text: &[u8], part: &str) -> bool {
    while let Some((_, rest)) = text.split_first() {
        if text.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part.as_bytes())) {
            return true;
        }
        text = rest;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_std_gives_them() {
        for text in ["a", "a;b", ";a;;é", "é;ü", "a;b;"] {
            let mut rest = text;
            let ours: Vec<_> = core::iter::from_fn(|| next_part(&mut rest, b";")).collect();
            let theirs: Vec<_> = text.strip_suffix(';').unwrap_or(text).split(';').collect();
            assert_eq!(ours, theirs, "{text}");
            assert_eq!(cut(text, b";"), text.split_once(';').unwrap_or((text, "")));
        }
        assert_eq!(next_part(&mut "", b";"), None);
    }

    #[test]
    fn a_list_knows_the_places_of_its_words() {
        assert_eq!(place("a bc d", b"BC"), Some(1));
        for word in [&b""[..], b"b", b"bcd", b"a bc"] {
            assert_eq!(place("a bc d", word), None);
        }
    }

    #[test]
    fn holding_is_blind_to_letter_case() {
        assert!(holds(b"xPassWord", "password"));
        assert!(holds("é-PIN".as_bytes(), "pin"));
        assert!(!holds(b"pass", "password"));
        assert!(!holds(b"", "p"));
    }
}
