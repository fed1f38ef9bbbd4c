//! The fields of threats P1 to P13, in a row on one page.

use super::case::Step::{self, Click, Run, Secret};

/// A field that is secret, and how the secret is typed into it.
pub(super) struct Shape {
    html: &'static str,
    pub(super) steps: &'static [Step],
}

/// Every field in a paragraph of its own; the regions are for selectors to name.
pub(super) fn page() -> String {
    let fields: String = SHAPES.iter().map(|shape| format!("<p class=field>{}</p>", shape.html)).collect();
    format!("<form class=fields data-desireline=allow onsubmit='return false'>{fields}</form>")
}

pub(super) const SHAPES: &[Shape] = &[
    Shape { html: "<input class=p1 type=password>", steps: &[Click(".p1"), Secret] },
    Shape {
        html: "<input class=p2 type=password>",
        steps: &[
            Click(".p2"),
            Secret,
            Run("document.querySelector('.p2').type = 'text'"),
            Secret,
            Run("document.querySelector('.p2').type = 'password'"),
            Secret,
        ],
    },
    Shape {
        html: "<input class=p3 type=password>",
        steps: &[
            Click(".p3"),
            Secret,
            Run("const shown = document.createElement('input'); shown.className = 'p3 shown';
                document.querySelector('.p3').replaceWith(shown);"),
            Click(".shown"),
            Secret,
        ],
    },
    Shape {
        html: "<input class=p4 type=password>",
        steps: &[
            Click(".p4"),
            Run("const field = document.querySelector('.p4'); field.type = 'text'; field.value = 'SECRET';
                field.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'SECRET' }));"),
            Secret,
        ],
    },
    Shape {
        html: "<input class=p5 type=password placeholder=Zauberwort>",
        steps: &[
            Run("const copy = document.querySelector('.p5').cloneNode(true); copy.type = 'text'; copy.className = 'copy';
                document.body.append(copy);"),
            Click(".copy"),
            Secret,
        ],
    },
    Shape { html: "<input class=p7 autocomplete='section-a billing cc-number'>", steps: &[Click(".p7"), Secret] },
    Shape { html: "<input class=p7c autocomplete=one-time-code>", steps: &[Click(".p7c"), Secret] },
    Shape { html: "<input class=p8 name=user_pwd>", steps: &[Click(".p8"), Secret] },
    Shape { html: "<label>Contraseña <input class=p8l></label>", steps: &[Click(".p8l"), Secret] },
    Shape { html: "<input class=p9 style='-webkit-text-security: disc'>", steps: &[Click(".p9"), Secret] },
    Shape {
        html: "<span class=p9e contenteditable style='-webkit-text-security: disc'>word</span>",
        steps: &[Click(".p9e"), Secret],
    },
    Shape {
        html: "<span class=p10></span><script>
            document.querySelector('.p10').attachShadow({ mode: 'open' }).innerHTML = '<input type=password>';</script>",
        steps: &[Run("document.querySelector('.p10').shadowRoot.querySelector('input').focus()"), Secret],
    },
    Shape {
        html: "<span class=p11></span><script>
            document.querySelector('.p11').attachShadow({ mode: 'closed', delegatesFocus: true }).innerHTML = '<input type=password>';</script>",
        steps: &[Run("document.querySelector('.p11').focus()"), Secret],
    },
    Shape { html: "<iframe class=p12 srcdoc='<input type=password autofocus>'></iframe>", steps: &[Click(".p12"), Secret] },
    Shape {
        html: "<span class=p13 oninput='event.target.nextElementSibling?.focus()'><input maxlength=1><input maxlength=1><input maxlength=1><input maxlength=1></span>",
        steps: &[Click(".p13 > input"), Secret],
    },
];
