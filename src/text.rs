//! Searching text by ASCII bytes. `str`'s own searching is far larger (docs/DESIGN.md, "Size"),
//! and slicing that can panic brings the formatter along.

/// The text before and after the first byte that `is`; all of it and nothing where there is none.
pub(crate) fn cut(text: &str, is: impl Fn(u8) -> bool) -> (&str, &str) {
    let at = text.bytes().position(is).unwrap_or(text.len());
    (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default())
}

/// The parts of `text` between bytes that `is`, empty ones included.
pub(crate) fn split(text: &str, is: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let whole = rest?;
        let (part, after) = cut(whole, is);
        rest = (part.len() < whole.len()).then_some(after);
        Some(part)
    })
}

/// Whether `part` (ASCII) stands anywhere in `text`, in any letter case.
pub(crate) fn holds(text: &[u8], part: &str) -> bool {
    text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// `text` without the blanks around it.
pub(crate) fn trim(text: &str) -> &str {
    let is_text = |byte: u8| byte != b' ';
    let start = text.bytes().position(is_text).unwrap_or_default();
    let end = text.bytes().rposition(is_text).map_or(0, |last| last + 1);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_as_std_gives_them() {
        for text in ["", ";", "a", "a;b", ";a;;é;", "é;ü"] {
            let ours: Vec<_> = split(text, |byte| byte == b';').collect();
            assert_eq!(ours, text.split(';').collect::<Vec<_>>(), "{text}");
            assert_eq!(cut(text, |byte| byte == b';'), text.split_once(';').unwrap_or((text, "")));
        }
        for text in ["", " ", "a", " a b ", "  é "] {
            assert_eq!(trim(text), text.trim());
        }
        assert!(holds("xPassWord".as_bytes(), "password"));
        assert!(!holds(b"pass", "password"));
    }
}
