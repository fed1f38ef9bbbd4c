//! The coder comes by itself: frames are plain until it is there, and as good where it never is.

use std::time::Duration;

use anyhow::{Result, ensure};
use desireline_e2e::{Answer, Gate, Visit, until};

/// How long the coder may take to be asked for and to come.
const TRIES: Duration = Duration::from_secs(20);

const CODER: &str = "/pkg/desireline-coder.wasm";
/// Second byte of a frame of version 1 with a plain body, and with a coded one.
const PLAIN: u8 = 0x10;
const CODED: u8 = 0x11;
const PLACES: [(i32, i32); 2] = [(321, 300), (333, 310)];

/// Clicks before it has come and after.
pub(super) async fn may_come_late(visit: &Visit<'_>) -> Result<()> {
    let gate = Gate::closed();
    visit.proxy.answer(CODER, Answer::Hold(gate.clone()));
    visit.open("/").await?;
    visit.browser.hand().travel_and_click(&PLACES[..1]).await?;
    visit.flush().await?;
    ensure!(codings(visit).iter().all(|coding| *coding == PLAIN), "{:x?} without a coder", codings(visit));
    gate.open();
    let mut clicks = 1;
    until("a coded frame comes", TRIES, async || {
        visit.browser.hand().travel_and_click(&PLACES[1..]).await?;
        clicks += 1;
        visit.flush().await?;
        Ok(codings(visit).contains(&CODED).then_some(()))
    })
    .await?;
    let rows = visit.flushed().await?;
    let clicked: Vec<_> = rows.iter().filter(|row| row.kind() == "click").map(|row| row.place()).collect();
    ensure!(clicked.len() == clicks, "{clicks} clicks became {clicked:?}");
    ensure!(clicked[0] == (321.0, 300.0) && clicked[1] == (333.0, 310.0), "{clicked:?}");
    Ok(())
}

/// It is not there: asked for once, nobody is told, and everything is recorded.
pub(super) async fn may_be_missing(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.watch_pages();
    visit.proxy.answer(CODER, Answer::Status(404));
    visit.open("/").await?;
    let asked = || visit.proxy.seen().iter().filter(|exchange| exchange.path() == CODER).count();
    until("the coder is asked for", TRIES, async || Ok((asked() > 0).then_some(()))).await?;
    visit.browser.hand().travel_and_click(&PLACES[..1]).await?;
    let rows = visit.flushed().await?;
    ensure!(rows.iter().filter(|row| row.kind() == "click").count() == 1, "{rows:?}");
    ensure!(codings(visit).iter().all(|coding| *coding == PLAIN), "{:x?}", codings(visit));
    ensure!(asked() == 1, "asked for {} times", asked());
    visit.no_problems().await
}

fn codings(visit: &Visit<'_>) -> Vec<u8> {
    visit.proxy.frames().iter().filter_map(|frame| frame.body.get(1).copied()).collect()
}
