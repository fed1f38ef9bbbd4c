//! A collector on another origin.

use anyhow::{Result, ensure};
use desireline_e2e::{Collector, Proxy, Visit, pages};
use hyper::Method;

/// Frames cost one request each: no browser asks beforehand.
pub(super) async fn needs_no_preflight(visit: &Visit<'_>) -> Result<()> {
    let elsewhere = Collector::start(visit.environment, &["--allow-origin", &visit.proxy.origin()])?;
    let before_it = Proxy::start(elsewhere.address).await?;
    let endpoint = format!("{}/v1/frames", before_it.origin());
    let script = format!(r#"<script async src="/pkg/desireline.js" data-endpoint="{endpoint}"></script>"#);
    visit.proxy.answer("/e2e/cross.html", pages::page(&script));
    visit.open("/e2e/cross.html").await?;
    visit.browser.hand().click("#press").await?;
    visit.flush().await?;
    let stored = |target: &str| -> Result<usize> {
        let rows = elsewhere.export()?;
        Ok(rows.iter().filter(|row| row.kind() == "click" && row.target() == target).count())
    };
    ensure!(stored("button#press")? == 1, "the click is not there");
    visit.no_problems().await?;
    // The last frame, too, goes without asking.
    visit.browser.hand().click("#nickname").await?;
    visit.load("/e2e/blank.html").await?;
    desireline_e2e::until("the click before leaving", std::time::Duration::from_secs(20), async || {
        Ok((stored("input#nickname")? == 1).then_some(()))
    })
    .await?;

    let seen = before_it.seen();
    ensure!(seen.iter().all(|seen| seen.method != Method::OPTIONS), "a preflight was made");
    ensure!(seen.iter().all(|seen| seen.is_frame()), "something else was asked for: {seen:?}");
    let mut bodies: Vec<_> = seen.iter().map(|seen| &seen.body).collect();
    bodies.sort();
    bodies.dedup();
    // Whoever cannot read the answer sends the same frame again.
    ensure!(bodies.len() == seen.len(), "{} frames took {} requests", bodies.len(), seen.len());
    for frame in &seen {
        ensure!(!frame.headers.contains_key("cookie"), "cookies went to the other origin");
        ensure!(!frame.headers.contains_key("referer"), "the page's address went to the other origin");
    }
    ensure!(visit.proxy.frames().is_empty(), "a frame went to the page's own origin");
    Ok(())
}
