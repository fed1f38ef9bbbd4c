use super::secret;
use crate::text::place;
use crate::wire::FieldKind;

/// An element as far as its markup tells, with no value in it. Tag and type in lower case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Element<'a> {
    /// Local name.
    pub tag: &'a str,
    /// The `type` attribute.
    pub kind: &'a str,
    /// The `autocomplete` attribute.
    pub autocomplete: &'a str,
    /// The `name` attribute.
    pub name: &'a str,
    /// The `id` attribute.
    pub id: &'a str,
    /// The `class` attribute.
    pub classes: &'a str,
    /// Its `role`.
    pub role: &'a str,
    /// The `inputmode` attribute.
    pub inputmode: &'a str,
    /// The `maxlength` attribute.
    pub maxlength: &'a str,
    /// What is said of it to people, screen readers and tests (labels, placeholder, `aria-label`,
    /// `data-testid` …), in lower case.
    pub hints: &'a str,
    /// Whether it is `contenteditable`, itself or through an ancestor.
    pub editable: bool,
    /// Whether it has an open shadow root, so that others may hide in it.
    pub host: bool,
    /// Whether it was ever seen as a secret field. Showing a password does not make it less of one.
    pub ever_secret: bool,
    /// Whether the site masks it, or the region that it is in.
    pub masked: bool,
    /// Whether it shows other characters than it holds (`-webkit-text-security`).
    pub veiled: bool,
}

/// How much of an element may be observed, from nothing to most. The strictest rule wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing at all: what is in there is not known.
    Nothing,
    /// That it has or loses the focus. All that a secret field yields.
    Presence,
    /// Also keys that write nothing: navigation, enter, shortcuts; and that it changed.
    Control,
    /// Also the class of each key.
    Class,
}

/// Types of `<input>` that are no text fields, and what each is; any other is a text field, as in
/// browsers.
const TYPES: &str = "password email search tel url number range date time datetime-local month week \
                     checkbox radio color file button submit reset image";
const FIELDS: [FieldKind; 20] = [
    FieldKind::Password,
    FieldKind::Email,
    FieldKind::Search,
    FieldKind::Tel,
    FieldKind::Url,
    FieldKind::Number,
    FieldKind::Number,
    FieldKind::Date,
    FieldKind::Date,
    FieldKind::Date,
    FieldKind::Date,
    FieldKind::Date,
    FieldKind::Checkbox,
    FieldKind::Radio,
    FieldKind::Color,
    FieldKind::File,
    FieldKind::Button,
    FieldKind::Button,
    FieldKind::Button,
    FieldKind::Button,
];
/// Elements whose inside is not the page's: another document or a plug-in.
const FOREIGN: &str = "iframe frame object embed";

impl Element<'_> {
    /// What sort of form control this is.
    pub fn field(&self) -> FieldKind {
        match place("input button select textarea", self.tag.as_bytes()) {
            Some(0) => {
                let field = place(TYPES, self.kind.as_bytes()).and_then(|at| FIELDS.get(at));
                field.copied().unwrap_or(FieldKind::Text)
            }
            Some(1) => FieldKind::Button,
            Some(2) => FieldKind::Select,
            Some(_) => FieldKind::Textarea,
            None if self.editable => FieldKind::Editable,
            None => FieldKind::None,
        }
    }

    /// Whether this field holds a secret, or ever did.
    pub fn secret(&self) -> bool {
        self.ever_secret
            || self.veiled
            || self.kind == "password"
            || self.is_code()
            || secret::autocomplete(self.autocomplete)
            || secret::named(self.name)
            || secret::named(self.id)
            || secret::named(self.hints)
    }

    /// Whether it takes a few digits only, or a single character: a one-time code or a PIN, in one
    /// field or in a row of them. (A year and a postcode look like one, and are held back too.)
    fn is_code(&self) -> bool {
        let digits = place("tel number", self.kind.as_bytes()).is_some() || self.inputmode == "numeric";
        match self.maxlength.as_bytes() {
            [b'1'] => true,
            [b'2'..=b'8'] => digits,
            _ => false,
        }
    }
}

/// What may be observed of `element`.
///
/// ```
/// use desireline::privacy::{verdict, Element, Verdict};
/// let shown = Element { tag: "input", kind: "text", ever_secret: true, ..Element::default() };
/// assert_eq!(verdict(&shown), Verdict::Presence);
/// ```
pub fn verdict(element: &Element<'_>) -> Verdict {
    let custom = element.tag.bytes().any(|byte| byte == b'-');
    let foreign = element.tag.is_empty() || place(FOREIGN, element.tag.as_bytes()).is_some();
    match element.field() {
        // Another document, a plug-in or a shadow root gets keys that are not ours to judge.
        _ if custom || foreign || element.host => Verdict::Nothing,
        _ if element.kind == "hidden" && element.tag == "input" => Verdict::Nothing,
        FieldKind::None => Verdict::Control,
        FieldKind::Button | FieldKind::Checkbox | FieldKind::Radio => Verdict::Control,
        _ if element.masked || element.secret() => Verdict::Presence,
        // Letters typed at a list pick an option, and say which.
        FieldKind::Select | FieldKind::File | FieldKind::Color => Verdict::Control,
        _ => Verdict::Class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(kind: &'static str) -> Element<'static> {
        Element { tag: "input", kind, ..Element::default() }
    }

    #[test]
    fn a_secret_yields_presence_only() {
        let base = input("text");
        for secret in [
            input("password"),
            Element { ever_secret: true, ..base },
            Element { autocomplete: "section-x one-time-code", ..base },
            Element { name: "passwd", ..base },
            Element { id: "user-pin", ..base },
            Element { tag: "textarea", autocomplete: "new-password", ..base },
            Element { tag: "div", kind: "", editable: true, id: "secret", ..base },
            Element { tag: "select", kind: "", autocomplete: "cc-exp-month", ..base },
            Element { hints: "your security code", ..base },
            Element { veiled: true, ..base },
            Element { masked: true, ..base },
            Element { tag: "div", kind: "", editable: true, veiled: true, ..base },
            Element { maxlength: "1", ..base },
            Element { inputmode: "numeric", maxlength: "6", ..base },
            Element { kind: "tel", maxlength: "8", ..base },
        ] {
            assert_eq!(verdict(&secret), Verdict::Presence, "{secret:?}");
        }
    }

    #[test]
    fn what_may_hide_another_field_yields_nothing() {
        for tag in ["iframe", "object", "embed", "my-field", ""] {
            assert_eq!(verdict(&Element { tag, ..Element::default() }), Verdict::Nothing);
        }
        assert_eq!(verdict(&Element { tag: "div", host: true, ..Element::default() }), Verdict::Nothing);
        assert_eq!(verdict(&Element { tag: "input", kind: "hidden", ..Element::default() }), Verdict::Nothing);
    }

    #[test]
    fn open_fields_yield_key_classes_and_the_rest_controls() {
        for kind in ["", "text", "email", "search", "no-such-type"] {
            assert_eq!(verdict(&input(kind)), Verdict::Class);
        }
        for (inputmode, maxlength) in [("numeric", ""), ("numeric", "9"), ("", "6"), ("text", "4"), ("numeric", "16")] {
            let field = Element { inputmode, maxlength, ..input("text") };
            assert_eq!(verdict(&field), Verdict::Class, "{field:?}");
        }
        for tag in ["body", "button", "select", "p"] {
            assert_eq!(verdict(&Element { tag, ..Element::default() }), Verdict::Control);
        }
        assert_eq!(verdict(&input("checkbox")), Verdict::Control);
    }
}
