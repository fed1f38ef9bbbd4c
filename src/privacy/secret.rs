//! Fields that hold a secret whatever their `type` says.

use crate::text::{BLANKS, holds, next_part, place};

/// `autocomplete` tokens that name a secret (WHATWG HTML, "Autofill field names").
const AUTOCOMPLETE: &str = "current-password new-password one-time-code webauthn";
/// Start of every payment card token.
const CARD: &[u8] = b"cc-";

/// Parts of a name that give a secret away wherever they stand.
const ANYWHERE: &str = "passwor passwd passphrase passcode pwd secret token credential contrase";
/// Words that do so only by themselves: `pin` is one, `shipping` is not.
const WORDS: &str = "pass pin otp totp mfa cvv cvc csc ssn iban tan senha";

/// Whether an `autocomplete` list names a secret, at any place and in any letter case.
pub(super) fn autocomplete(mut list: &str) -> bool {
    while let Some(given) = next_part(&mut list, BLANKS) {
        let given = given.as_bytes();
        let card = given.get(..CARD.len()).is_some_and(|start| start.eq_ignore_ascii_case(CARD));
        if card || place(AUTOCOMPLETE, given).is_some() {
            return true;
        }
    }
    false
}

/// Whether a `name` or `id` names a secret.
pub(super) fn name(name: &str) -> bool {
    let mut parts = ANYWHERE;
    while let Some(part) = next_part(&mut parts, b" ") {
        if holds(name.as_bytes(), part) {
            return true;
        }
    }
    words(name.as_bytes()).any(|word| place(WORDS, word).is_some())
}

/// The words of a name: parted by anything but ASCII letters, and where a small letter meets a
/// capital (`userPin`).
fn words(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.chunk_by(|one, next| {
        let joined = one.is_ascii_alphabetic() && next.is_ascii_alphabetic();
        joined && !(one.is_ascii_lowercase() && next.is_ascii_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_counts_at_any_place_and_in_any_case() {
        for secret in ["current-password", "Current-Password webauthn", "section-a billing CC-number", "one-time-code"]
        {
            assert!(autocomplete(secret), "{secret}");
        }
        for open in ["", "off", "email", "name cc", "one-time", "é"] {
            assert!(!autocomplete(open), "{open}");
        }
    }

    #[test]
    fn names_of_secrets_are_known_and_lookalikes_are_not() {
        for secret in
            ["password", "user_PASSWORD2", "passwd", "userPin", "pin", "card-cvv", "otp_1", "newPass", "accessToken"]
        {
            assert!(name(secret), "{secret}");
        }
        for open in ["", "shipping", "footprint", "compass", "spin", "fullname", "email", "standard", "passenger"] {
            assert!(!name(open), "{open}");
        }
    }
}
