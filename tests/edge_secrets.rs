//! Passwords and other secrets: nothing of them leaves the page, and nothing of them is read.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::Value;
use support::browser::{Visit, all_told, number, posted, run};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Types a text into a field as a browser would, with a shortcut and a correction.
const TYPE: &str = "const type = (field, text) => {
    const on = { bubbles: true, composed: true };
    const key = (key, held) => field.dispatchEvent(new KeyboardEvent('keydown', { ...on, key, ...held }));
    field.dispatchEvent(new FocusEvent('focusin', on));
    for (const data of text) { key(data); field.dispatchEvent(new InputEvent('input', { ...on, data })); }
    key('Backspace'); key('a', { ctrlKey: true }); key('Enter'); key('Tab');
    field.dispatchEvent(new Event('change', on));
    field.dispatchEvent(new FocusEvent('focusout', on));
};";

fn typed(code: &str) -> String {
    format!("{TYPE} {code}")
}

/// What a secret field yields.
fn assert_presence_only(rows: &[Value], html: &str) {
    let kinds: Vec<&str> = rows.iter().map(|row| row["kind"].as_str().unwrap_or_default()).collect();
    assert_eq!(kinds, ["focus", "blur"], "{html}: {rows:?}");
    assert!(rows.iter().all(|row| row["field_type"] == "password"), "{html}: {rows:?}");
}

#[wasm_bindgen_test]
async fn a_secret_field_yields_focus_and_blur() {
    let secrets = [
        "<input type=password>",
        "<input type=PassWord>",
        "<input autocomplete='section-a billing CC-number'>",
        "<input autocomplete='current-password webauthn'>",
        "<input autocomplete=one-time-code>",
        "<textarea autocomplete=new-password></textarea>",
        "<input name=passwd>",
        "<input id=userPin>",
        "<input type=tel name=card-cvv>",
        "<div contenteditable id=secret></div>",
    ];
    for html in secrets {
        let mut visit = Visit::of(html);
        let rows = visit.rows_of(&typed("type($('*'), 'Xq7')")).await;
        assert_presence_only(&rows, html);
    }
}

/// The same typing at an open field is recorded: without that, the tests here would prove nothing.
#[wasm_bindgen_test]
async fn an_open_field_yields_more() {
    let mut visit = Visit::of("<input name=city>");
    let rows = visit.rows_of(&typed("type($('*'), 'Xq7')")).await;
    assert_eq!(rows.len(), 1 + 2 * 3 + 4 + 1 + 1, "{rows:?}");
}

/// A field that came after the start, shown by the keyboard before it ever had the focus.
#[wasm_bindgen_test]
async fn a_password_that_the_keyboard_shows_stays_one() {
    let mut visit = Visit::of("<div></div>");
    let rows = visit
        .rows_of(&typed(
            "$('div').innerHTML = '<input type=password><button>show</button>';
             $('button').addEventListener('click', () => { $('input').type = 'text'; });
             $('button').click();
             type($('input'), 'Xq7');",
        ))
        .await;
    assert_eq!(rows[0]["kind"], "click", "{rows:?}");
    assert_presence_only(&rows[1..], "shown by a click without a press");
}

#[wasm_bindgen_test]
async fn a_password_that_is_shown_stays_one() {
    let ways = ["field.setAttribute('type', 'text')", "field.type = 'text'", "field.removeAttribute('type')"];
    for way in ways {
        let mut visit = Visit::of("<input type=password><button>show</button>");
        let rows = visit.rows_of(&typed(&format!("const field = $('input'); {way}; type(field, 'Xq7')"))).await;
        assert_presence_only(&rows, &format!("before the focus, {way}"));
        drop(visit);

        let mut visit = Visit::of("<input type=password><button>show</button>");
        let rows = visit
            .rows_of(&typed(&format!(
                "const field = $('input');
                 field.dispatchEvent(new FocusEvent('focusin', {{ bubbles: true }}));
                 field.dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, key: 'X' }}));
                 {way};
                 field.dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, key: 'q' }}));
                 field.dispatchEvent(new InputEvent('input', {{ bubbles: true, data: 'q' }}));
                 field.dispatchEvent(new FocusEvent('focusout', {{ bubbles: true }}));"
            )))
            .await;
        assert_presence_only(&rows, &format!("after the focus, {way}"));
    }
}

#[wasm_bindgen_test]
async fn a_password_made_after_the_start_and_shown_by_a_button_stays_one() {
    let mut visit = Visit::of("<div id=login></div><button>show</button>");
    let rows = visit
        .rows_of(&typed(
            "$('#login').innerHTML = '<input type=password>';
             const field = $('input');
             $('button').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
             field.type = 'text';
             type(field, 'Xq7');",
        ))
        .await;
    assert_presence_only(&rows, "a login that a script made");
}

