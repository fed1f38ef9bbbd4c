//! Where the pointer went.

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Row, Visit};

/// How far from the hand's way the recorded way may be, in CSS px.
const TOLERANCE: f64 = 2.0;

/// A way with long and short legs and sharp turns.
const WAY: [(i32, i32); 8] =
    [(100, 120), (900, 160), (880, 400), (300, 420), (310, 430), (305, 200), (600, 600), (150, 640)];

/// The recorded way passes every turn of the hand, in order, and strays nowhere else.
pub(super) async fn follows_the_hand(visit: &Visit<'_>) -> Result<()> {
    visit.open("/").await?;
    visit.browser.hand().travel(&WAY).await?;
    let rows = visit.flushed().await?;
    let moves: Vec<&Row> = rows.iter().filter(|row| row.kind() == "pointer").collect();
    ensure!(moves.is_sorted_by_key(|row| row.t()), "time runs backwards: {moves:?}");

    let recorded: Vec<(f64, f64)> = moves.iter().map(|row| row.place()).collect();
    let mut from = 0;
    for (x, y) in WAY {
        let turn = (f64::from(x), f64::from(y));
        let near = legs(&recorded).enumerate().skip(from).find(|(_, leg)| distance(turn, *leg) <= TOLERANCE);
        (from, _) = near.with_context(|| format!("{turn:?} is not passed after leg {from} of {recorded:?}"))?;
    }
    let way: Vec<(f64, f64)> = WAY.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
    // The first leg is from wherever the pointer was before.
    let first = recorded.iter().position(|point| distance(*point, (way[0], way[0])) <= TOLERANCE);
    for point in &recorded[first.context("the way's beginning")?..] {
        ensure!(legs(&way).any(|leg| distance(*point, leg) <= TOLERANCE), "the hand never was at {point:?}");
    }
    ensure!(moves.iter().all(|row| row.text("pointer") == "mouse"), "{moves:?}");
    Ok(())
}

/// A position in the document is right also just after scrolling.
pub(super) async fn knows_where_in_the_document_it_is(visit: &Visit<'_>) -> Result<()> {
    visit.open("/journal.html").await?;
    let hand = visit.browser.hand();
    for target in ["#old", "#stuff", "#home"] {
        let middle = hand.find(target).await?.middle();
        hand.travel(&[(middle.0 + 9, middle.1 + 7), middle]).await?;
        let scrolled = visit.browser.number("Math.round(scrollY)").await?;
        ensure!(scrolled > 100.0, "{target} did not scroll the page");
        let rows = visit.flushed().await?;
        let last = rows.iter().rfind(|row| row.kind() == "pointer").context("no movement")?;
        let (x, y) = last.place();
        let off = (x - f64::from(middle.0)).hypot(y - f64::from(middle.1));
        ensure!(off <= TOLERANCE, "{last:?} instead of {middle:?}");
        ensure!(last.number("page_x") == x, "{last:?}");
        ensure!(last.number("page_y") == y + scrolled, "{last:?} with the page scrolled by {scrolled}");
    }
    Ok(())
}

fn legs(way: &[(f64, f64)]) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
    way.iter().zip(way.iter().skip(1)).map(|(start, end)| (*start, *end))
}

/// From a point to the nearest point of a leg.
fn distance((x, y): (f64, f64), ((ax, ay), (bx, by)): ((f64, f64), (f64, f64))) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 { 0.0 } else { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}
