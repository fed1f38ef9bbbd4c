//! What stays secret when a page changes, and what a site hides: nodes that take a password's
//! place, keypads, regions.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::Value;
use support::browser::{Visit, all_told, options, posted, run};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Typing into a field, and a visit of the pointer to an element, as a browser would tell of them.
const ACT: &str = "const on = { bubbles: true, composed: true };
const type = (field, text = 'Xq7') => {
    field.dispatchEvent(new FocusEvent('focusin', on));
    for (const key of text) {
        field.dispatchEvent(new KeyboardEvent('keydown', { ...on, key }));
        field.dispatchEvent(new InputEvent('input', { ...on, data: key }));
    }
    field.dispatchEvent(new FocusEvent('focusout', on));
};
const click = (element, clientX = 5, clientY = 5) => {
    for (const kind of ['pointermove', 'pointerdown', 'click']) element.dispatchEvent(new PointerEvent(kind, { ...on, clientX, clientY }));
};";

fn acts(code: &str) -> String {
    format!("{ACT} {code}")
}

/// Kinds of rows at elements whose name begins so.
fn kinds<'a>(rows: &'a [Value], target: &str) -> Vec<&'a str> {
    let theirs = rows.iter().filter(|row| row["target"].as_str().unwrap_or_default().starts_with(target));
    theirs.map(|row| row["kind"].as_str().unwrap_or_default()).collect()
}

/// The page is changed by a script, with no event before it but a key somewhere else.
#[wasm_bindgen_test]
async fn what_takes_a_passwords_place_is_secret() {
    let pages = [
        (
            "by its name",
            "<form><input type=password name=word></form><p></p>",
            "$('p').innerHTML = '<input name=word>'",
        ),
        (
            "by its id",
            "<form><input type=password id=word></form><p></p>",
            "$('form').remove(); $('p').innerHTML = '<input id=word>'",
        ),
        ("by its place", "<form><input><input type=password></form>", "$('[type]').outerHTML = '<input class=shown>'"),
        (
            "by its label",
            "<p><input type=password aria-label=Zauberwort></p><i></i>",
            "$('i').innerHTML = '<label>Zauberwort <input></label>'",
        ),
        (
            "as a copy",
            "<p><input type=password placeholder=Zauberwort></p><i></i>",
            "const copy = $('input').cloneNode(true); copy.type = 'text'; $('i').append(copy)",
        ),
    ];
    for (how, html, change) in pages {
        let mut visit = Visit::of(&format!("<button>show</button>{html}"));
        let rows = visit
            .rows_of(&acts(&format!("{change}; type($('i input, p input[name], p input[id], input.shown'))")))
            .await;
        let told: Vec<_> = rows.iter().map(|row| row["kind"].clone()).collect();
        assert_eq!(told, ["focus", "blur"], "{how}: {rows:?}");
    }
}

/// A field that came late and is shown in the same task in which its key comes.
#[wasm_bindgen_test]
async fn a_late_password_that_is_shown_at_once_is_secret() {
    let mut visit = Visit::of("<p></p><input id=city>");
    let rows = visit
        .rows_of(&acts(
            "$('p').innerHTML = '<input type=password>';
             $('#city').dispatchEvent(new KeyboardEvent('keydown', { ...on, key: 'Tab' }));
             $('p input').type = 'text';
             type($('p input'));",
        ))
        .await;
    assert_eq!(all_told(&rows)[1..], ["focus input", "blur input"], "{rows:?}");
}

/// A field that was another step's at the same place does not make its whole kind secret.
#[wasm_bindgen_test]
async fn a_successor_hands_nothing_on() {
    let mut visit = Visit::of("<p><input type=password></p><i><input name=city></i>");
    let rows =
        visit.rows_of(&acts("$('p').innerHTML = '<input name=city>'; type($('p input')); type($('i input'));")).await;
    assert_eq!(
        kinds(&rows[2..], "input"),
        ["focus", "key", "input", "key", "input", "key", "input", "blur"],
        "{rows:?}"
    );
    assert_eq!(rows[1]["kind"], "blur", "{rows:?}");
}

#[wasm_bindgen_test]
async fn labels_shapes_and_veils_make_a_secret() {
    for html in [
        "<label>Passwort <input></label>",
        "<label for=a>Код: пароль</label><input id=a>",
        "<span id=l>Mot de passe</span><input aria-labelledby=l>",
        "<input placeholder='Contraseña'>",
        "<input data-testid=login-otp>",
        "<input inputmode=numeric maxlength=6>",
        "<input maxlength=1>",
        "<input style='-webkit-text-security: disc'>",
        "<div contenteditable style='-webkit-text-security: disc'></div>",
    ] {
        let mut visit = Visit::of(html);
        let rows = visit.rows_of(&acts("type($('input, [contenteditable]'))")).await;
        let told: Vec<_> = rows.iter().map(|row| row["kind"].clone()).collect();
        assert_eq!(told, ["focus", "blur"], "{html}: {rows:?}");
    }
}

