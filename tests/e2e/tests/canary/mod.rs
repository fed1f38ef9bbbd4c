//! The canary suite: a page for each threat, a secret typed with real keys, and a search for it in
//! everything that left the page, stayed in the browser, or lies in the memory of the recorder's wasm.

mod case;
mod options;
mod search;
mod shapes;
mod table;

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Answer, Row, Rows, Visit};
use fantoccini::key::Key;

use crate::tally::{Outcome, Tally};
use case::{CANARY, Case, OTHER, Step, Told};

/// Kinds of events that tell of typing.
const TYPING: [&str; 8] = ["key", "typed", "input", "change", "field", "clipboard", "composition", "invalid"];
/// Classes of keys that write nothing: they are told outside fields too.
const SILENT: [&str; 3] = ["enter", "navigation", "shortcut"];
/// How long a page's last frame may take here.
const LAST: Duration = Duration::from_millis(150);
/// Cases that are played with two secrets, which must not differ in what is told.
const TWICE: [&str; 9] = ["P1", "P2", "P3", "P11", "P29 React", "P29 Vue", "P29 Svelte", "K1", "K4"];
/// Elements of which more may be told: the control, and a list.
const OPEN: [&str; 2] = ["input#control", "select#choice"];

pub(super) async fn secrets_that_are_typed(visit: &Visit<'_>) -> Result<()> {
    all(visit, table::TYPING).await
}

pub(super) async fn secrets_that_are_filled_in(visit: &Visit<'_>) -> Result<()> {
    all(visit, table::FILLING).await
}

pub(super) async fn forms_that_frameworks_built(visit: &Visit<'_>) -> Result<()> {
    all(visit, table::BUILT).await
}

pub(super) async fn options_by_chance(visit: &Visit<'_>) -> Result<()> {
    let (body, sets) = (shapes::page(), options::sets());
    let cases: Vec<_> = sets.iter().map(|set| set.case(&body)).collect();
    all(visit, &cases).await
}

pub(super) async fn side_channels(visit: &Visit<'_>) -> Result<()> {
    all(visit, table::BESIDE).await
}

pub(super) async fn personal_data(visit: &Visit<'_>) -> Result<()> {
    all(visit, table::PERSONAL).await
}

/// Plays every case, also after one that failed.
async fn all(visit: &Visit<'_>, cases: &[Case<'_>]) -> Result<()> {
    let mut tally = Tally::of("canary", visit);
    let engine = visit.browser.engine.to_string();
    let wanted = std::env::var("DESIRELINE_CANARY").ok();
    for case in cases.iter().filter(|case| wanted.as_ref().is_none_or(|wanted| wanted == case.id)) {
        let except = case.except.iter().find(|(except, _)| *except == engine);
        let outcome = match except {
            Some((_, why)) => Outcome::Not(why),
            None => Outcome::of(judged(visit, case).await),
        };
        tally.note(format!("{} {}", case.id, case.what), outcome);
    }
    tally.judge()
}

async fn judged(visit: &Visit<'_>, case: &Case<'_>) -> Result<()> {
    let first = play(visit, case, CANARY).await?;
    if TWICE.contains(&case.id) {
        let second = play(visit, case, OTHER).await?;
        ensure!(first == second, "another secret is told of otherwise: {first:#?} {second:#?}");
    }
    Ok(())
}

