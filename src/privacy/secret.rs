//! Fields that hold a secret whatever their `type` says. docs/PRIVACY.md has the words by language.

use crate::text::{BLANKS, holds, next_part, place};

/// `autocomplete` tokens that name a secret (WHATWG HTML, "Autofill field names").
const AUTOCOMPLETE: &str = "current-password new-password one-time-code webauthn";
/// Start of every payment card token.
const CARD: &[u8] = b"cc-";

/// Parts of a name or a label that give a secret away wherever they stand. Those of other scripts
/// are in lower case, as labels are given.
const ANYWHERE: &str = "passw passphr passcode passord pwd secret token credential contrase kennwort geheim depasse \
                        senord kodeord adgangskode wachtwoord haslo hasło heslo jelsz parol salasana sifre şifre \
                        lozink matkhau khẩu curit onetime one-time verification authcode cardn creditc apikey \
                        privatek mnemonic парол κωδικ סיסמ مرور رمز पासवर्ड 密码 密碼 验证码 驗證碼 パスワード 暗証 비밀 암호 รหัส \
                        • ***";
/// Words that do so only by themselves: `pin` is one, `shipping` is not.
const WORDS: &str = "pass passe pin otp totp mfa cvv cvc csc ssn iban tan puk cpf senha sandi mdp pw card key";

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

/// Whether a `name`, an `id` or a label names a secret.
#[inline(never)]
pub(super) fn named(text: &str) -> bool {
    let mut parts = ANYWHERE;
    while let Some(part) = next_part(&mut parts, b" ") {
        if holds(text.as_bytes(), part) {
            return true;
        }
    }
    words(text.as_bytes()).any(|word| place(WORDS, word).is_some())
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
        for secret in [
            "password",
            "user_PASSWORD2",
            "passwd",
            "userPin",
            "pin",
            "card-cvv",
            "otp_1",
            "newPass",
            "accessToken",
            "card-number",
            "cardNo",
            "one-time",
            "Mot-De-Passe",
            "security answer",
            "api-key",
        ] {
            assert!(named(secret), "{secret}");
        }
        for open in [
            "",
            "shipping",
            "footprint",
            "compass",
            "spin",
            "fullname",
            "email",
            "standard",
            "passenger",
            "city",
            "postcode",
            "coupon-code",
            "comment",
            "search",
            "desenhar",
            "nachname",
            "телефон",
            "名前",
            "住所",
        ] {
            assert!(!named(open), "{open}");
        }
    }

    /// As browsers show them, in lower case.
    #[test]
    fn labels_are_understood_in_many_languages() {
        for label in [
            "password",
            "passwort",
            "kennwort",
            "geheimzahl",
            "mot de passe",
            "code de sécurité",
            "contraseña",
            "senha",
            "palavra-passe",
            "parola",
            "parola d'ordine",
            "wachtwoord",
            "lösenord",
            "adgangskode",
            "passord",
            "salasana",
            "hasło",
            "heslo",
            "jelszó",
            "parolă",
            "şifre",
            "lozinka",
            "пароль",
            "парола",
            "κωδικός πρόσβασης",
            "סיסמה",
            "كلمة المرور",
            "رمز عبور",
            "पासवर्ड",
            "密码",
            "密碼",
            "验证码",
            "パスワード",
            "暗証番号",
            "비밀번호",
            "암호",
            "รหัสผ่าน",
            "mật khẩu",
            "kata sandi",
            "your pin",
            "enter your 6-digit otp",
            "••••••",
            "security code",
            "api key",
            "verification code",
        ] {
            assert!(named(label), "{label}");
        }
    }
}
