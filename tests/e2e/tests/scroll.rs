//! How far the page and the scrollers in it were scrolled.

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Row, Visit};
use fantoccini::key::Key;

/// The wheel and the keyboard scroll the page; the furthest that is told is where it really is.
pub(super) async fn tells_how_far(visit: &Visit<'_>) -> Result<()> {
    visit.open("/journal.html").await?;
    let hand = visit.browser.hand();
    let mut before = 0.0;
    for step in ["wheel", "page down", "end"] {
        match step {
            "wheel" => hand.wheel((600, 400), 900).await?,
            "page down" => hand.press(&[Key::PageDown]).await?,
            _ => hand.press(&[Key::End]).await?,
        }
        let scrolled = visit.browser.rest("scrollY", before).await?;
        ensure!(scrolled > before, "{step} does not scroll the page");
        let rows = visit.flushed().await?;
        let told = page_scrolls(&rows).map(|row| row.number("y")).fold(0.0, f64::max);
        ensure!(told == scrolled.round(), "after {step}: {told} is told, {scrolled} it is");
        before = scrolled;
    }
    let rows = visit.flushed().await?;
    ensure!(page_scrolls(&rows).all(|row| row.number("x") == 0.0));
    ensure!(page_scrolls(&rows).collect::<Vec<_>>().is_sorted_by_key(|row| row.t()), "time runs backwards");
    Ok(())
}

/// A scroller in the page is told apart from the page.
pub(super) async fn names_an_inner_scroller(visit: &Visit<'_>) -> Result<()> {
    visit.open("/journal.html").await?;
    let hand = visit.browser.hand();
    let middle = hand.find("#materials").await?.middle();
    visit.browser.rest("scrollY", -1.0).await?;
    hand.wheel(middle, 120).await?;
    let scrolled = visit.browser.rest("document.getElementById('materials').scrollTop", 0.0).await?;
    ensure!(scrolled > 0.0, "the wheel does not scroll the materials");
    let rows = visit.flushed().await?;
    let inner = rows.iter().rfind(|row| row.kind() == "scroll" && !row.target().is_empty());
    let inner = inner.context("no event of a scroller")?;
    ensure!(inner.target() == "div#materials", "{inner:?}");
    ensure!(inner.place() == (0.0, scrolled.round()), "{inner:?}, {scrolled} it is");
    Ok(())
}

fn page_scrolls(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| row.kind() == "scroll" && row.target().is_empty())
}
