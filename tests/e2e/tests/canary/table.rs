//! Every case of the list of threats that is about what is typed, shown or stored.

use fantoccini::key::Key;

use super::case::Step::{Away, Click, Control, Pad, Press, Reload, Run, Secret, Write};
use super::case::{Case, Told};

const TOGGLE: &str =
    "document.querySelector('#show').onclick = () => { zone.type = zone.type == 'text' ? 'password' : 'text'; };";
const TYPED: &[super::case::Step] = &[Click("#zone"), Secret, Press(&[Key::Tab])];
const FIELD: &str = "<form><input id=zone type=password></form>";
const PAD: &str = "<p id=zone></p><div id=pad></div><script>
    pad.innerHTML = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `<button id=key-${digit} type=button>${digit}</button>`).join(' ');
    pad.onclick = () => {};</script>";
const CLOSED: &str = "<div id=zone></div><script>
    const root = zone.attachShadow({ mode: 'closed', delegatesFocus: true });
    root.innerHTML = '<input type=password>';</script>";

/// Secrets that are typed.
pub(super) const TYPING: &[Case<'_>] = &[
    Case::new("P1", "a password field", FIELD, TYPED),
    Case::new(
        "P2",
        "shown by changing its type, and hidden again",
        FIELD,
        &[
            Run(TOGGLE),
            Click("#zone"),
            Secret,
            Click("#show"),
            Click("#zone"),
            Secret,
            Click("#show"),
            Click("#zone"),
            Secret,
        ],
    ),
    Case::new(
        "P3",
        "shown by a new node in its place",
        FIELD,
        &[
            Run("document.querySelector('#show').onclick = () => {
            const shown = document.createElement('input');
            shown.value = zone.value; shown.className = 'shown'; zone.replaceWith(shown);
        };"),
            Click("#zone"),
            Secret,
            Click("#show"),
            Click(".shown"),
            Secret,
        ],
    ),
    Case::new(
        "P4",
        "shown, and an input event in the same task",
        FIELD,
        &[
            Click("#zone"),
            Secret,
            Run("zone.type = 'text'; zone.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'SECRET' }));"),
            Secret,
        ],
    ),
    Case::new(
        "P5",
        "a copy of a shown one, elsewhere",
        "<form><input class=a type=password placeholder=Zauberwort></form><i></i>",
        &[
            Run(
                "const copy = document.querySelector('.a').cloneNode(true); copy.type = 'text'; copy.className = ''; copy.id = 'zone'; document.querySelector('i').append(copy);",
            ),
            Click("#zone"),
            Secret,
        ],
    ),
    Case::new("P6", "shown before the recorder came", "<form><label>Password <input id=zone></label></form>", TYPED),
    Case::new(
        "P7",
        "a token in the autocomplete list",
        "<textarea id=zone autocomplete='section-a billing CC-Number'></textarea>",
        TYPED,
    ),
    Case::new("P7", "current-password webauthn", "<input id=zone autocomplete='current-password webauthn'>", TYPED),
    Case::new("P7", "one-time-code", "<input id=zone autocomplete=one-time-code>", TYPED),
    Case::new("P8", "a name, a label in another language", "<input id=zone name=user_pwd>", TYPED),
    Case::new("P8", "a label", "<label for=zone>Contraseña</label><input id=zone>", TYPED),
    Case::new("P8", "a placeholder", "<input id=zone placeholder='Код из пароля'>", TYPED),
    Case::new("P9", "-webkit-text-security, a field", "<input id=zone style='-webkit-text-security: disc'>", TYPED),
    Case::new(
        "P9",
        "-webkit-text-security, an editable",
        "<div id=zone contenteditable style='-webkit-text-security: disc'>x</div>",
        TYPED,
    ),
    Case::new(
        "P10",
        "in an open shadow root",
        "<div id=host></div><script>
        host.attachShadow({ mode: 'open' }).innerHTML = '<input id=zone type=password>';</script>",
        &[Run("host.shadowRoot.querySelector('input').focus()"), Secret, Press(&[Key::Tab])],
    ),
    Case::new("P11", "in a closed shadow root", CLOSED, &[Run("zone.focus()"), Secret]),
    Case::new(
        "P12",
        "in a frame of the same origin",
        "<iframe id=zone srcdoc='<input type=password autofocus>'></iframe>",
        &[Click("#zone"), Secret],
    ),
    Case::new(
        "P13",
        "boxes of a digit that pass the focus on",
        "<p id=zone></p><script>
        zone.innerHTML = '<input class=box maxlength=1>'.repeat(6) + '<button class=last>done</button>';
        zone.oninput = ({ target }) => target.nextElementSibling?.focus();</script>",
        &[Click(".box"), Write("482915")],
    ),
    Case::new(
        "P14",
        "a key held while the focus leaves",
        FIELD,
        &[Click("#zone"), Run("zone.onkeydown = () => document.activeElement.blur()"), Secret],
    ),
];

