//! A collector that fails for a while costs nothing.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use desireline_e2e::{Answer, Exchange, Row, Visit, until};

/// How long each sort of failure lasts at least.
const FAILURE: Duration = Duration::from_secs(5);
/// Within this everything must have arrived once the collector is back.
const RECOVERY: Duration = Duration::from_secs(60);
/// How long the recorder may take to come and try.
const TRIES: Duration = Duration::from_secs(45);

/// First it answers 503, then it closes connections, and all the while the visitor goes on.
pub(super) async fn loses_and_doubles_nothing(visit: &Visit<'_>) -> Result<()> {
    visit.open("/").await?;
    let mut clicks = Vec::new();
    for failure in [Answer::Status(503), Answer::Cut] {
        let before = visit.proxy.frames().len();
        let begun = Instant::now();
        visit.proxy.answer("/v1/frames", failure);
        until("the recorder tries while the collector fails", TRIES, async || {
            let place = (100 + 9 * i32::try_from(clicks.len())?, 300);
            visit.browser.hand().travel_and_click(&[place]).await?;
            clicks.push(place);
            Ok((visit.proxy.frames().len() > before && begun.elapsed() > FAILURE).then_some(()))
        })
        .await?;
    }
    let made: Vec<(f64, f64)> = clicks.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
    ensure!(clicked(&visit.collector.export()?).is_empty(), "the collector was not down");
    visit.proxy.answer("/v1/frames", Answer::Forward);
    let last = made.last().copied();
    let rows = visit.arrived_within(RECOVERY, "the last click", |rows| clicked(rows).last().copied() == last).await?;
    ensure!(clicked(&rows) == made, "{made:?} became {:?}", clicked(&rows));
    no_gaps(&rows)
}

/// The frame is stored, the answer is lost, the frame comes again: it is stored once.
pub(super) async fn of_answers_doubles_nothing(visit: &Visit<'_>) -> Result<()> {
    visit.open("/").await?;
    visit.proxy.answer("/v1/frames", Answer::Lose);
    let place = (333, 300);
    visit.browser.hand().travel_and_click(&[place]).await?;
    visit.browser.client.execute("desireline('flush');", vec![]).await?;
    visit.arrived("the click, though its answer is lost", |rows| clicked(rows).len() == 1).await?;
    visit.proxy.answer("/v1/frames", Answer::Forward);
    let again = until("the same frame comes again", TRIES, async || {
        let frames = visit.proxy.frames();
        let stored = |frame: &&Exchange| frame.status == Some(204);
        let lost = frames.iter().filter(|frame| frame.status.is_none());
        let doubled = lost.filter_map(|lost| frames.iter().filter(stored).find(|other| other.body == lost.body));
        Ok(doubled.last().cloned())
    });
    ensure!(!again.await?.body.is_empty());
    let rows = visit.flushed().await?;
    ensure!(clicked(&rows) == [(333.0, 300.0)], "one click became {:?}", clicked(&rows));
    no_gaps(&rows)
}

/// Where was clicked, in the order of time.
pub(super) fn clicked(rows: &[Row]) -> Vec<(f64, f64)> {
    rows.iter().filter(|row| row.kind() == "click").map(Row::place).collect()
}

/// Frames are numbered from 0 without a gap.
fn no_gaps(rows: &[Row]) -> Result<()> {
    let mut numbers: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in rows {
        numbers.entry(row.stream()).or_default().push(row.number("seq"));
    }
    for (stream, mut numbers) in numbers {
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        let whole = numbers.iter().enumerate().all(|(place, number)| place as f64 == *number);
        ensure!(whole, "frames are missing in {stream}: {numbers:?}");
    }
    Ok(())
}
