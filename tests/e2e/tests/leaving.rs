//! Leaving at once loses nothing.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Row, Rows, Visit, until};

use crate::exits::closings;

/// How far from a point of the hand's way the recorded way may be, in CSS px.
const TOLERANCE: f64 = 2.0;
/// How long the page that a link leads to may take.
const ARRIVAL: Duration = Duration::from_secs(20);
/// Where the pointer goes before it clicks.
const WAY: [(i32, i32); 3] = [(200, 300), (700, 350), (420, 240)];

/// By a link, without a moment's rest after the movement.
pub(super) async fn by_a_link(visit: &Visit<'_>) -> Result<()> {
    visit.open("/").await?;
    leave_by_link(visit).await
}

/// By a link, as soon as the page has loaded: nobody waits for the recorder.
pub(super) async fn in_the_first_moments(visit: &Visit<'_>) -> Result<()> {
    visit.load("/").await?;
    leave_by_link(visit).await
}

/// By closing the tab. What arrives is whole; in Firefox all of it may be lost, though not each time.
pub(super) async fn by_closing_the_tab(visit: &Visit<'_>) -> Result<()> {
    for left in (0..closings(visit.browser.engine)).rev() {
        let before = visit.browser.open_tab().await?;
        visit.open("/").await?;
        let end = move_and_click(visit, "h1").await?;
        visit.browser.client.close_window().await?;
        visit.browser.client.switch_to_window(before).await?;
        match click_arrived(visit, "h1").await {
            Err(_) if left > 0 => {}
            rows => return is_whole(&rows?, "h1", end),
        }
    }
    Ok(())
}

/// By loading the page anew.
pub(super) async fn by_reloading(visit: &Visit<'_>) -> Result<()> {
    visit.open("/").await?;
    let end = move_and_click(visit, "h1").await?;
    visit.browser.client.refresh().await?;
    everything_arrived(visit, "h1", end).await
}

async fn leave_by_link(visit: &Visit<'_>) -> Result<()> {
    let end = move_and_click(visit, "#hero-journal").await?;
    everything_arrived(visit, "a#hero-journal", end).await?;
    // The frame can be faster than the page: Firefox is at about:blank for a moment.
    until("the journal is there", ARRIVAL, async || {
        let url = visit.browser.client.current_url().await?;
        Ok((url.path() == "/journal.html").then_some(()))
    })
    .await
}

/// Goes along the way and clicks an element, all in one go; says where.
async fn move_and_click(visit: &Visit<'_>, selector: &str) -> Result<(i32, i32)> {
    let hand = visit.browser.hand();
    let end = hand.find(selector).await?.middle();
    let mut way = WAY.to_vec();
    way.push(end);
    hand.travel_and_click(&way).await?;
    Ok(end)
}

async fn everything_arrived(visit: &Visit<'_>, target: &str, end: (i32, i32)) -> Result<()> {
    is_whole(&click_arrived(visit, target).await?, target, end)
}

async fn click_arrived(visit: &Visit<'_>, target: &str) -> Result<Rows> {
    visit.arrived(&format!("the click on {target}"), |rows| rows.iter().any(|row| clicked(row, target))).await
}

fn clicked(row: &Row, target: &str) -> bool {
    row.kind() == "click" && row.target() == target
}

/// The click is there, and before it every turn of the way.
fn is_whole(rows: &Rows, target: &str, end: (i32, i32)) -> Result<()> {
    let at = rows.iter().position(|row| clicked(row, target)).context("the click")?;
    ensure!(rows[at].place() == (f64::from(end.0), f64::from(end.1)), "{:?} instead of {end:?}", rows[at]);
    let stream = rows[at].stream();
    let moves: Vec<(f64, f64)> =
        rows[..at].iter().filter(|row| row.kind() == "pointer" && row.stream() == stream).map(Row::place).collect();
    for (x, y) in WAY {
        let near = |(a, b): &(f64, f64)| (a - f64::from(x)).abs() <= TOLERANCE && (b - f64::from(y)).abs() <= TOLERANCE;
        ensure!(moves.iter().any(near), "({x}, {y}) is missing in {moves:?}");
    }
    ensure!(rows[..at].iter().any(|row| row.kind() == "page" && row.stream() == stream), "no page event before it");
    Ok(())
}