/// Secrets that are pasted, filled in, written into the page.
pub(super) const FILLING: &[Case<'_>] = &[
    Case::new("P15", "pasted", FIELD, &[
        Click("#zone"), Secret,
        Run("const clipboardData = new DataTransfer(); clipboardData.setData('text', 'SECRET');
            zone.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }));
            zone.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste', data: 'SECRET' }));"),
    ]),
    Case::new("P16", "copied and cut", FIELD, &[Click("#zone"), Secret, Control('a'), Control('c'), Control('x')]),
    Case::new("P17", "undone and done again", FIELD, &[Click("#zone"), Secret, Control('z'), Control('y')]),
    Case::new("P18", "composed", FIELD, &[
        Click("#zone"), Secret,
        Run("for (const kind of ['compositionstart', 'compositionupdate', 'compositionend']) zone.dispatchEvent(new CompositionEvent(kind, { bubbles: true, data: 'SECRET' }));"),
    ]),
    Case::new("P19", "selected, once shown", FIELD, &[Run(TOGGLE), Click("#zone"), Secret, Click("#show"), Click("#zone"), Control('a')]),
    Case::new("P20", "dragged", FIELD, &[
        Click("#zone"), Secret,
        Run("const dataTransfer = new DataTransfer(); dataTransfer.setData('text', 'SECRET');
            for (const kind of ['dragstart', 'drop', 'dragend']) zone.dispatchEvent(new DragEvent(kind, { bubbles: true, dataTransfer }));"),
    ]),
    Case::new("P21", "mirrored in the value attribute", FIELD, &[
        Run("zone.oninput = () => zone.setAttribute('value', zone.value)"), Click("#zone"), Secret,
    ]),
    Case::new("P22", "as the text of a textarea in a label", "<label>Note <textarea id=zone autocomplete=new-password>SECRET</textarea></label>", TYPED),
    Case::new("P23", "in a hidden input", "<form onsubmit='return false'><input type=hidden name=csrf value='SECRET'><button id=go>Go</button></form>", &[Click("#go")]),
    Case::new("P24", "submitted", "<form id=form onsubmit='return false'><input id=zone type=password name=word><button id=go>Go</button></form>", &[
        Click("#zone"), Secret, Press(&[Key::Enter]), Click("#go"), Run("window.built = 0; form.addEventListener('formdata', () => built++); new FormData(form); if (built != 1) throw 'FormData was built';"),
    ]),
    Case::new("P25", "filled in by the browser: a keydown without a key", FIELD, &[
        Click("#zone"), Run("zone.value = 'SECRET'; zone.dispatchEvent(new Event('keydown', { bubbles: true })); zone.dispatchEvent(new Event('input', { bubbles: true }));"),
    ]),
    Case::new("P26", "filled in by a manager, and shown on submit", "<form onsubmit='return false'><input id=zone type=password><button id=go>Go</button></form>", &[
        Run("zone.value = 'SECRET'; zone.type = 'text'; for (const kind of ['input', 'change']) zone.dispatchEvent(new Event(kind, { bubbles: true }));"), Click("#go"),
    ]),
    Case::new("P27", "after going back, and after a reload", FIELD, &[Click("#zone"), Secret, Away, Click("#zone"), Secret, Reload, Click("#zone"), Secret]),
    Case::new("P28", "in what is read-only, chosen, put out", "<input id=zone type=password readonly value='SECRET'><datalist><option>SECRET</datalist>
        <select id=choice><option>SECRET<option>b</select><output>SECRET</output>", &[Click("#zone"), Click("output"), Run("choice.dispatchEvent(new Event('change', { bubbles: true }))")]),
    Case::new("P29", "a controlled field that is drawn anew at each key", "<p></p><script>
        let value = ''; const draw = (type) => {
            document.querySelector('p + p').innerHTML = `<label><input class=field type=${type}></label>`;
            const field = document.querySelector('.field'); field.value = value; field.focus();
            field.oninput = () => { value = field.value; draw(type); };
        }; draw('password'); show.onclick = () => draw('text');</script>", &[Click(".field"), Secret, Click("#show"), Click(".field"), Secret]),
    Case::new("P30", "every option at its most permissive", "<form><input id=zone type=password></form>", &[
        Run(TOGGLE), Click("#zone"), Secret, Click("#show"), Click("#zone"), Secret,
    ]).with("allow: ['*', 'input', '#zone', '[type=password]'], block: [], mask: [], tolerance: 0, gpc: false, dnt: false, sample: 1, without: []"),
    Case::new("P31", "with AltGr, in a closed shadow root", CLOSED, &[
        Run("zone.focus()"), Secret,
        Run("for (const key of 'SECRET') zone.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key, ctrlKey: true, altKey: true, modifierAltGraph: true }));"),
    ]),
    Case::new("P32", "typed in the wrong place: nowhere", "<p id=zone>text</p>", &[Click("#zone"), Secret]),
    Case::new("P32", "typed in the wrong place: a search", "<input id=zone type=search name=q>", TYPED).told(Told::Classes),
];

/// What a visitor does in a login form: the word is typed, shown and hidden in turn, sent and typed again.
/// Showing it puts another field in its place, beside one that changes its type.
const LOGIN: &[super::case::Step] = &[
    Click("#user"),
    Write("Oslo"),
    Click(".word"),
    Secret,
    Run("if (document.querySelector('[name=mirror]').value != 'SECRET') throw 'it is not in the state'"),
    Click(".again"),
    Secret,
    Run("window.before = document.querySelector('.word')"),
    Click("#reveal"),
    Run(
        "const { type } = document.querySelector('.word'); if (before.isConnected || type != 'text') throw 'no other field'",
    ),
    Click(".word"),
    Secret,
    Click(".again"),
    Secret,
    Click("#reveal"),
    Click(".word"),
    Secret,
    Click("#enter"),
    Run("if (!document.querySelector('output')) throw 'it was not sent'"),
    Click(".word"),
    Secret,
    Click(".again"),
    Secret,
];
/// Shown and an input event in the same task; then a copy of a shown field, elsewhere: its placeholder is
/// what it can be known again by.
const SHOWN: &[super::case::Step] = &[
    Click(".word"),
    Secret,
    Run("document.querySelector('#reveal').click();
        for (const field of document.querySelectorAll('.word, .again')) field.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'SECRET' }));"),
    Click(".word"),
    Secret,
    Run("const copy = document.querySelector('.again').cloneNode(true); copy.className = 'copy'; document.body.append(copy);"),
    Click(".copy"),
    Secret,
];
const CODE: &[super::case::Step] = &[Click(".digit"), Secret, Click("#enter"), Click(".digit"), Secret];
const USER: &[&str] = &["input#user"];

