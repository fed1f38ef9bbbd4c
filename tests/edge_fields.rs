//! Focus, edits and submits of form controls, and forms that get in the way.

#![cfg(target_arch = "wasm32")]

mod support;

use desireline::wire::Frame;
use serde_json::{Value, json};
use support::browser::{Visit, all_told, fields, frames, heard, hush, run};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// All that happens to a field that a visitor fills.
const FILL: &str = "const fill = (field) => {
    for (const type of ['focusin', 'input', 'change', 'focusout']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
};";

/// Whether a frame holds a text, once it is decoded.
fn holds(text: &str) -> bool {
    frames(Frame::to_plain).iter().any(|frame| frame.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[wasm_bindgen_test]
async fn a_field_is_focused_edited_changed_and_left() {
    let mut visit = Visit::of("<input name=email type=email value=canary-4711>");
    let rows = visit.rows_of(&format!("{FILL} fill($('input'))")).await;
    let told = ["focus", "input", "change", "blur"].map(|kind| format!("{kind} input[name=email]"));
    assert_eq!(all_told(&rows), told);
    for row in &rows {
        assert_eq!(fields(row, ["field", "field_type"]), [json!("email"), json!("email")]);
    }
    assert!(holds("email"), "the name is in a frame");
    assert!(!holds("canary"), "the value is in none");
}

#[wasm_bindgen_test]
async fn real_focus_is_heard() {
    let mut visit = Visit::of("<input name=city><button id=buy>Buy</button>");
    let rows = visit.rows_of("window.focus(); $('input').focus(); $('button').focus(); $('button').blur()").await;
    if run("return document.hasFocus()").is_truthy() {
        let told = ["focus input[name=city]", "blur input[name=city]", "focus button#buy", "blur button#buy"];
        assert_eq!(all_told(&rows), told);
    } else {
        assert!(rows.iter().all(|row| row["kind"] == "focus" || row["kind"] == "blur"), "{rows:?}");
    }
}

#[wasm_bindgen_test]
async fn each_sort_of_field_is_named() {
    let sorts = [
        ("<input>", "text"),
        ("<input type=TEL>", "tel"),
        ("<input type=url>", "url"),
        ("<input type=range>", "number"),
        ("<input type=month>", "date"),
        ("<input type=checkbox>", "checkbox"),
        ("<input type=radio>", "radio"),
        ("<input type=color>", "color"),
        ("<input type=file>", "file"),
        ("<input type=submit>", "button"),
        ("<input type=nonsense>", "text"),
        ("<select></select>", "select"),
        ("<textarea></textarea>", "textarea"),
        ("<div contenteditable></div>", "editable"),
    ];
    for (html, sort) in sorts {
        let mut visit = Visit::of(html);
        let rows = visit.rows_of(&format!("{FILL} fill($('*'))")).await;
        assert_eq!(rows.len(), 4, "{html}: {rows:?}");
        assert!(rows.iter().all(|row| row["field_type"] == sort), "{html}: {rows:?}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_field_is_not_told_of() {
    for html in [
        "<p tabindex=0>p</p>",
        "<a href=#>a</a>",
        "<input type=hidden name=token>",
        "<my-field></my-field>",
        "<iframe></iframe>",
    ] {
        let mut visit = Visit::of(html);
        assert_eq!(visit.rows_of(&format!("{FILL} fill($('*'))")).await, Vec::<Value>::new(), "{html}");
    }
}

#[wasm_bindgen_test]
async fn a_submit_tells_how_many_controls() {
    let mut visit = Visit::of("<form id=order><input value=canary><select></select><button>Go</button></form>");
    let rows = visit
        .rows_of("$('form').addEventListener('submit', (event) => event.preventDefault()); $('form').requestSubmit()")
        .await;
    assert_eq!(all_told(&rows), ["submit form#order"]);
    assert_eq!(rows[0]["fields"], 3);
    assert!(!holds("canary"));
}

/// A form's own controls shadow its properties by their names: "DOM clobbering".
#[wasm_bindgen_test]
async fn a_form_whose_controls_shadow_its_properties() {
    let shadowed = [
        "id",
        "getAttribute",
        "localName",
        "length",
        "className",
        "closest",
        "shadowRoot",
        "isContentEditable",
        "tagName",
        "scrollLeft",
        "scrollTop",
        "getBoundingClientRect",
        "type",
        "name",
        "autocomplete",
        "hasAttribute",
    ];
    let controls: String = shadowed.map(|name| format!("<input name={name}>")).concat();
    let mut visit = Visit::of(&format!("<form class=order>{controls}</form>"));
    hush();
    let rows = visit
        .rows_of(&format!(
            "{FILL} fill($('form')); fill($('[name=id]'));
             const form = $('form');
             form.dispatchEvent(new Event('submit', {{ bubbles: true, cancelable: true }}));
             form.dispatchEvent(new Event('scroll', {{ bubbles: true }}));
             form.dispatchEvent(new KeyboardEvent('keydown', {{ bubbles: true, key: 'Enter' }}));
             form.dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));"
        ))
        .await;
    assert_eq!(heard(), "");
    let told = all_told(&rows);
    for kind in ["focus input[name=id]", "submit form.order", "key form.order", "click form.order"] {
        assert!(told.contains(&kind.to_owned()), "{kind} is missing in {told:?}");
    }
    let submit = rows.iter().find(|row| row["kind"] == "submit").unwrap();
    assert_eq!(submit["fields"], shadowed.len());
}

#[wasm_bindgen_test]
async fn names_that_look_like_data_are_left_out() {
    let mut visit = Visit::of("<input name='jane@example.org' id=user-4711990 class='Big c-123456'>");
    let rows = visit.rows_of(&format!("{FILL} fill($('input'))")).await;
    assert!(rows.iter().all(|row| row["target"] == "input" && row["field"].is_null()), "{rows:?}");
    for part in ["jane", "4711", "1234", "Big"] {
        assert!(!holds(part), "{part}");
    }
}