/// Plays a case and searches; gives what was told, without times.
async fn play(visit: &Visit<'_>, case: &Case<'_>, secret: &str) -> Result<Vec<String>> {
    let (frames, seen, known) = (visit.proxy.frames().len(), visit.proxy.seen().len(), visit.collector.export()?.len());
    let page = Answer::Document { kind: "text/html; charset=utf-8", headers: vec![], text: case.page(secret) };
    visit.browser.client.delete_all_cookies().await?;
    visit.proxy.answer("/e2e/canary.html", page);
    if let (Some(framework), Some(path)) = (case.framework, case.script()) {
        visit.proxy.answer(&path, visit.environment.login_form(framework)?);
    }
    open(visit).await?;
    let hand = visit.browser.hand();
    for step in case.steps {
        take(visit, step, secret).await.with_context(|| format!("{step:?}"))?;
    }
    let pad = visit.browser.value("(() => { const it = document.querySelector('#pad'); return it ? Object.values(it.getBoundingClientRect().toJSON()).slice(0, 4) : [] })()").await?;
    // Last, so that every case tells of something.
    if case.told != Told::Nothing || case.what.contains("prerendered") {
        hand.click("#control").await?;
        hand.write("Oslo").await?;
    }
    visit
        .browser
        .settled(
            "Promise.race([window.recorder?.flush(), new Promise((done) => setTimeout(done, 1500))]).then(() => 1)",
        )
        .await?;
    let kept = search::kept(visit, case).await?;
    let cookies = visit.browser.client.get_all_cookies().await?;
    leave(visit).await?;
    let rows: Rows = visit.collector.export()?.into_iter().skip(known).collect();

    search::nowhere(visit, kept, seen, &rows, secret, case).await?;
    if case.told == Told::Nothing {
        ensure!(visit.proxy.frames().len() == frames, "frames were sent");
        ensure!(cookies.iter().all(|cookie| cookie.value() == "off"), "there is a session cookie: {cookies:?}");
        return Ok(Vec::new());
    }
    // The first page is told whatever the options are.
    ensure!(rows.iter().any(|row| row.kind() == "page"), "the test is void: nothing is recorded");
    for open in ["input#control"].iter().chain(case.open).filter(|_| case.told != Told::Page) {
        let told = rows.iter().any(|row| row.kind() == "key" && row.target() == *open);
        ensure!(told, "the test is void: no key of {open} is told: {rows:?}");
    }
    if matches!(case.told, Told::Presence | Told::Page) {
        let loud = rows.iter().find(|row| is_loud(row) && !case.open.contains(&row.target()));
        ensure!(loud.is_none(), "this tells of what is typed: {loud:?}");
    }
    if let Some([x, y, w, h]) =
        pad.as_array().map(|sides| sides.iter().filter_map(|side| side.as_f64()).collect::<Vec<_>>()).as_deref()
    {
        let within = |row: &&Row| {
            let (px, py) = row.place();
            ["pointer", "click", "press"].contains(&row.kind()) && px > *x && px < x + w && py > *y && py < y + h
        };
        let told = rows.iter().find(within);
        ensure!(told.is_none(), "a place on the keypad is told: {told:?}");
    }
    let quiet = ["pointer", "page", "scroll", "visitor", "selection", "inside"];
    let told = rows.iter().filter(|row| !quiet.contains(&row.kind()));
    Ok(told.map(|row| format!("{} {} {}", row.kind(), row.target(), row.text("class"))).collect())
}

fn is_loud(row: &Row) -> bool {
    TYPING.contains(&row.kind()) && !OPEN.contains(&row.target()) && !SILENT.contains(&row.text("class"))
}

/// Goes to a page without a recorder, and gives the frames that tell of the end time to arrive.
async fn leave(visit: &Visit<'_>) -> Result<()> {
    visit.load("/e2e/blank.html").await?;
    tokio::time::sleep(LAST).await;
    Ok(())
}

/// Opens the case's page, and waits until it is recorded, if it ever is.
async fn open(visit: &Visit<'_>) -> Result<()> {
    visit.load("/e2e/canary.html").await?;
    started(visit).await
}

async fn started(visit: &Visit<'_>) -> Result<()> {
    let started = "Promise.race([(async () => { while (!window.started) await new Promise((done) => setTimeout(done, 20)); await started; })(), new Promise((done) => setTimeout(done, 3000))]).then(() => 1)";
    visit.browser.settled(started).await.map(drop)
}

async fn take(visit: &Visit<'_>, step: &Step, secret: &str) -> Result<()> {
    let hand = visit.browser.hand();
    match step {
        Step::Click(selector) => hand.click(selector).await.map(drop),
        Step::Secret => hand.write(secret).await,
        Step::Write(text) => hand.write(text).await,
        Step::Press(keys) => hand.press(keys).await,
        Step::Control(letter) => hand.chord(Key::Control, *letter).await,
        Step::Pad => {
            for digit in secret.chars().filter(char::is_ascii_digit) {
                hand.click(&format!("#key-{digit}")).await?;
            }
            Ok(())
        }
        Step::Run(script) => {
            Ok(visit.browser.client.execute(&script.replace("SECRET", secret), vec![]).await.map(drop)?)
        }
        Step::Reload => {
            visit.browser.client.refresh().await?;
            started(visit).await
        }
        Step::Away => {
            visit.load("/e2e/blank.html").await?;
            visit.browser.client.back().await?;
            started(visit).await
        }
    }
}