/// Secrets in login forms that frameworks built: each key goes into their state, and is drawn from there.
pub(super) const BUILT: &[Case<'_>] = &[
    Case::built("P29 React", "typed, shown, hidden, sent", "react", LOGIN).open(USER),
    Case::built("P29 Vue", "typed, shown, hidden, sent", "vue", LOGIN).open(USER),
    Case::built("P29 Svelte", "typed, shown, hidden, sent", "svelte", LOGIN).open(USER),
    Case::built("P5 React", "shown, and an input event in the same task; copied", "react", SHOWN),
    Case::built("P5 Vue", "shown, and an input event in the same task; copied", "vue", SHOWN),
    Case::built("P5 Svelte", "shown, and an input event in the same task; copied", "svelte", SHOWN),
    Case::built("P13 React", "boxes of a digit, drawn from state", "react", CODE),
    Case::built("P13 Vue", "boxes of a digit, drawn from state", "vue", CODE),
    Case::built("P13 Svelte", "boxes of a digit, drawn from state", "svelte", CODE),
];

/// Side channels.
pub(super) const BESIDE: &[Case<'_>] = &[
    Case::new("K1", "length, by what a field tells when it is left", FIELD, TYPED),
    Case::new("K2", "rhythm: no key is timed finer than 100 ms", "<input id=zone name=town>", TYPED)
        .told(Told::Classes),
    Case::new(
        "K3",
        "requests do not follow keys",
        FIELD,
        &[
            Click("#zone"),
            Secret,
            Run("if (performance.getEntriesByName(location.origin + '/v1/frames').length > 3) throw 'posted'"),
        ],
    ),
    Case::new("K4", "an on-screen keypad", PAD, &[Click("#control"), Pad, Click("#control")]),
    Case::new(
        "K4",
        "a keypad that is marked",
        "<div id=pad data-desireline=block><button id=key-5 type=button>·</button><button id=key-9 type=button>·</button><button id=key-7 type=button>·</button><button id=key-3 type=button>·</button></div>",
        &[Click("#control"), Pad, Click("#control")],
    ),
    Case::new(
        "K5",
        "a signature, in a marked region",
        "<canvas id=pad data-desireline=block width=300 height=100></canvas>",
        &[Click("#control"), Click("#pad"), Click("#control")],
    ),
    Case::new(
        "K6",
        "no hash of a value",
        FIELD,
        &[Click("#zone"), Secret, Run("zone.dispatchEvent(new Event('change', { bubbles: true }))")],
    ),
];

