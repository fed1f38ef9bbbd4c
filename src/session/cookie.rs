use alloc::string::String;

use super::SessionId;
use super::ids::hex;
use crate::text::{cut, next_part};

/// Longest accepted cookie name, in bytes. Browsers cap name and value together at 4,096
/// (RFC 6265bis §5.6); a name needs far less.
const MAX_NAME: usize = 64;

/// A name a cookie may have: a token of RFC 6265 (letters, digits and `!#$%&'*+-.^_|~` and the
/// backquote), at most 64 bytes, so that it cannot break out of the cookie line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CookieName<'a>(&'a str);

impl<'a> CookieName<'a> {
    /// `None` when `name` is empty, too long, or holds a character no cookie name may hold.
    pub fn new(name: &'a str) -> Option<Self> {
        let token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
        let fits = !name.is_empty() && name.len() <= MAX_NAME && name.as_bytes().iter().all(token);
        fits.then_some(Self(name))
    }
}

/// Where cookies are kept: `document.cookie` in a browser, a fake in tests.
pub trait Jar {
    /// All cookies the page can see, as `document.cookie` gives them; empty when it cannot be read.
    fn read(&self) -> String;
    /// Sets one cookie from a `Set-Cookie` style line. A refusal is silent, as in browsers.
    fn write(&self, line: &str);
}

/// The session this page belongs to: the one in the jar, else `fresh`, which is then written.
///
/// The written cookie has no `Expires`, so it ends with the browser session; it is first-party
/// (`Path=/; SameSite=Lax`), and `Secure` when `secure` says that the page came over https.
/// When two tabs start at once, both write and both read again: the last write wins for both.
/// Where the jar keeps nothing (blocked, sandboxed), the fresh id serves for this page's life.
///
/// ```
/// use desireline::session::{join_or_create, CookieName, Jar, SessionId};
/// struct Blocked;
/// impl Jar for Blocked {
///     fn read(&self) -> String { String::new() }
///     fn write(&self, _line: &str) {}
/// }
/// let name = CookieName::new("desireline").unwrap();
/// assert_eq!(join_or_create(&Blocked, name, true, SessionId([7; 16])), SessionId([7; 16]));
/// ```
pub fn join_or_create(jar: &impl Jar, name: CookieName<'_>, secure: bool, fresh: SessionId) -> SessionId {
    if let Some(session) = find(&jar.read(), name) {
        return session;
    }
    let mut line = String::from(name.0);
    line.push('=');
    hex(&fresh.0, &mut line);
    line.push_str("; Path=/; SameSite=Lax");
    if secure {
        line.push_str("; Secure");
    }
    jar.write(&line);
    find(&jar.read(), name).unwrap_or(fresh)
}

/// The one well-formed session in a `document.cookie` string. Two cookies of our name mean that
/// somebody (a sibling subdomain, say) put one there, and it may come first: neither is taken.
fn find(mut cookies: &str, name: CookieName<'_>) -> Option<SessionId> {
    let (mut found, mut ours) = (None, 0);
    while let Some(pair) = next_part(&mut cookies, b";") {
        let (key, value) = cut(pair, b"=");
        if key.trim_ascii() == name.0 {
            found = SessionId::from_hex(value.trim_ascii()).ok();
            ours += 1;
        }
    }
    found.filter(|_| ours == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    use core::cell::RefCell;

    #[derive(Default)]
    struct Fake {
        cookies: RefCell<Vec<(String, String)>>,
        lines: RefCell<Vec<String>>,
    }

    impl Jar for Fake {
        fn read(&self) -> String {
            let pairs: Vec<_> = self.cookies.borrow().iter().map(|(k, v)| format!("{k}={v}")).collect();
            pairs.join("; ")
        }
        fn write(&self, line: &str) {
            let (key, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.borrow_mut().retain(|(k, _)| k != key);
            self.cookies.borrow_mut().push((key.into(), value.into()));
            self.lines.borrow_mut().push(line.into());
        }
    }

    fn name() -> CookieName<'static> {
        CookieName::new("desireline").unwrap()
    }

    #[test]
    fn the_line_is_first_party_and_has_no_expiry() {
        let jar = Fake::default();
        join_or_create(&jar, name(), true, SessionId([0xab; 16]));
        let line = jar.lines.borrow()[0].clone();
        assert_eq!(line, format!("desireline={}; Path=/; SameSite=Lax; Secure", "ab".repeat(16)));
    }

    #[test]
    fn a_second_tab_joins() {
        let jar = Fake::default();
        let first = join_or_create(&jar, name(), false, SessionId([1; 16]));
        let second = join_or_create(&jar, name(), false, SessionId([2; 16]));
        assert_eq!(first, second);
        assert_eq!(jar.lines.borrow().len(), 1);
        assert!(!jar.lines.borrow()[0].contains("Secure"));
    }

    #[test]
    fn what_is_not_an_id_counts_as_absent() {
        for value in ["", "\"><script>", "../..", &"f".repeat(4096), &"F".repeat(32), "é"] {
            assert_eq!(find(&format!("a=b; desireline={value}; c=d"), name()), None, "{value}");
        }
        let good = "0f".repeat(16);
        assert!(find(&format!("xdesireline={good}"), name()).is_none());
        assert!(find(&format!("a=b;desireline={good}"), name()).is_some());
    }

    #[test]
    fn a_tossed_duplicate_is_not_taken() {
        let (mine, other) = ("0f".repeat(16), "1e".repeat(16));
        assert_eq!(find(&format!("desireline={other}; desireline={mine}"), name()), None);
    }

    #[test]
    fn names_cannot_break_out_of_the_line() {
        for bad in ["", "a b", "a;b", "a=b", "a,b", "é", "a\n", &"a".repeat(65)] {
            assert!(CookieName::new(bad).is_none(), "{bad}");
        }
        assert!(CookieName::new("__Host-desireline").is_some());
    }
}
