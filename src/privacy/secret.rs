//! Fields that hold a secret whatever their `type` says.

/// `autocomplete` tokens that name a secret, in lower case (WHATWG HTML, "Autofill field names").
const AUTOCOMPLETE: [&str; 4] = ["current-password", "new-password", "one-time-code", "webauthn"];
/// Start of every payment card token.
const CARD: &str = "cc-";

/// Parts of a name that give a secret away wherever they stand.
const ANYWHERE: [&str; 9] =
    ["passwor", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "credential", "contrase"];
/// Words that do so only by themselves: `pin` is one, `shipping` is not.
const WORDS: [&str; 12] =
    ["pass", "pin", "otp", "totp", "mfa", "cvv", "cvc", "csc", "ssn", "iban", "tan", "senha"];

/// Whether an `autocomplete` list names a secret, at any place and in any letter case.
pub(super) fn autocomplete(list: &str) -> bool {
    list.split_ascii_whitespace().any(|given| {
        let is = |token: &&str| given.eq_ignore_ascii_case(token);
        let card = given.get(..CARD.len()).is_some_and(|start| start.eq_ignore_ascii_case(CARD));
        card || AUTOCOMPLETE.iter().any(|token| is(&token))
    })
}

/// Whether a `name` or `id` names a secret.
pub(super) fn name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ANYWHERE.iter().any(|part| lower.contains(part)) || words(name).any(|word| WORDS.contains(&word.as_str()))
}

/// The words of a name, in lower case: parted by anything but letters, and where a small letter
/// meets a capital (`userPin`).
fn words(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_ascii_alphabetic()).flat_map(|part| {
        let mut found: Vec<String> = Vec::new();
        let mut small = false;
        for c in part.chars() {
            match found.last_mut() {
                Some(word) if !(small && c.is_ascii_uppercase()) => word.push(c.to_ascii_lowercase()),
                _ => found.push(c.to_ascii_lowercase().into()),
            }
            small = c.is_ascii_lowercase();
        }
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_counts_at_any_place_and_in_any_case() {
        for secret in ["current-password", "Current-Password webauthn", "section-a billing CC-number", "one-time-code"] {
            assert!(autocomplete(secret), "{secret}");
        }
        for open in ["", "off", "email", "name cc", "one-time", "é"] {
            assert!(!autocomplete(open), "{open}");
        }
    }

    #[test]
    fn names_of_secrets_are_known_and_lookalikes_are_not() {
        for secret in ["password", "user_PASSWORD2", "passwd", "userPin", "pin", "card-cvv", "otp_1", "newPass", "accessToken"] {
            assert!(name(secret), "{secret}");
        }
        for open in ["", "shipping", "footprint", "compass", "spin", "fullname", "email", "standard", "passenger"] {
            assert!(!name(open), "{open}");
        }
    }
}