/// Other personal data, and consent.
pub(super) const PERSONAL: &[Case<'_>] = &[
    Case::new("L1", "addresses", "<a id=zone href='#token=SECRET'>link</a>", &[
        Run("history.pushState({}, '', '/e2e/other.html?token=' + encodeURIComponent('SECRET') + '#SECRET')"), Click("#zone"),
    ]),
    Case::new("L2", "titles and labels", "<button id=zone type=button title='SECRET' aria-label='SECRET'>SECRET</button>", &[Run("document.title = 'SECRET'"), Click("#zone")]),
    Case::new("L3", "names in the markup", "<button id='SECRET' name='SECRET' class='SECRET zone' type=button>b</button>", &[Click(".zone")]).transient(),
    Case::new("L4", "no referrer of our own requests", FIELD, &[Run("history.replaceState({}, '', '?SECRET')"), Click("#zone"), Secret]),
    Case::new("L5", "nothing on the console", FIELD, &[
        Click("#zone"), Secret, Run("Object.defineProperty(zone, 'getRootNode', { get() { throw new Error('SECRET'); } }); zone.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'SECRET' }))"),
    ]),
    Case::new("L6", "no fine fingerprint", "", &[Run("if (JSON.stringify(memories).includes('userAgent')) throw 'it was kept'")]),
    Case::new("L7", "a marked ancestor", "<div data-desireline=block><form><input id=zone name=town><button id=go type=button>Go</button></form></div>", &[Click("#zone"), Secret, Click("#go")]),
    Case::new("L7", "a selector that blocks", "<form class=private><input id=zone name=town></form>", TYPED).with("block: ['.private']"),
    Case::new("L8", "no consent yet", "<input id=zone name=town>", TYPED).with("consent: 'pending'").told(Told::Nothing),
    Case::new("L8", "no consent", "<input id=zone name=town>", TYPED).with("consent: 'denied'").told(Told::Nothing),
    Case::new("L8", "consent withdrawn", "<input id=zone name=town>", &[Click("#zone"), Secret, Run("recorder.revoke(true)"), Reload, Click("#zone"), Secret]).told(Told::Nothing),
    Case::new("L9", "a page that is only prerendered", "<input id=zone name=town><script>Object.defineProperty(document, 'prerendering', { get: () => true })</script>", TYPED).told(Told::Nothing),
];
