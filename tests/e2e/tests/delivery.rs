//! How frames are posted: with what the site adds, when the collector asks, and not for ever.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Answer, Script, Visit, until};

use crate::consent;
use crate::outage::clicked;

const PATIENCE: Duration = Duration::from_secs(20);
/// Seconds that the collector asks for: longer than the wait after a first failure.
const LATER: u32 = 3;
/// Tries without an answer, as `MAX_UNANSWERED` of the library.
const TRIES: usize = 3;
/// A fourth would be made within this.
const LONG: Duration = Duration::from_secs(9);

async fn start(visit: &Visit<'_>, options: &str) -> Result<()> {
    consent::start(visit, "", &format!("interval: 1000, {options}")).await
}

/// Headers, and an address that a function gives for each post.
pub(super) async fn carries_what_the_site_adds(visit: &Visit<'_>) -> Result<()> {
    start(visit, "endpoint: () => '/v1/frames?n=' + (window.n = (window.n ?? 0) + 1), headers: { 'X-Key': 'k1' }")
        .await?;
    for _ in 0..2 {
        visit.browser.hand().click("#press").await?;
        visit.browser.settled("recorder.flush()").await?;
    }
    let frames = visit.proxy.frames();
    let queries: Vec<_> = frames.iter().map(|frame| frame.url.as_str()).collect();
    ensure!(queries.len() > 1 && queries[0] != queries[1], "{queries:?}");
    for frame in &frames {
        let key = frame.headers.get("x-key").context("the site's header is missing")?;
        ensure!(key == "k1" && frame.status == Some(204), "{frame:?}");
        ensure!(!frame.headers.contains_key("cookie"), "a cookie went along");
    }
    start(visit, "credentials: 'same-origin'").await?;
    visit.browser.settled("recorder.flush()").await?;
    let last = visit.proxy.frames().pop().context("a frame")?;
    ensure!(last.headers.contains_key("cookie"), "no cookie went along");
    visit.no_problems().await
}

/// `Retry-After` is waited for.
pub(super) async fn waits_as_it_is_told(visit: &Visit<'_>) -> Result<()> {
    start(visit, "").await?;
    visit.browser.settled("recorder.flush()").await?;
    visit.proxy.answer("/v1/frames", Answer::Script(Script::of([Answer::Busy(LATER)])));
    let before = visit.proxy.frames().len();
    visit.browser.hand().click("#press").await?;
    let posts = |most: usize| {
        until("the next post", PATIENCE, async move || {
            Ok((visit.proxy.frames().len() >= before + most).then_some(Instant::now()))
        })
    };
    let first = posts(1).await?;
    let second = posts(2).await?;
    // What the first post's arrival was noticed late by.
    let slack = Duration::from_millis(500);
    ensure!(second - first + slack >= Duration::from_secs(LATER.into()), "it came again after {:?}", second - first);
    let rows = visit.arrived("the click", |rows| !clicked(rows).is_empty()).await?;
    ensure!(clicked(&rows).len() == 1, "{rows:?}");
    Ok(())
}

/// Three tries without an answer; then the page's end tries once more, and nothing was lost.
pub(super) async fn gives_up_until_the_page_ends(visit: &Visit<'_>) -> Result<()> {
    start(visit, "").await?;
    visit.browser.settled("recorder.flush()").await?;
    let before = visit.proxy.frames().len();
    visit.proxy.answer("/v1/frames", Answer::Cut);
    visit.browser.hand().click("#press").await?;
    let tries = || visit.proxy.frames().len() - before;
    until("three tries", PATIENCE, async || Ok((tries() >= TRIES).then_some(()))).await?;
    visit.browser.hand().click("#nickname").await?;
    tokio::time::sleep(LONG).await;
    // Engines may try a request again by themselves where its connection was an old one.
    let bodies: std::collections::BTreeSet<_> =
        visit.proxy.frames()[before..].iter().map(|frame| frame.body.clone()).collect();
    ensure!(bodies.len() == 1, "another frame was tried: {} bodies", bodies.len());
    let given_up = tries();
    tokio::time::sleep(LONG / 3).await;
    ensure!(tries() == given_up, "{} tries, and then {}", given_up, tries());
    visit.proxy.answer("/v1/frames", Answer::Forward);
    visit.load("/e2e/blank.html").await?;
    let rows = visit.arrived("both clicks", |rows| clicked(rows).len() >= 2).await?;
    ensure!(clicked(&rows).len() == 2, "{rows:?}");
    Ok(())
}

/// What could not be posted is, by the tab's next page; by default nothing is kept.
pub(super) async fn persists_where_it_is_asked_to(visit: &Visit<'_>) -> Result<()> {
    for (persist, expected) in [(false, 0), (true, 1)] {
        start(visit, &format!("persist: {persist}")).await?;
        visit.browser.settled("recorder.flush()").await?;
        visit.proxy.answer("/v1/frames", Answer::Cut);
        visit.browser.hand().click("#press").await?;
        visit.load("/e2e/blank.html").await?;
        let kept = visit.browser.number("Object.keys(sessionStorage).length").await?;
        ensure!((kept > 0.0) == persist, "{kept} frames are kept");
        visit.proxy.answer("/v1/frames", Answer::Forward);
        start(visit, &format!("persist: {persist}")).await?;
        let rows = visit.arrived("the next page", |rows| clicked(rows).len() >= expected).await?;
        ensure!(clicked(&rows).len() == expected, "{rows:?}");
        visit.browser.settled("recorder.flush()").await?;
        until("what has arrived is kept no more", PATIENCE, async || {
            Ok((visit.browser.number("sessionStorage.length").await? == 0.0).then_some(()))
        })
        .await?;
    }
    // Nor is what was revoked.
    start(visit, "persist: true").await?;
    visit.proxy.answer("/v1/frames", Answer::Cut);
    visit.browser.hand().click("#press").await?;
    visit.browser.client.execute("recorder.flush();", vec![]).await?;
    visit.browser.settled("recorder.revoke()").await?;
    ensure!(visit.browser.number("sessionStorage.length").await? == 0.0, "what was revoked is still kept");
    visit.no_problems().await
}
