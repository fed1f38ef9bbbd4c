//! Signals of secret fields: there are none, and nothing is asked of such a field.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::{Value, json};
use support::browser::{Visit, all_told, number, run, run_async, said};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Kinds that are heard here beside the usual.
const KINDS: [&str; 3] = ["field", "selection", "press"];

/// Everything that may happen to a field while somebody fills it in. The events count what is read of them.
const FILL: &str = "
    window.reads = 0;
    const trap = (owner, names) => { for (const name of names) Object.defineProperty(owner, name, { configurable: true, get() { window.reads += 1; throw new Error('read'); } }); return owner; };
    const fill = (field) => {
        const on = { bubbles: true, composed: true };
        const send = (event) => field.dispatchEvent(event);
        send(new FocusEvent('focusin', on));
        for (const inputType of ['insertText', 'deleteContentBackward', 'insertFromPaste']) {
            send(trap(new InputEvent('input', { ...on, data: 'X', inputType }), ['inputType', 'data', 'dataTransfer']));
        }
        for (const type of ['copy', 'cut', 'paste']) send(trap(new ClipboardEvent(type, on), ['clipboardData']));
        for (const type of ['compositionstart', 'compositionupdate', 'compositionend']) send(trap(new CompositionEvent(type, { ...on, data: 'X' }), ['data']));
        send(new Event('invalid', { composed: true }));
        send(new Event('selectionchange', on)); send(new Event('select', on));
        send(new Event('change', on));
        send(new FocusEvent('focusout', on));
    };
    const guard = (field) => trap(field, ['value', 'checked', 'validity', 'textContent', 'innerText', 'selectionStart', 'selectionEnd']);";

const SECRETS: [&str; 9] = [
    "<input type=password value=Xq7>",
    "<input autocomplete='section-a billing CC-number' value=Xq7>",
    "<input autocomplete='current-password webauthn'>",
    "<input autocomplete=one-time-code required>",
    "<textarea autocomplete=new-password>Xq7</textarea>",
    "<input name=passwd>",
    "<input type=tel name=card-cvv>",
    "<select autocomplete=cc-exp-month required></select>",
    "<div contenteditable id=secret>Xq7</div>",
];

#[wasm_bindgen_test]
async fn a_secret_field_yields_no_signal_and_is_not_read() {
    for html in SECRETS {
        let mut visit = Visit::hearing(html, &KINDS);
        let rows = visit.rows_of(&format!("{FILL} fill(guard($('*')))")).await;
        let kinds: Vec<&Value> = rows.iter().map(|row| &row["kind"]).collect();
        assert_eq!(kinds, ["focus", "blur"], "{html}: {rows:?}");
        assert_eq!(number("return window.reads"), 0.0, "{html} was read");
    }
}

/// Without this the test above would prove nothing.
#[wasm_bindgen_test]
async fn an_open_field_yields_signals_and_is_read() {
    let mut visit = Visit::hearing("<input name=city value=Xq7>", &KINDS);
    let rows = visit.rows_of(&format!("{FILL} fill($('*'))")).await;
    let kinds: Vec<&str> = rows.iter().filter_map(|row| row["kind"].as_str()).collect();
    for kind in ["focus", "clipboard", "composition", "invalid", "change", "field", "blur"] {
        assert!(kinds.contains(&kind), "{kind} is missing in {kinds:?}");
    }
    assert!(number("return window.reads") > 0.0, "how it is edited is read");
    run(&format!("{FILL} fill(guard($('*')))"));
    assert!(number("return window.reads") > 0.0, "its value is read, for how long it is");
}

#[wasm_bindgen_test]
async fn a_secret_that_is_shown_yields_no_signal() {
    let mut visit = Visit::hearing("<input type=password value=Xq7 required>", &KINDS);
    let rows = visit
        .rows_of(&format!(
            "{FILL} const field = $('input'); field.dispatchEvent(new FocusEvent('focusin', {{ bubbles: true }})); field.type = 'text'; fill(guard(field))"
        ))
        .await;
    assert!(rows.iter().all(|row| row["kind"] == "focus" || row["kind"] == "blur"), "{rows:?}");
    assert_eq!(number("return window.reads"), 0.0);
}

/// What is inside may be a password, so its host tells nothing either.
#[wasm_bindgen_test]
async fn a_field_that_cannot_be_seen_yields_no_signal() {
    for (html, mode) in
        [("<div></div>", "closed"), ("<my-login></my-login>", "closed"), ("<my-login></my-login>", "open")]
    {
        let mut visit = Visit::hearing(html, &KINDS);
        let rows = visit
            .rows_of(&format!(
                "{FILL} const root = $('*').attachShadow({{ mode: '{mode}' }});
                 root.innerHTML = '<input type=password value=Xq7>'; fill(guard(root.firstChild))"
            ))
            .await;
        let kinds: Vec<&Value> =
            rows.iter().map(|row| &row["kind"]).filter(|kind| *kind != "focus" && *kind != "blur").collect();
        // That something was copied there says nothing of a password, which no browser lets be copied.
        assert!(kinds.iter().all(|kind| *kind == "clipboard"), "{html} {mode}: {rows:?}");
        assert!(said(&rows, "clipboard", ["action"]).as_array().unwrap().iter().all(|it| *it == json!(["copy"])));
        assert_eq!(number("return window.reads"), 0.0, "{html} {mode}");
    }
}

#[wasm_bindgen_test]
async fn real_selections_in_secret_fields_are_not_told() {
    let mut visit = Visit::hearing(
        "<input type=password value=Xq7><div contenteditable id=secret>Xq7</div><div id=host></div>",
        &["selection"],
    );
    run_async(
        "const pause = () => new Promise((done) => setTimeout(done, 100)); const find = (selector) => document.querySelector(`#stage ${selector}`);
         find('input').focus(); find('input').select(); await pause();
         find('#secret').focus(); getSelection().selectAllChildren(find('#secret')); await pause();
         find('#host').attachShadow({ mode: 'open' }).innerHTML = '<input type=password value=Xq7>';
         const inner = find('#host').shadowRoot.firstChild; inner.focus(); inner.select(); await pause();
         inner.blur(); await pause();",
    )
    .await;
    let rows =
        visit.rows_of("document.body.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, key: 'a' }))").await;
    assert!(
        said(&rows, "selection", ["length"]).as_array().unwrap().iter().all(|it| *it == json!(["none"])),
        "{rows:?}"
    );
}

/// As with a click: where it was, and not on what.
#[wasm_bindgen_test]
async fn a_press_on_a_secret_has_no_target() {
    let mut visit = Visit::hearing("<input type=password>", &KINDS);
    let rows = visit
        .rows_of(
            "for (const type of ['pointerdown', 'pointerup']) $('input').dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: 3, clientY: 4 }));
             for (const type of ['dblclick', 'contextmenu']) $('input').dispatchEvent(new MouseEvent(type, { bubbles: true }));
             for (const type of ['dragstart', 'drop']) $('input').dispatchEvent(new DragEvent(type, { bubbles: true }));",
        )
        .await;
    assert!(rows.iter().all(|row| row["target"].is_null() && row["field_type"].is_null()), "{rows:?}");
    let expected =
        ["pointer -", "press -", "pointer -", "press -", "double_click -", "context_menu -", "drag -", "drag -"];
    let told: Vec<String> = all_told(&rows);
    assert_eq!(
        told.iter().filter(|it| *it != "pointer -").count(),
        expected.iter().filter(|it| **it != "pointer -").count(),
        "{told:?}"
    );
}
