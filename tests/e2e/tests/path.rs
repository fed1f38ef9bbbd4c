//! The pointer's path as it is told, against every place that the page itself saw.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use desireline::path::{Place, REST, TOLERANCE};
use desireline::wire::Event;
use desireline_e2e::Visit;

/// Notes what the page sees of the pointer, coalesced events too, in whole ms and px as they are told.
const WATCH: &str = "(window.seen = [], addEventListener('pointermove', (event) => {
    const all = event.getCoalescedEvents?.() ?? [];
    for (const at of all.length ? all : [event]) seen.push([at.timeStamp, at.clientX, at.clientY].map(Math.round));
}, true))";

/// The time of one step of the hand: about that of one picture on the screen.
const STEP: Duration = Duration::from_millis(16);

/// Within the tolerance of every place, at its moment: speed and hesitation are told, not only the form.
pub(super) async fn is_within_the_tolerance(visit: &Visit<'_>) -> Result<()> {
    visit.open("/").await?;
    visit.browser.value(WATCH).await?;
    let hand = visit.browser.hand();
    hand.travel_at(&spiral(), STEP).await?;
    // A rest, for after it the path begins anew.
    tokio::time::sleep(Duration::from_millis(2 * REST)).await;
    hand.travel(&[(140, 130), (610, 390), (600, 140)]).await?;
    ensure!(visit.browser.number("scrollY").await? == 0.0, "the page scrolled: the test is void");
    let seen = seen(visit).await?;
    visit.flush().await?;

    let told = told(visit)?;
    ensure!(told.is_sorted_by_key(|place| place.t), "time runs backwards: {told:?}");
    ensure!(seen.len() > 60 && told.len() < seen.len(), "{} seen, {} told: the test is void", seen.len(), told.len());
    for place in &seen {
        let off = distance(&told, *place);
        ensure!(off <= TOLERANCE + 1e-9, "{place:?} is {off} px off the way {:?}", around(&told, place.t));
    }
    for place in &told {
        let at = seen.iter().filter(|seen| seen.t == place.t);
        let off = at.map(|seen| apart((seen.x.into(), seen.y.into()), *place)).fold(f64::INFINITY, f64::min);
        ensure!(off <= TOLERANCE, "the pointer never was at {place:?}");
    }
    Ok(())
}

/// Curves at every pace: each step takes as long as another, and they get longer.
fn spiral() -> Vec<(i32, i32)> {
    let point = |step: i32| {
        let (turn, reach) = (f64::from(step) * 0.12, f64::from(step) * 1.5);
        ((500.0 + reach * turn.cos()) as i32, (330.0 + reach * turn.sin()) as i32)
    };
    (1..=160).map(point).collect()
}

async fn seen(visit: &Visit<'_>) -> Result<Vec<Place>> {
    let seen = visit.browser.value("seen").await?;
    let place = |place: &serde_json::Value| {
        let side = |at: usize| place[at].as_i64().context("a whole number");
        Ok(Place { t: side(0)? as u64, x: side(1)? as i32, y: side(2)? as i32 })
    };
    seen.as_array().context("a list")?.iter().map(place).collect()
}

/// From the frames themselves: the export tells time by the wall clock, which each frame reads anew.
fn told(visit: &Visit<'_>) -> Result<Vec<Place>> {
    let mut told = Vec::new();
    for exchange in visit.proxy.seen().iter().filter(|exchange| exchange.is_frame()) {
        let frame = desireline::read(&exchange.body)?;
        told.extend(frame.events().filter_map(|record| match record.event {
            Event::Pointer(pointer) => Some(Place { t: record.mono, x: pointer.x, y: pointer.y }),
            _ => None,
        }));
    }
    Ok(told)
}

/// Told places just before and after a moment, and those at it.
fn around(told: &[Place], t: u64) -> &[Place] {
    let (from, to) = (told.partition_point(|place| place.t < t), told.partition_point(|place| place.t <= t));
    &told[from.saturating_sub(1)..(to + 1).min(told.len())]
}

/// How far a place is from where the told way is at its moment, going evenly from each to the next.
fn distance(told: &[Place], place: Place) -> f64 {
    let way = around(told, place.t);
    let at = way.iter().filter(|told| told.t == place.t).map(|told| (f64::from(told.x), f64::from(told.y)));
    let between = way.windows(2).filter_map(|leg| {
        let (from, to) = (leg[0], leg[1]);
        let (gone, span) = (place.t.checked_sub(from.t)?, to.t - from.t);
        let along = |from: i32, to: i32| f64::from(from) + f64::from(to - from) * gone as f64 / span as f64;
        // After a longer time the pointer rested at the first.
        (place.t < to.t && span <= REST).then(|| (along(from.x, to.x), along(from.y, to.y)))
    });
    at.chain(between).map(|point| apart(point, place)).fold(f64::INFINITY, f64::min)
}

fn apart((x, y): (f64, f64), place: Place) -> f64 {
    (x - f64::from(place.x)).hypot(y - f64::from(place.y))
}
