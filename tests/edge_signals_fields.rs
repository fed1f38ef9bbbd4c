//! What is done to text and to forms, and never which text.

#![cfg(target_arch = "wasm32")]

mod support;

use serde_json::{Value, json};
use support::browser::{Visit, all_told, hearing, of_kind, run, run_async, said, sleep};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Edits a field as a browser would, and enters and leaves it.
const EDIT: &str = "
    const on = { bubbles: true, composed: true };
    const edit = (field, inputType, value) => { if (value !== undefined) field.value = value; 
        // Browsers make no event of a kind that they do not know.
        field.dispatchEvent(Object.defineProperty(new InputEvent('input', on), 'inputType', { value: inputType }));
    };
    const enter = (field) => field.dispatchEvent(new FocusEvent('focusin', on));
    const leave = (field) => field.dispatchEvent(new FocusEvent('focusout', on));";

fn editing(code: &str) -> String {
    format!("{EDIT} {code}")
}

#[wasm_bindgen_test]
async fn an_edit_says_how() {
    let ways = [
        ("insertText", "typed"),
        ("insertLineBreak", "typed"),
        ("deleteContentBackward", "deleted"),
        ("deleteByCut", "deleted"),
        ("insertFromPaste", "pasted"),
        ("insertFromYank", "pasted"),
        ("insertFromDrop", "dropped"),
        ("insertCompositionText", "composed"),
        ("insertFromComposition", "composed"),
        ("insertReplacementText", "replaced"),
        ("historyUndo", "undone"),
        ("historyRedo", "undone"),
        ("formatBold", "other"),
        ("", "other"),
        ("no such type", "other"),
    ];
    let mut visit = Visit::of("<input name=city>");
    for (kind, how) in ways {
        let rows = visit.rows_of(&editing(&format!("edit($('input'), '{kind}')"))).await;
        assert_eq!(said(&rows, "input", ["how", "target"]), json!([[how, "input[name=city]"]]), "{kind}");
    }
}

/// Browsers fill in text fields without saying how; sliders and lists never say.
#[wasm_bindgen_test]
async fn a_text_that_no_key_wrote_was_put_there() {
    let mut visit = Visit::of("<input name=city><input type=range name=size><select name=country></select>");
    let rows =
        visit.rows_of("for (const field of document.querySelectorAll('#stage *')) field.dispatchEvent(new Event('input', { bubbles: true }))").await;
    assert_eq!(said(&rows, "input", ["how"]), json!([["replaced"], ["other"], ["other"]]));
}

const STAY: [&str; 5] = ["edits", "corrections", "refills", "length", "blank"];

#[wasm_bindgen_test]
async fn a_field_that_is_left_says_how_it_went() {
    let mut visit = Visit::hearing("<input name=city><textarea name=note></textarea>", &["field"]);
    run(&editing("enter($('input'))"));
    sleep(350).await;
    run(&editing("edit($('input'), 'insertText', 'a'); edit($('input'), 'insertText', 'ab');"));
    sleep(250).await;
    let rows = visit
        .rows_of(&editing(
            "const field = $('input');
             edit(field, 'deleteContentBackward', ''); edit(field, 'insertText', 'x'); leave(field); leave(field);
             enter($('textarea')); leave($('textarea'));",
        ))
        .await;
    let expected =
        json!([["input[name=city]", 4, 1, 1, "short", false], ["textarea[name=note]", 0, 0, 0, "none", true]]);
    let [a, b, c, d, e] = STAY;
    assert_eq!(said(&rows, "field", ["target", a, b, c, d, e]), expected);
    let fields = of_kind(&rows, "field");
    let tenths = |name: &str| fields[0][name].as_u64().unwrap();
    assert!((3..=20).contains(&tenths("hesitation")), "{}", fields[0]);
    assert!(tenths("dwell") >= tenths("hesitation") + 2, "{}", fields[0]);
}

#[wasm_bindgen_test]
async fn how_much_a_field_holds_is_told_in_steps() {
    let mut visit = Visit::hearing("<textarea name=note></textarea>", &["field"]);
    let rows = visit
        .rows_of(&editing(
            "for (const length of [0, 1, 16, 17, 128, 129, 100000]) { const note = $('textarea'); enter(note); note.value = 'x'.repeat(length); leave(note); }",
        ))
        .await;
    let expected = json!([["none"], ["short"], ["short"], ["medium"], ["medium"], ["long"], ["long"]]);
    assert_eq!(said(&rows, "field", ["length"]), expected);
}

