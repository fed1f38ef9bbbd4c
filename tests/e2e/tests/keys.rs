//! What sort of keys were pressed, and never which.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit};
use fantoccini::key::Key;

/// Everything a key event may say.
const FIELDS: [&str; 12] = [
    "session",
    "stream",
    "seq",
    "t",
    "kind",
    "class",
    "modifiers",
    "repeat",
    "shortcut",
    "target",
    "field",
    "field_type",
];

/// Classes in order, and no character anywhere.
pub(super) async fn have_classes_and_no_characters(visit: &Visit<'_>) -> Result<()> {
    visit.open("/checkout.html").await?;
    let hand = visit.browser.hand();
    hand.click("#fullname").await?;
    hand.write("ab1 é").await?;
    hand.press(&[Key::Backspace, Key::Left]).await?;
    hand.chord(Key::Control, 'a').await?;
    // The other fields are empty: the browser refuses to submit and goes to the first of them.
    hand.press(&[Key::Enter]).await?;
    hand.click("#fullname").await?;
    hand.press(&[Key::Tab]).await?;

    let rows = visit.flushed().await?;
    let keys: Vec<&Row> = rows.iter().filter(|row| row.kind() == "key").collect();
    let said: Vec<(&str, String)> = keys.iter().map(|row| (row.text("class"), row.modifiers())).collect();
    let expected = [
        ("letter", ""),
        ("letter", ""),
        ("digit", ""),
        ("other", ""),
        ("letter", ""),
        ("edit", ""),
        ("navigation", ""),
        ("modifier", "ctrl"),
        ("shortcut", "ctrl"),
        ("enter", ""),
        ("navigation", ""),
    ];
    ensure!(said == expected.map(|(class, held)| (class, held.into())), "{said:?}");
    for row in keys {
        ensure!(row.target() == "input#fullname", "{row:?}");
        let fields: BTreeSet<&str> = row.0.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let more: Vec<_> = fields.difference(&BTreeSet::from(FIELDS)).copied().collect();
        ensure!(more.is_empty(), "{row:?} says {more:?} too");
        ensure!(row.0["repeat"] == false, "{row:?}");
        // The list of shortcuts is the developers', and Ctrl+A is on it.
        ensure!(row.text("shortcut") == if row.text("class") == "shortcut" { "select_all" } else { "" }, "{row:?}");
    }
    let text = format!("{rows:?}");
    ensure!(!text.contains('é') && !text.contains("ab1"), "a character is in {text}");
    Ok(())
}
