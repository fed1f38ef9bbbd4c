use super::token::digits_in_a_row;

/// Digits in a row from which a path segment looks like somebody's number; a year stays.
const ID_DIGITS: usize = 5;
/// Characters without a break (`-`, `_`, `.`) from which a segment looks like a token.
const TOKEN_LEN: usize = 20;
/// Characters from which capitals, small letters and digits together look like a token.
const MIXED_LEN: usize = 8;

/// What may be said of an address: origin and path, without user name, query and hash, and with
/// each path segment that looks like an id or a token replaced by `*` (threat L1). Of an address
/// that is not http or https only the scheme stays.
///
/// ```
/// use desireline::privacy::redact;
/// assert_eq!(redact("https://a:b@shop.example/orders/4711023?token=x#y"), "https://shop.example/orders/*");
/// ```
pub fn redact(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once(':') else { return String::new() };
    let Some(rest) = rest.strip_prefix("//").filter(|_| matches!(scheme, "http" | "https")) else {
        return if scheme.len() <= 16 { [scheme, ":"].concat() } else { String::new() };
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let host = authority.rsplit('@').next().unwrap_or_default();
    let mut text = [scheme, "://", host].concat();
    for segment in path.split('/').skip(1) {
        text.push('/');
        text.push_str(if id_like(segment) { "*" } else { segment });
    }
    text
}

fn id_like(segment: &str) -> bool {
    let address = segment.contains('@') || segment.to_ascii_lowercase().contains("%40");
    let word = without_escapes(segment);
    let unbroken = word.split(|byte| matches!(byte, b'-' | b'_' | b'.')).any(|part| part.len() >= TOKEN_LEN);
    let uuid = word.len() == 36 && word.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-');
    let mixed = word.len() >= MIXED_LEN
        && word.iter().any(u8::is_ascii_digit)
        && word.iter().any(u8::is_ascii_uppercase)
        && word.iter().any(u8::is_ascii_lowercase);
    address || unbroken || uuid || mixed || digits_in_a_row(&word) >= ID_DIGITS
}

/// The segment with each `%C3` as a break: most are letters of other scripts, and their
/// hexadecimal digits say nothing.
fn without_escapes(segment: &str) -> Vec<u8> {
    let mut parts = segment.split('%');
    let mut word = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        word.push(b'-');
        word.extend(part.bytes().skip(2));
    }
    word
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
        for (url, said) in [("about:blank", "about:"), ("data:text/html,secret", "data:"), ("file:///home/x", "file:"), ("", ""), ("x", "")] {
            assert_eq!(redact(url), said);
        }
    }
}
