use alloc::string::String;

use crate::text::cut;

/// Longest scheme that is repeated, in bytes.
const MAX_SCHEME: usize = 16;
/// Digits in a row from which a path segment looks like somebody's number; a year stays.
const ID_DIGITS: u32 = 5;
/// Characters without a break (`-`, `_`, `.`) from which a segment looks like a token.
const TOKEN_LEN: u32 = 20;
/// Characters without a break from which a mixture looks like a token: of capitals, small
/// letters and digits, or one that turns between letters and digits [`ID_TURNS`] times.
const MIXED_LEN: u32 = 8;
const ID_TURNS: u8 = 3;

/// What may be said of an address: origin and path, without user name, query and hash, and with
/// each path segment that looks like an id or a token replaced by `*` (threat L1). Of an address
/// that is not http or https only the scheme stays.
///
/// ```
/// use desireline::privacy::redact;
/// assert_eq!(redact("https://a:b@shop.example/orders/4711023?token=x#y"), "https://shop.example/orders/*");
/// ```
pub fn redact(url: &str) -> String {
    let mut text = String::new();
    let (scheme, rest) = cut(url, b":");
    if rest.is_empty() || scheme.len() > MAX_SCHEME {
        return text;
    }
    text.push_str(scheme);
    text += ":";
    let Some(rest) = rest.strip_prefix("//").filter(|_| scheme == "http" || scheme == "https") else { return text };
    let (rest, _) = cut(rest, b"?#");
    let (authority, mut path) = cut(rest, b"/");
    let (user, host) = cut(authority, b"@");
    text.push_str("//");
    text.push_str(if host.is_empty() { user } else { host });
    if authority.len() == rest.len() {
        return text;
    }
    loop {
        let (segment, after) = cut(path, b"/");
        text += "/";
        text.push_str(if id_like(segment) { "*" } else { segment });
        if segment.len() == path.len() {
            return text;
        }
        path = after;
    }
}

/// The same of an address from which the edge has cut all of query and hash but what the site allows:
/// of that each part is held to what a path segment is.
#[cfg(any(test, all(target_arch = "wasm32", feature = "recorder", any(feature = "std", feature = "npm"))))]
pub(crate) fn address(url: &str) -> String {
    let mut text = redact(url);
    let (known, _) = cut(url, b"?#");
    let mut rest = url.get(known.len()..).unwrap_or_default();
    while let Some(stop) = rest.get(..1) {
        let (part, _) = cut(rest.get(1..).unwrap_or_default(), b"/?#&=");
        text.push_str(stop);
        text.push_str(if id_like(part) { "*" } else { part });
        rest = rest.get(1 + part.len()..).unwrap_or_default();
    }
    text
}

/// Whether a path segment looks like somebody's number, address or token rather than a word.
#[inline(never)]
fn id_like(segment: &str) -> bool {
    const DIGIT: u8 = 1;
    const SMALL: u8 = 2;
    const CAPITAL: u8 = 4;
    let (mut run, mut digits, mut kinds, mut turns, mut last) = (0, 0, 0, 0, 0);
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let kind = match byte {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            // Most escapes are letters of other scripts; this one is an @.
            b'%' if (bytes.next(), bytes.next()) == (Some(b'4'), Some(b'0')) => return true,
            b'@' => return true,
            _ => {
                (run, digits, kinds, turns, last) = (0, 0, 0, 0, 0);
                continue;
            }
        };
        run += 1;
        digits = if kind == DIGIT { digits + 1 } else { 0 };
        turns += u8::from(last != 0 && (kind == DIGIT) != (last == DIGIT));
        kinds |= kind;
        last = kind;
        let mixed = turns >= ID_TURNS || kinds == DIGIT | SMALL | CAPITAL;
        if run >= TOKEN_LEN || digits >= ID_DIGITS || (run >= MIXED_LEN && mixed) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_hash_and_user_are_gone() {
        assert_eq!(redact("https://u:p@h.example:8443/a/b.html?c#d"), "https://h.example:8443/a/b.html");
        assert_eq!(redact("http://h?q=/x@y"), "http://h");
        assert_eq!(redact("http://h#/secret"), "http://h");
        assert_eq!(redact("http://h/"), "http://h/");
    }

    #[test]
    fn what_a_site_allows_is_held_to_the_same() {
        for (url, told) in [
            ("https://h/a?plan=team&tag=x%20y#/orders/list", "https://h/a?plan=team&tag=x%20y#/orders/list"),
            ("https://h/4711023?plan=4711023&by=ada%40hill.example", "https://h/*?plan=*&by=*"),
            ("https://h/#/reset/a1b2c3d4e5", "https://h/#/reset/*"),
            ("https://h", "https://h"),
            ("about:blank?x", "about:?x"),
            ("https://h?é", "https://h?é"),
        ] {
            assert_eq!(address(url), told);
        }
    }

    #[test]
    fn id_like_segments_are_cut() {
        for id in [
            "1234567",
            "jane@example.org",
            "jane%40example.org",
            "0123456789abcdef0123",
            "9b2c1f6e-0a3d-4c5b-8e7f-1a2b3c4d5e6f",
            "aB3dE6gH",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
        ] {
            assert_eq!(redact(&["https://h/reset/", id, "/x"].concat()), "https://h/reset/*/x");
        }
    }

    #[test]
    fn ordinary_paths_stay() {
        for path in ["/", "/a//b", "/blog/2026/11/a-long-walk-home-in-the-rain", "/product.html", "/caf%C3%A9"] {
            let url = ["https://h.example", path].concat();
            assert_eq!(redact(&url), url);
        }
    }

    #[test]
    fn other_schemes_say_only_so() {
        for (url, said) in [
            ("about:blank", "about:"),
            ("data:text/html,secret", "data:"),
            ("file:///home/x", "file:"),
            ("", ""),
            ("x", ""),
        ] {
            assert_eq!(redact(url), said);
        }
    }
}
