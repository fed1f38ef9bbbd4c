//! What sort of keys were pressed, and never which.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit, pages};
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

/// A search box that the site names, beside fields that tell no character whatever it names.
const ASKED: &str = r#"
<script async src="/pkg/desireline.js" data-endpoint="/v1/frames" data-keys="input:not(#other)"></script>
<script>
  // Their own import of it comes before this one.
  window.fetched = () => import("/pkg/desireline-keys.js").then(() => new Promise((done) => setTimeout(done, 0, 1)));
</script>
<form>
  <input id="search" type="search">
  <input id="secret" type="password">
  <input id="pin" autocomplete="one-time-code">
  <input id="masked" data-desireline="mask">
  <input id="blocked" data-desireline="block">
  <input id="other">
</form>"#;

/// With every field but one asked for: the search box's characters but its digits and shortcuts, and no other's.
pub(super) async fn are_characters_where_the_site_asks(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/asked.html", pages::page(ASKED));
    visit.open("/e2e/asked.html").await?;
    visit.browser.settled("fetched()").await?;
    let hand = visit.browser.hand();
    for field in ["#secret", "#pin", "#masked", "#blocked", "#other", "#search"] {
        hand.click(field).await?;
        hand.write("xB7 ö").await?;
        hand.chord(Key::Control, 'a').await?;
    }
    let rows = visit.flushed().await?;
    let typed: Vec<_> = rows.iter().filter(|row| row.kind() == "typed").collect();
    let said: Vec<_> = typed.iter().map(|row| (row.target(), row.text("character"))).collect();
    ensure!(said == ["x", "B", " ", "ö"].map(|character| ("input#search", character)), "{said:?}");
    for row in typed {
        let key = rows.iter().find(|key| key.kind() == "key" && key.t() == row.t());
        ensure!(key.is_some_and(|key| key.target() == row.target()), "{row:?} has a moment of its own");
    }
    Ok(())
}

/// Where no site asks, the file is not even fetched.
pub(super) async fn are_no_characters_elsewhere(visit: &Visit<'_>) -> Result<()> {
    visit.open("/checkout.html").await?;
    let hand = visit.browser.hand();
    hand.click("#fullname").await?;
    hand.write("ab").await?;
    let rows = visit.flushed().await?;
    ensure!(rows.iter().any(|row| row.kind() == "key") && rows.iter().all(|row| row.kind() != "typed"), "{rows:?}");
    ensure!(visit.proxy.seen().iter().all(|seen| seen.path() != "/pkg/desireline-keys.js"), "it was fetched");
    Ok(())
}
