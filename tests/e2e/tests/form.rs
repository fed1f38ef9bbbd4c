//! How a form was filled in: every control's story, in order.

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit};
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