#[wasm_bindgen_test]
async fn a_password_in_an_open_shadow_root_is_known() {
    let mut visit = Visit::of("<div id=host></div>");
    let rows = visit
        .rows_of(&typed(
            "const root = $('#host').attachShadow({ mode: 'open' });
             root.innerHTML = '<input type=password><input id=city>';
             type(root.querySelector('input'), 'Xq7');
             type(root.querySelector('#city'), 'Xq7');",
        ))
        .await;
    assert_presence_only(&rows[..2], "in an open shadow root");
    assert!(rows[2..].iter().all(|row| row["target"] == "input#city"), "{rows:?}");
    assert_eq!(rows.len(), 2 + 13, "{rows:?}");
}

/// The host alone is seen then, and it might be anything.
#[wasm_bindgen_test]
async fn what_is_typed_into_a_closed_shadow_root_is_unknown() {
    for host in ["<div></div>", "<my-login></my-login>", "<span tabindex=0></span>"] {
        let mut visit = Visit::of(host);
        let rows = visit
            .rows_of(&typed(
                "const root = $('*').attachShadow({ mode: 'closed' });
                 root.innerHTML = '<input type=password>';
                 type(root.querySelector('input'), 'Xq7');",
            ))
            .await;
        let loud = |row: &&Value| {
            let silent = ["shortcut", "enter", "navigation"].map(|class| row["class"] == class);
            row["kind"] != "key" || !silent.contains(&true)
        };
        assert_eq!(rows.iter().filter(loud).count(), 0, "{host}: {rows:?}");
    }
}

#[wasm_bindgen_test]
async fn nothing_secret_is_read() {
    let traps = "
        window.reads = 0;
        const trapped = [];
        const trap = (prototype, name) => {
            const old = Object.getOwnPropertyDescriptor(prototype, name);
            trapped.push(() => Object.defineProperty(prototype, name, old));
            Object.defineProperty(prototype, name, { ...old, get() { window.reads += 1; return old.get.call(this); } });
        };
        for (const owner of [HTMLInputElement, HTMLTextAreaElement]) {
            for (const name of ['value', 'selectionStart', 'selectionEnd', 'defaultValue', 'textLength']) {
                if (Object.getOwnPropertyDescriptor(owner.prototype, name)) trap(owner.prototype, name);
            }
        }
        for (const name of ['key', 'code', 'keyCode', 'charCode']) trap(KeyboardEvent.prototype, name);
        trap(InputEvent.prototype, 'data');
        trap(InputEvent.prototype, 'dataTransfer');
        trap(Node.prototype, 'textContent');
        trap(HTMLElement.prototype, 'innerText');
        window.untrap = () => trapped.forEach((put_back) => put_back());";
    let secret = "<input type=password value=Xq7>";
    for (html, reads) in
        [(secret, false), ("<textarea autocomplete=new-password>Xq7</textarea>", false), ("<input name=city>", true)]
    {
        let mut visit = Visit::of(html);
        run(traps);
        run(&typed("type($('*'), 'Xq7')"));
        let read = number("return window.reads");
        run("untrap()");
        visit.rows().await;
        assert_eq!(read > 0.0, reads, "{html}: {read} reads");
    }
}

#[wasm_bindgen_test]
async fn no_value_is_read_anywhere() {
    let mut visit = Visit::of(
        "<form><input name=city value=canary><input type=checkbox checked><select name=size><option>canary</select></form>",
    );
    run("window.reads = 0;
         window.olds = [[HTMLInputElement, 'value'], [HTMLInputElement, 'checked'], [HTMLSelectElement, 'value'], [HTMLSelectElement, 'selectedIndex'], [InputEvent, 'data']].map(([owner, name]) => {
             const old = Object.getOwnPropertyDescriptor(owner.prototype, name);
             Object.defineProperty(owner.prototype, name, { ...old, get() { window.reads += 1; return old.get.call(this); } });
             return () => Object.defineProperty(owner.prototype, name, old);
         });");
    let rows = visit
        .rows_of(&typed(
            "for (const field of ['[name=city]', '[type=checkbox]', 'select']) type($(field), 'ab');
             $('form').dispatchEvent(new Event('submit', { bubbles: true }));",
        ))
        .await;
    let read = number("return window.reads");
    run("olds.forEach((put_back) => put_back())");
    assert_eq!(read, 0.0);
    assert!(all_told(&rows).contains(&"submit form".to_owned()));
}

#[wasm_bindgen_test]
async fn frames_of_two_secrets_differ_in_nothing() {
    let mut shapes = Vec::new();
    for secret in ["a", "Much longer: 1234567890!"] {
        let mut visit = Visit::of("<input type=password><input name=city>");
        let rows = visit
            .rows_of(&typed(&format!("type($('[type=password]'), '{secret}'); type($('[name=city]'), 'b')")))
            .await;
        shapes.push((all_told(&rows), posted().len()));
    }
    assert_eq!(shapes[0], shapes[1]);
}
