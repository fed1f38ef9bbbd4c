//! A network that fails in every way: what is stored is what was told, less what was counted as dropped.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Answer, Collector, Proxy, Row, Script, Visit, pages, until};

use crate::outage::clicked;
use crate::tally::{Outcome, Tally};

/// Longer than the wait after a failure.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long an answer of the slow network takes.
const SLOW: Duration = Duration::from_millis(700);

/// What becomes of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    /// It is stored, once, however often it was posted.
    Stored,
    /// The collector will never have it; the next frames count it.
    Dropped,
}

/// Each frame is answered so, and its repetition well.
fn faults() -> Vec<(&'static str, Answer, Fate)> {
    use Fate::{Dropped, Stored};
    vec![
        ("answered well", Answer::Forward, Stored),
        ("answered late", Answer::Late(SLOW), Stored),
        ("cut before it is stored", Answer::Cut, Stored),
        ("cut after it is stored", Answer::Lose, Stored),
        ("an answer that breaks off", Answer::Torn, Stored),
        ("408, too slow", Answer::Status(408), Stored),
        ("429, too many", Answer::Status(429), Stored),
        ("500, a fault", Answer::Status(500), Stored),
        ("503, not now", Answer::Status(503), Stored),
        ("504, nobody there", Answer::Status(504), Stored),
        ("a redirect", Answer::Moved("/e2e/elsewhere"), Stored),
        ("400, no frame", Answer::Status(400), Dropped),
        ("401, who are you", Answer::Status(401), Dropped),
        ("404, nothing here", Answer::Status(404), Dropped),
        ("413, too large", Answer::Status(413), Dropped),
    ]
}

/// One fault after the other, a click before each.
pub(super) async fn costs_what_is_counted(visit: &Visit<'_>) -> Result<()> {
    let script = r#"<script async src="/pkg/desireline.js" data-endpoint="/v1/frames" data-interval="1000"></script>"#;
    visit.proxy.answer("/e2e/chaos.html", pages::page(script));
    visit.open("/e2e/chaos.html").await?;
    let mut tally = Tally::of("chaos", visit);
    let (mut kept, mut dropped) = (Vec::new(), 0);
    for (at, (name, answer, fate)) in faults().into_iter().enumerate() {
        let place = (100 + 20 * i32::try_from(at)?, 300);
        if fate == Fate::Stored {
            kept.push((f64::from(place.0), f64::from(place.1)));
        } else {
            dropped += 1;
        }
        tally.note(name, Outcome::of(meets(visit, place, answer, fate).await));
    }
    tally.note("all together", Outcome::of(adds_up(visit, &kept, dropped).await));
    tally.judge()
}

/// The frame with a click at that place gets that answer first.
async fn meets(visit: &Visit<'_>, place: (i32, i32), answer: Answer, fate: Fate) -> Result<()> {
    visit.flush().await?;
    let before = visit.proxy.frames().len();
    visit.proxy.answer("/v1/frames", Answer::Script(Script::of([answer])));
    visit.browser.hand().travel_and_click(&[place]).await?;
    visit.browser.client.execute("desireline('flush');", vec![]).await?;
    let stored =
        |rows: &[Row]| clicked(rows).iter().filter(|it| **it == (f64::from(place.0), f64::from(place.1))).count();
    if fate == Fate::Stored {
        let rows = visit.arrived("its click", |rows| stored(rows) > 0).await?;
        ensure!(stored(&rows) == 1, "it is there {} times", stored(&rows));
        return Ok(());
    }
    until("the refusal", PATIENCE, async || Ok(visit.proxy.frames().get(before).and_then(|frame| frame.status)))
        .await?;
    visit.flush().await?;
    ensure!(stored(&visit.collector.export()?) == 0, "it is there");
    Ok(())
}

/// Every frame but those counted, once and in order; and a page of the site's own goes on.
async fn adds_up(visit: &Visit<'_>, kept: &[(f64, f64)], dropped: u32) -> Result<()> {
    // What was dropped is told with what comes next.
    let end = (100, 400);
    visit.browser.hand().travel_and_click(&[end]).await?;
    let rows = visit.flushed().await?;
    let kept = [kept, &[(f64::from(end.0), f64::from(end.1))]].concat();
    ensure!(clicked(&rows) == kept, "{:?} instead of {kept:?}", clicked(&rows));
    let frames = visit.proxy.frames();
    let last = frames.iter().rev().find(|frame| frame.status == Some(204)).context("a frame that was taken")?;
    let header = *desireline::read(&last.body).context("a frame")?.header();
    ensure!(header.missing.refused == dropped, "{:?} instead of {dropped} refused", header.missing);
    ensure!(header.missing.queue_full == 0, "{:?}", header.missing);
    let numbers: BTreeSet<u64> = rows.iter().map(|row| row.number("seq") as u64).collect();
    let all = u64::from(header.sequence) + 1;
    ensure!(numbers.len() as u64 == all - u64::from(dropped), "{} of {all} frames, less {dropped}", numbers.len());
    visit.no_problems().await
}

/// A collector whose answers the page may not read stores a frame; it comes again, and is stored once.
pub(super) async fn of_answers_that_cannot_be_read_doubles_nothing(visit: &Visit<'_>) -> Result<()> {
    let elsewhere = Collector::start(visit.environment, &["--allow-origin", &visit.proxy.origin()])?;
    let before_it = Proxy::start(elsewhere.address).await?;
    before_it.answer("/v1/frames", Answer::Script(Script::of([Answer::Unreadable, Answer::Unreadable])));
    let endpoint = format!("{}/v1/frames", before_it.origin());
    let script = format!(r#"<script async src="/pkg/desireline.js" data-endpoint="{endpoint}"></script>"#);
    visit.proxy.answer("/e2e/cross.html", pages::page(&script));
    visit.load("/e2e/cross.html").await?;
    visit.browser.hand().click("#press").await?;
    let again = until("the answer that can be read", PATIENCE, async || {
        let frames = before_it.frames();
        Ok((frames.len() > 2).then_some(frames))
    })
    .await?;
    ensure!(again[0].body == again[1].body && again[1].body == again[2].body, "it was not the same frame again");
    let rows = until("the click", PATIENCE, async || {
        let rows = elsewhere.export()?;
        Ok((!clicked(&rows).is_empty()).then_some(rows))
    })
    .await?;
    ensure!(clicked(&rows).len() == 1, "{:?}", clicked(&rows));
    Ok(())
}
