//! How a field is edited and left, by real keys.

use anyhow::{Result, ensure};
use desireline_e2e::{Engine, Visit, until};
use fantoccini::key::Key;

use crate::gestures::{DROP_IN, of_kind, open};

const BODY: &str = "<form id=\"order\" action=\"/e2e/blank.html\">
    <input id=\"city\" name=\"city\" aria-label=\"City\"><input id=\"note\" name=\"note\" aria-label=\"Note\">
    <input id=\"password\" name=\"password\" type=\"password\" aria-label=\"Password\">
    <input id=\"email\" name=\"email\" required aria-label=\"E-mail\">
    <button id=\"go\">Go</button></form>";

/// Typed, deleted, pasted, undone; and once it is left, the field's whole story.
pub(super) async fn says_how_a_field_was_edited(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/writing.html", DROP_IN, BODY).await?;
    let hand = visit.browser.hand();
    hand.click("#city").await?;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    hand.write("Hill").await?;
    hand.press(&[Key::Backspace]).await?;
    hand.chord(Key::Control, 'a').await?;
    hand.chord(Key::Control, 'x').await?;
    hand.chord(Key::Control, 'v').await?;
    hand.chord(Key::Control, 'z').await?;
    hand.press(&[Key::Tab, Key::Tab]).await?;

    let rows = visit.flushed().await?;
    let inputs: Vec<&str> = of_kind(&rows, "input").iter().map(|row| row.text("how")).collect();
    let typed = ["typed", "typed", "typed", "typed", "deleted"];
    ensure!(inputs.starts_with(&typed), "{inputs:?}");
    let clipboard: Vec<&str> = of_kind(&rows, "clipboard").iter().map(|row| row.text("action")).collect();
    // A browser without a clipboard, on a display without one, cuts all the same.
    ensure!(clipboard.starts_with(&["cut"]), "{clipboard:?}");
    if clipboard == ["cut", "paste"] {
        let rest = ["deleted", "pasted", "undone"];
        // WebKitGTK undoes nothing by that key.
        let known = if visit.browser.engine == Engine::Webkit { &rest[..2] } else { &rest };
        ensure!(inputs[typed.len()..].starts_with(known), "{inputs:?}");
    }
    let fields = of_kind(&rows, "field");
    let [city, note] = &fields[..] else { anyhow::bail!("{fields:?}") };
    ensure!(city.target() == "input#city" && city.0["field"] == "city", "{city:?}");
    ensure!(city.number("edits") == inputs.len() as f64, "{city:?} and {inputs:?}");
    ensure!((3.0..50.0).contains(&city.number("hesitation")), "{city:?}");
    ensure!(city.number("dwell") >= city.number("hesitation"), "{city:?}");
    ensure!(city.number("corrections") >= 2.0, "{city:?}");
    let held = visit.browser.value("city.value.length").await?;
    ensure!(city.0["blank"] == (held == 0), "{city:?} holds {held}");
    ensure!(city.text("length") == if held == 0 { "none" } else { "short" }, "{city:?}");
    ensure!(note.0["blank"] == true && note.number("edits") == 0.0 && note.text("length") == "none", "{note:?}");
    visit.no_problems().await
}

/// Real typing, pasting and submitting at a password: nothing but focus and blur.
pub(super) async fn says_nothing_of_a_password(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/writing.html", DROP_IN, BODY).await?;
    let hand = visit.browser.hand();
    hand.click("#password").await?;
    hand.write("Hill").await?;
    hand.press(&[Key::Backspace]).await?;
    hand.chord(Key::Control, 'a').await?;
    hand.chord(Key::Control, 'c').await?;
    hand.chord(Key::Control, 'v').await?;
    hand.press(&[Key::Tab]).await?;
    let rows = visit.flushed().await?;
    let told = rows.iter().filter(|row| row.text("field_type") == "password");
    let kinds: Vec<&str> = told.map(|row| row.kind()).collect();
    ensure!(kinds == ["focus", "blur"], "{kinds:?}");
    for kind in ["input", "field", "clipboard", "selection", "composition", "invalid"] {
        ensure!(of_kind(&rows, kind).is_empty(), "{kind} in {rows:?}");
    }
    Ok(())
}

/// The browser refuses to submit, and says which rule was broken; Enter then leaves a field with the page.
pub(super) async fn says_which_rule_was_broken(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/writing.html", DROP_IN, BODY).await?;
    let hand = visit.browser.hand();
    hand.click("#go").await?;
    let rows = visit.flushed().await?;
    let invalid = of_kind(&rows, "invalid");
    let [row] = &invalid[..] else { anyhow::bail!("{invalid:?}") };
    ensure!(row.target() == "input#email" && row.text("rule") == "missing", "{row:?}");
    ensure!(of_kind(&rows, "submit").is_empty(), "{rows:?}");

    hand.click("#email").await?;
    // No "@": WebKitGTK's driver writes "2" for it once other cases have used the display, and a field
    // of the type `email` then keeps the form.
    hand.write("a.hill.example").await?;
    hand.press(&[Key::Enter]).await?;
    until("the next page", std::time::Duration::from_secs(10), async || {
        let path = visit.browser.value("location.pathname").await?;
        Ok((path == "/e2e/blank.html").then_some(()))
    })
    .await?;
    let rows = visit.arrived("the field's row", |rows| !of_kind(rows, "field").is_empty()).await?;
    let fields = of_kind(&rows, "field");
    let row = fields[fields.len() - 1];
    ensure!(row.target() == "input#email" && row.number("edits") == 14.0 && row.text("length") == "short", "{row:?}");
    ensure!(!format!("{rows:?}").contains("hill.example"), "{rows:?}");
    Ok(())
}
