//! Text out of frames is written by strangers. Here it is made harmless for terminals, and for
//! files that somebody opens in a terminal, an editor or a page.

use std::fmt;
use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

/// Whether a character could command a terminal, turn the reading direction, or hide.
///
/// Controls: C0, DEL and C1 (U+009B alone begins an escape sequence). Line and paragraph
/// separators break one line into two. The rest are the bidi controls and the invisible
/// characters of Unicode's general punctuation, with the byte order mark and the tags.
fn is_risky(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Text for a terminal: risky characters stand as `\u{1b}`.
#[derive(Debug)]
pub(crate) struct Plain<'a>(pub(crate) &'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if is_risky(character) {
                write!(f, "{}", character.escape_unicode())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}

/// Writes `value` as compact JSON that is the same to every parser, and harmless as text: risky
/// characters, and the `<` that could end a script element, stand as `\uXXXX`.
pub(crate) fn write_json<W: io::Write>(out: W, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, PlainJson);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

struct PlainJson;

impl Formatter for PlainJson {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, character) in fragment.char_indices() {
            if character != '<' && !is_risky(character) {
                continue;
            }
            out.write_all(&fragment.as_bytes()[done..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            done = at + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NASTY: &str = "a\u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{2066}\u{2028}\u{200b}\u{e0041}</script>é\n\"";

    #[test]
    fn a_terminal_gets_no_controls() {
        let shown = Plain(NASTY).to_string();
        assert!(!shown.chars().any(is_risky), "{shown:?}");
        assert!(shown.starts_with("a\\u{1b}[2J\\u{9b}31m"), "{shown}");
        assert!(shown.contains('é'));
    }

    #[test]
    fn json_stays_the_same_value() {
        let mut out = Vec::new();
        write_json(&mut out, &NASTY).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(!text.chars().any(is_risky) && !text.contains('<'), "{text:?}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), NASTY);
    }
}