#[wasm_bindgen_test]
async fn lists_boxes_and_editables_have_no_length_or_one() {
    let mut visit = Visit::hearing(
        "<select name=country><option value=''>-<option>France</select><input type=checkbox name=news><div contenteditable id=note>Hello</div><button>Go</button>",
        &["field"],
    );
    let rows = visit
        .rows_of(&editing(
            "const stay = (field) => { enter(field); leave(field); };
             for (const tag of ['select', 'input', 'div', 'button']) stay($(tag));
             $('select').selectedIndex = 1; $('input').checked = true;
             for (const tag of ['select', 'input']) stay($(tag));",
        ))
        .await;
    let expected = json!([
        ["select[name=country]", "none", true],
        ["input[name=news]", "none", true],
        ["div#note", "short", false],
        ["select[name=country]", "none", false],
        ["input[name=news]", "none", false],
    ]);
    assert_eq!(said(&rows, "field", ["target", "length", "blank"]), expected);
}

/// Enter in the last field submits, and the page goes without a `focusout`.
#[wasm_bindgen_test]
async fn a_field_is_left_with_the_page() {
    let mut visit = Visit::hearing("<input name=city>", &["field"]);
    run(&editing(
        "enter($('input')); edit($('input'), 'insertText', 'a'); dispatchEvent(new PageTransitionEvent('pagehide'))",
    ));
    assert_eq!(said(&visit.arrived(), "field", ["edits"]), json!([[1]]), "posted at once");
    let rows = visit.rows_of(&editing("leave($('input'))")).await;
    assert!(of_kind(&rows, "field").is_empty(), "{rows:?}");
}

/// A script's `form.submit()` dispatches `formdata` alone; after a `submit` the form is told already.
#[wasm_bindgen_test]
async fn a_form_without_an_event_is_submitted_as_the_page_is_left() {
    let mut visit = Visit::hearing("<form id=order><input name=city><input name=zip></form>", &["submit"]);
    let leave = "dispatchEvent(new PageTransitionEvent('pagehide'))";
    run(&format!("new FormData($('form')); {leave}; {leave}"));
    assert_eq!(said(&visit.arrived(), "submit", ["target", "fields"]), json!([["form#order", 2]]), "once");
    run(&format!(
        "$('form').addEventListener('submit', (event) => event.preventDefault()); $('form').requestSubmit(); new FormData($('form')); {leave}"
    ));
    assert_eq!(said(&visit.arrived(), "submit", ["target", "fields"]), json!([["form#order", 2]]), "by its event");
}

#[wasm_bindgen_test]
async fn edits_are_counted_where_they_are_not_told() {
    let mut options = hearing(&["field"]);
    options.without.push("input".into());
    let mut visit = Visit::begun("<input name=city>", &options);
    let rows = visit
        .rows_of(&editing("enter($('input')); edit($('input'), 'insertText', 'a'); edit($('input'), 'deleteContentBackward', ''); leave($('input'))"))
        .await;
    assert_eq!(said(&rows, "field", ["edits", "corrections"]), json!([[2, 1]]));
    assert!(of_kind(&rows, "input").is_empty(), "{rows:?}");
}

#[wasm_bindgen_test]
async fn typed_moments_are_coarse() {
    let mut visit = Visit::hearing("<input name=city>", &["field"]);
    visit.delivered().await;
    visit.arrived();
    let rows = visit.rows_of(&editing("enter($('input')); edit($('input'), 'insertText', 'a')")).await;
    let origin = rows.iter().filter(|row| row["kind"] == "input").count();
    assert_eq!(origin, 1, "{rows:?}");
}

