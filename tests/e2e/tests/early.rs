//! What happens before the recorder has come is told; what is typed then is not.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use desireline_e2e::{Answer, Gate, Row, Visit};

/// The wasm is held back while the visitor clicks, scrolls and types.
pub(super) async fn input_is_kept_and_keys_are_not(visit: &Visit<'_>) -> Result<()> {
    let gate = Gate::closed();
    visit.proxy.answer("/pkg/desireline.wasm", Answer::Hold(gate.clone()));
    visit.load("/checkout.html").await?;
    let hand = visit.browser.hand();
    let mut scrolled_at_clicks = Vec::new();
    for selector in ["#show-password", "#email"] {
        // The hand brings what it clicks into the middle of the window, and so scrolls the page.
        hand.click(selector).await?;
        scrolled_at_clicks.push(visit.browser.number("Math.round(scrollY)").await?);
    }
    hand.write("k3y@hill.example").await?;
    hand.wheel((600, 400), 150).await?;
    let scrolled = visit.browser.rest("scrollY", 0.0).await?;
    ensure!(scrolled > 0.0, "the wheel does not scroll the page");
    ensure!(visit.proxy.frames().is_empty(), "the recorder came before its time");
    let came = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as f64;
    gate.open();
    hand.click("#fullname").await?;
    hand.write("A").await?;

    let rows = visit.flushed().await?;
    let early: Vec<&Row> = rows.iter().filter(|row| row.t() < came).collect();
    let told = |kind: &str, target: &str| early.iter().any(|row| row.kind() == kind && row.target() == target);
    for (kind, target) in [
        ("page", ""),
        ("pointer", ""),
        ("click", "button#show-password"),
        ("click", "input#email"),
        ("focus", "input#email"),
        ("scroll", ""),
    ] {
        ensure!(told(kind, target), "{kind} {target} is not among {early:?}");
    }
    let reached = early.iter().any(|row| row.kind() == "pointer" && row.number("x") > 100.0);
    ensure!(reached, "the pointer came to no field in {early:?}");
    let clicks = early.iter().filter(|row| row.kind() == "click").zip(scrolled_at_clicks);
    for (click, scrolled) in clicks {
        let off = click.number("page_y") - click.number("y") - scrolled;
        ensure!(off.abs() <= 1.0, "{click:?}, when the page was scrolled by {scrolled}");
    }
    let furthest = early.iter().filter(|row| row.kind() == "scroll").map(|row| row.number("y")).fold(0.0, f64::max);
    ensure!(furthest == scrolled.round(), "{furthest} is told, {scrolled} it was");
    let typed: Vec<_> = early.iter().filter(|row| ["key", "input", "change"].contains(&row.kind())).collect();
    ensure!(typed.is_empty(), "before the recorder came it kept {typed:?}");
    // The control: once it is there, keys are told.
    ensure!(rows.iter().any(|row| row.kind() == "key" && row.target() == "input#fullname"), "no key at all: {rows:?}");
    ensure!(rows[0].kind() == "page", "the page event is not the first: {:?}", rows[0]);
    Ok(())
}
