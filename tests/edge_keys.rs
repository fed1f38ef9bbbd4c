//! What a key press tells, element by element.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::{Value, json};
use support::browser::{Visit, all_told, fields, run};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Presses keys at the element that a selector finds.
fn press(selector: &str, keys: &[&str]) {
    for key in keys {
        run(&format!(
            "$('{selector}').dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, composed: true, key: '{key}' }}))"
        ));
    }
}

/// Presses one key of each class at an element.
const EACH: [&str; 8] = ["a", "7", "-", "Backspace", "Shift", "Tab", "Enter", "F5"];
/// Their classes.
const ALL: [&str; 8] = ["letter", "digit", "other", "edit", "modifier", "navigation", "enter", "other"];
/// What is told outside known fields.
const SILENT: [&str; 2] = ["navigation", "enter"];

fn classes(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["class"].as_str().unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn open_fields_tell_the_class_of_each_key() {
    let fields = [
        "<input name=city>",
        "<input type=email>",
        "<input type=search>",
        "<textarea></textarea>",
        "<div contenteditable>text</div>",
    ];
    for html in fields {
        let mut visit = Visit::of(html);
        press("*", &EACH);
        let rows = visit.rows().await;
        assert_eq!(classes(&rows), ALL, "{html}");
    }
}

#[wasm_bindgen_test]
async fn a_row_tells_the_field_and_nothing_of_the_key() {
    let mut visit = Visit::of("<input name=city id=where>");
    press("input", &["q"]);
    let rows = visit.rows().await;
    let mut names: Vec<&str> = rows[0].as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["class", "field", "field_type", "kind", "modifiers", "repeat", "seq", "session", "stream", "t", "target"]
    );
    assert_eq!(fields(&rows[0], ["target", "field"]), [json!("input#where"), json!("city")]);
}

#[wasm_bindgen_test]
async fn elsewhere_only_keys_that_write_nothing_are_told() {
    for html in [
        "<button>b</button>",
        "<p tabindex=0>p</p>",
        "<input type=checkbox>",
        "<select><option>o</select>",
        "<a href=#>a</a>",
    ] {
        let mut visit = Visit::of(html);
        press("*", &EACH);
        assert_eq!(classes(&visit.rows().await), SILENT, "{html}");
    }
    let mut visit = Visit::of("");
    let at_body = visit.rows_of("for (const key of ['a', '1', 'ArrowDown']) document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key }))").await;
    assert_eq!(all_told(&at_body), ["key body"]);
    assert_eq!(classes(&at_body), ["navigation"]);
}

#[wasm_bindgen_test]
async fn nothing_is_told_of_what_may_hide_a_field() {
    for html in
        ["<iframe></iframe>", "<my-field tabindex=0></my-field>", "<object></object>", "<embed>", "<input type=hidden>"]
    {
        let mut visit = Visit::of(html);
        press("*", &EACH);
        assert_eq!(visit.rows().await, Vec::<Value>::new(), "{html}");
    }
}

#[wasm_bindgen_test]
async fn a_character_with_control_or_meta_is_a_shortcut() {
    let mut visit = Visit::of("<input>");
    let rows = visit
        .rows_of(
            "const at = { bubbles: true, key: 'v' };
             for (const held of [{ ctrlKey: true }, { metaKey: true, shiftKey: true }, { altKey: true }, { shiftKey: true }]) {
               $('input').dispatchEvent(new KeyboardEvent('keydown', { ...at, ...held }));
             }",
        )
        .await;
    assert_eq!(classes(&rows), ["shortcut", "shortcut", "letter", "letter"]);
    let held: Vec<_> = rows.iter().map(|row| row["modifiers"].clone()).collect();
    assert_eq!(held, [json!(["ctrl"]), json!(["shift", "meta"]), json!([]), json!([])], "a capital is not told");
}

#[wasm_bindgen_test]
async fn altgr_writes_and_is_no_shortcut() {
    let mut visit = Visit::of("<input>");
    let rows = visit
        .rows_of(
            "const at = { bubbles: true, key: '@' };
             const altgr = new KeyboardEvent('keydown', { ...at, ctrlKey: true });
             // WebKit leaves `modifierAltGraph` out of the events that scripts make.
             Object.defineProperty(altgr, 'getModifierState', { value: (name) => name == 'AltGraph' });
             $('input').dispatchEvent(altgr);
             $('input').dispatchEvent(new KeyboardEvent('keydown', { ...at, ctrlKey: true, altKey: true }));",
        )
        .await;
    assert_eq!(classes(&rows), ["other", "other"]);
    assert!(rows.iter().all(|row| row["modifiers"] == json!([])));
}

#[wasm_bindgen_test]
async fn a_held_key_repeats() {
    let mut visit = Visit::of("<input>");
    let rows = visit
        .rows_of(
            "for (const repeat of [false, true]) $('input').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'ArrowLeft', shiftKey: true, repeat }))",
        )
        .await;
    let told: Vec<_> = rows.iter().map(|row| fields(row, ["class", "repeat", "modifiers"])).collect();
    assert_eq!(told[0], [json!("navigation"), json!(false), json!(["shift"])]);
    assert_eq!(told[1], [json!("navigation"), json!(true), json!(["shift"])]);
}

#[wasm_bindgen_test]
async fn a_keydown_without_a_key_is_autofill() {
    let mut visit = Visit::of("<input name=city>");
    let rows = visit
        .rows_of(
            "$('input').dispatchEvent(new Event('keydown', { bubbles: true }));
             $('input').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'a' }));",
        )
        .await;
    assert_eq!(classes(&rows), ["letter"]);
}

#[wasm_bindgen_test]
async fn keys_are_timed_in_coarse_steps() {
    let mut visit = Visit::of("<input>");
    let origin = "Date.now() - performance.now()";
    // Both in one step, whenever the test comes to it.
    let rows = visit
        .rows_of(
            "const step = Math.ceil(performance.now() / 100) * 100;
             for (const value of [step + 1, step + 98]) {
               const key = new KeyboardEvent('keydown', { bubbles: true, key: 'a' });
               $('input').dispatchEvent(Object.defineProperty(key, 'timeStamp', { value }));
             }",
        )
        .await;
    let times: Vec<f64> = rows.iter().map(|row| row["t"].as_f64().unwrap()).collect();
    assert_eq!(times[0], times[1]);
    let since = times[0] - support::browser::number(&format!("return {origin}"));
    assert!(since >= 0.0, "{since} ms since the page began");
}