#[wasm_bindgen_test]
async fn the_clipboard_and_composition_are_told_of_known_fields() {
    let mut visit = Visit::of("<input name=city><p id=text>Text</p><my-field></my-field>");
    let rows = visit
        .rows_of(
            "for (const tag of ['input', 'p', 'my-field']) {
                 for (const type of ['copy', 'cut', 'paste']) $(tag).dispatchEvent(new ClipboardEvent(type, { bubbles: true }));
                 for (const type of ['compositionstart', 'compositionend']) $(tag).dispatchEvent(new CompositionEvent(type, { bubbles: true }));
             }",
        )
        .await;
    let city = "input[name=city]";
    // Of the page's own text it is told that it was copied.
    let expected = json!([["copy", city], ["cut", city], ["paste", city], ["copy", "p#text"]]);
    assert_eq!(said(&rows, "clipboard", ["action", "target"]), expected);
    assert_eq!(said(&rows, "composition", ["ended", "target"]), json!([[false, city], [true, city]]));
}

#[wasm_bindgen_test]
async fn a_form_is_reset() {
    let mut visit = Visit::of("<form id=order><input name=id></form>");
    assert_eq!(all_told(&visit.rows_of("$('form').reset()").await), ["reset form#order"]);
}

#[wasm_bindgen_test]
async fn an_invalid_control_names_the_rule() {
    let controls = [
        ("<input name=it required>", "missing"),
        ("<input name=it type=email value=x>", "type"),
        ("<input name=it pattern=a value=b>", "pattern"),
        ("<input name=it type=number min=5 value=1>", "too_small"),
        ("<input name=it type=number max=5 value=9>", "too_large"),
        ("<input name=it type=number min=0 step=5 value=9>", "step"),
        ("<select name=it required></select>", "missing"),
    ];
    for (html, rule) in controls {
        let mut visit = Visit::of(&format!("<form>{html}</form>"));
        let rows = visit.rows_of("$('form').checkValidity()").await;
        let told: Vec<Value> = rows.iter().map(|row| json!([row["kind"], row["rule"], row["field"]])).collect();
        assert_eq!(told, [json!(["invalid", rule, "it"])], "{html}");
    }
    let mut visit = Visit::of("<form><input name=it></form>");
    let rows = visit.rows_of("$('input').setCustomValidity('no'); $('form').checkValidity()").await;
    assert_eq!(said(&rows, "invalid", ["rule"]), json!([["other"]]));
}

/// Selects and waits for the browser to say so; then the pointer comes up.
async fn select(visit: &mut Visit, code: &str) -> Value {
    run_async(&format!(
        "const text = document.querySelector('#stage p')?.firstChild; const selection = getSelection(); {code};
         await new Promise((done) => setTimeout(done, 100)); document.body.dispatchEvent(new PointerEvent('pointerup', {{ bubbles: true }}));"
    ))
    .await;
    said(&visit.rows().await, "selection", ["length"])
}

#[wasm_bindgen_test]
async fn a_selection_says_about_how_much() {
    let html = format!("<p>{}</p><b>more</b>", "x".repeat(200));
    let mut visit = Visit::hearing(&html, &["selection"]);
    for (code, length) in [
        ("selection.setBaseAndExtent(text, 9, text, 4)", json!([["short"]])),
        ("selection.setBaseAndExtent(text, 0, text, 3)", json!([])),
        ("selection.setBaseAndExtent(text, 0, text, 100)", json!([["medium"]])),
        ("selection.setBaseAndExtent(text, 0, text, 129)", json!([["long"]])),
        ("selection.removeAllRanges()", json!([["none"]])),
        ("selection.selectAllChildren(document.querySelector('#stage p'))", json!([["long"]])),
        ("selection.setBaseAndExtent(text, 3, text, 3)", json!([["none"]])),
    ] {
        assert_eq!(select(&mut visit, code).await, length, "{code}");
    }
}

#[wasm_bindgen_test]
async fn a_selection_in_a_field_is_not_told() {
    let mut visit = Visit::hearing(
        "<p>Text</p><input name=city value=Hill><textarea name=note>Hill</textarea><div contenteditable>Hill</div>",
        &["selection"],
    );
    for code in [
        "document.querySelector('#stage input').focus(); document.querySelector('#stage input').select()",
        "document.querySelector('#stage textarea').focus(); document.querySelector('#stage textarea').select()",
        "document.activeElement.blur(); selection.selectAllChildren(document.querySelector('#stage div'))",
        "selection.setBaseAndExtent(text, 1, document.querySelector('#stage div').firstChild, 2)",
    ] {
        assert_eq!(select(&mut visit, code).await, json!([]), "{code}");
    }
}