/// What stands in a control is no label (threat P22).
#[wasm_bindgen_test]
async fn a_label_is_read_without_the_controls_in_it() {
    let mut visit = Visit::of("<label>About you <textarea>my password</textarea></label>");
    let rows = visit.rows_of(&acts("type($('textarea'))")).await;
    assert_eq!(rows.len(), 1 + 6 + 1, "{rows:?}");
}

#[wasm_bindgen_test]
async fn of_a_blocked_region_nothing_is_told() {
    let regions = [
        "<div data-desireline=block><p><button>a</button><input></p></div>",
        "<div data-desireline=BLOCK><p data-desireline=allow><button>a</button><input></p></div>",
        "<div class=private><p><button>a</button><input></p></div>",
    ];
    for html in regions {
        let mut options = options();
        options.block = vec![".private".into(), "#other".into()];
        let mut visit = Visit::with(html, &options);
        let rows = visit.rows_of(&acts("click($('button'), 20, 30); click($('p')); type($('input'));")).await;
        assert_eq!(rows, Vec::<Value>::new(), "{html}");
        let rows = visit.rows_of(&acts("click(document.body, 1, 1); click(document.body, 2, 2)")).await;
        assert!(all_told(&rows).contains(&"click body".to_owned()), "{rows:?}");
    }
}

/// Across a shadow root, and through a slot.
#[wasm_bindgen_test]
async fn a_block_reaches_into_shadow_roots_and_slots() {
    for (host, inside, pressed) in [
        ("<div data-desireline=block><p id=host></p></div>", "<button>a</button>", "root.querySelector('button')"),
        ("<p id=host><b>a</b></p>", "<div data-desireline=block><slot></slot></div>", "$('b')"),
    ] {
        let mut visit = Visit::of(host);
        let act = format!(
            "const root = $('#host').attachShadow({{ mode: 'open' }}); root.innerHTML = '{inside}'; click({pressed})"
        );
        let rows = visit.rows_of(&acts(&act)).await;
        assert_eq!(rows, Vec::<Value>::new(), "{host}");
    }
}

#[wasm_bindgen_test]
async fn a_mask_leaves_presence_and_allow_lifts_it() {
    let mut visit = Visit::of(
        "<form data-desireline=mask><input id=jane name=street><p data-desireline=allow><input name=city><input name=pin></p></form>",
    );
    let rows = visit.rows_of(&acts("document.querySelectorAll('input').forEach((field) => type(field));")).await;
    let all: Vec<_> =
        rows.iter().map(|row| format!("{} {}", row["kind"].as_str().unwrap_or_default(), row["field"])).collect();
    assert_eq!(all[..2], ["focus null", "blur null"], "{rows:?}");
    assert_eq!(all[2..10].iter().filter(|it| it.starts_with("key ")).count(), 3, "{rows:?}");
    assert_eq!(all[10..], ["focus \"pin\"", "blur \"pin\""], "{rows:?}");
}

/// A pad with ten digits, some of which are spelled by what is in their keys.
const PAD: &str = "const pad = () => `<div id=pad>${[1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit) => `<p><button id=key-${digit}>${digit}</button></p>`).join('')}</div>`;";

#[wasm_bindgen_test]
async fn frames_of_two_pins_on_a_keypad_are_the_same() {
    let mut frames = Vec::new();
    for pin in ["1234", "907"] {
        let mut visit = Visit::of("<h1>Pay</h1><i></i>");
        run(&format!("{PAD} $('i').innerHTML = pad();"));
        let presses = format!(
            "click($('h1'), 3, 3); for (const digit of '{pin}') click($('#key-' + digit), 10 + 20 * digit, 90);
             click($('#pad'), 50, 60); click($('h1'), 4, 4); click($('h1'), 3, 3);"
        );
        let rows = visit.rows_of(&acts(&presses)).await;
        let places: Vec<_> = rows.iter().map(|row| format!("{} {} {}", row["kind"], row["x"], row["y"])).collect();
        assert!(all_told(&rows).contains(&"click h1".to_owned()), "{rows:?}");
        frames.push((places, posted().iter().map(Vec::len).collect::<Vec<_>>()));
    }
    assert_eq!(frames[0].0, frames[1].0);
}

/// A calendar, a scale up to ten and a list of pages have digits too.
#[wasm_bindgen_test]
async fn what_only_looks_like_a_keypad_is_told() {
    for keys in ["[...Array(30).keys()].map((day) => day + 1)", "[...Array(11).keys()]", "[1, 2, 3, 4]"] {
        let mut visit = Visit::of("<i></i>");
        run(&format!("$('i').innerHTML = {keys}.map((key) => `<button>${{key}}</button>`).join('');"));
        let rows = visit.rows_of(&acts("click($('button'))")).await;
        assert!(all_told(&rows).contains(&"click button".to_owned()), "{keys}: {rows:?}");
    }
}
