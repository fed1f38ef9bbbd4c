//! How a form was filled in: every control's story, in order.

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit, pages};
use fantoccini::key::Key;

/// Controls in the order in which Tab visits them, and what each tells between focus and blur.
const STORY: [(&str, &str, &str, &[&str]); 8] = [
    ("input#fullname", "fullname", "text", &["input", "change"]),
    ("input#email", "email", "email", &["input", "change"]),
    ("input#password", "password", "password", &[]),
    ("button#show-password", "", "button", &[]),
    ("select#country", "country", "select", &["input", "change"]),
    ("textarea#note", "note", "textarea", &["input", "change"]),
    ("input#newsletter", "newsletter", "checkbox", &["input", "change"]),
    ("button#place-order", "", "button", &[]),
];

/// The checkout filled in from the first field to the order, with the keyboard alone.
pub(super) async fn tells_each_controls_story(visit: &Visit<'_>) -> Result<()> {
    visit.open("/checkout.html").await?;
    let hand = visit.browser.hand();
    hand.click("#fullname").await?;
    for text in ["Ada", "ada@hill.example", "correct horse", "", "G", "Wide feet", " "] {
        hand.write(text).await?;
        hand.press(&[Key::Tab]).await?;
    }
    let filled = "[country.value, newsletter.checked, password.value.length > 0]";
    ensure!(visit.browser.value(filled).await? == serde_json::json!(["Germany", true, true]));
    hand.press(&[Key::Enter]).await?;

    let rows = visit.arrived("the form's submit", |rows| rows.iter().any(|row| row.kind() == "submit")).await?;
    let mut expected = Vec::new();
    for (target, _, _, between) in STORY {
        expected.push(("focus", target));
        expected.extend(between.iter().map(|kind| (*kind, target)));
        expected.push(("blur", target));
    }
    expected.pop();
    expected.push(("submit", "form#checkout"));
    let told: Vec<&Row> = rows.iter().filter(|row| KINDS.contains(&row.kind())).collect();
    let mut story: Vec<(&str, &str)> = told.iter().map(|row| (row.kind(), row.target())).collect();
    // A text is many inputs; how many, the keys tell.
    story.dedup_by(|next, before| next.0 == "input" && next == before);
    // The browser may tell that the last button lost the focus as the page went.
    story.truncate(expected.len());
    ensure!(story == expected, "{story:#?}");

    for row in told {
        if row.kind() == "submit" {
            ensure!(row.number("fields") == visit_fields(), "{row:?}");
        } else if let Some((_, name, kind, _)) = STORY.iter().find(|(target, ..)| *target == row.target()) {
            ensure!(row.text("field") == *name && row.text("field_type") == *kind, "{row:?}");
        }
    }
    let text = format!("{rows:?}");
    for typed in ["Ada", "ada@", "hill.example", "Germany", "Wide"] {
        ensure!(!text.contains(typed), "{typed} is in {text}");
    }
    Ok(())
}

/// The kinds that make up the story.
const KINDS: [&str; 5] = ["focus", "blur", "input", "change", "submit"];

/// Controls of the checkout's form, as the DOM counts them.
fn visit_fields() -> f64 {
    STORY.len() as f64
}

/// One form with an event, which a script also asks for its data, and one without.
const SENT: &str = r#"
<script async src="/pkg/desireline.js" data-endpoint="/v1/frames"></script>
<form id="asked" action="/e2e/blank.html"><input name="q" value="kept back"><button id="ask">Ask</button></form>
<form id="silent" action="/e2e/blank.html"><input name="q" value="kept back"><input name="r"></form>
<form id="read"><input name="s" value="kept back"></form>
<p id="go" onclick="document.forms.silent.submit()">Go</p>
<p id="look" onclick="new FormData(document.forms.read)">Look</p>
<script>asked.addEventListener("submit", ({ target }) => new FormData(target));</script>"#;

/// Each submission once, with and without an event; data that a script gathers are none.
pub(super) async fn submitted_by_a_script_is_told(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/sent.html", pages::page(SENT));
    for (click, form, fields) in [("#ask", "form#asked", 2.0), ("#go", "form#silent", 2.0)] {
        visit.open("/e2e/sent.html").await?;
        visit.browser.settled("desireline('tag', 'ready')").await?;
        visit.browser.hand().click("#look").await?;
        visit.browser.hand().click(click).await?;
        let stream = |row: &&Row| row.kind() == "submit" && row.target() == form;
        let rows =
            visit.arrived(&format!("the submission of {form}"), |rows| rows.iter().any(|row| stream(&row))).await?;
        let told: Vec<_> = rows.iter().filter(stream).map(|row| row.number("fields")).collect();
        ensure!(told == [fields], "{told:?}");
        ensure!(rows.iter().all(|row| row.target() != "form#read"), "nobody submitted it: {rows:?}");
        ensure!(!format!("{rows:?}").contains("kept back"));
    }
    Ok(())
}
