/// Longest accepted cookie name, in bytes. Browsers cap name and value together at 4,096
/// (RFC 6265bis §5.6); a name needs far less.
const MAX_NAME: usize = 64;

/// Whether a cookie may be so named: a token of RFC 6265 (letters, digits and `!#$%&'*+-.^_|~` and
/// the backquote), at most 64 bytes, so that it cannot break out of the cookie line.
///
/// ```
/// use desireline::session::is_cookie_name;
/// assert!(is_cookie_name("__Host-desireline"));
/// assert!(!is_cookie_name("a; Domain=example.org"));
/// ```
pub fn is_cookie_name(name: &str) -> bool {
    let token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    !name.is_empty() && name.len() <= MAX_NAME && name.as_bytes().iter().all(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_out_of_the_line() {
        for bad in ["", "a b", "a;b", "a=b", "a,b", "é", "a\n", &"a".repeat(65)] {
            assert!(!is_cookie_name(bad), "{bad}");
        }
        assert!(is_cookie_name("__Host-desireline"));
        assert!(is_cookie_name(&"a".repeat(64)));
    }
}
