//! Consent, the browser's own signals, and the share of visits that is recorded.

use anyhow::{Result, ensure};
use desireline_e2e::{Visit, pages};
use serde_json::json;

/// A page that starts with these options, and with an endpoint where they name none.
pub(super) async fn start(visit: &Visit<'_>, before: &str, options: &str) -> Result<()> {
    let head = format!(
        "<script>{before}</script><script type=module>import {{ start }} from '/pkg/index.js';
        window.recorder = await start({{ endpoint: '/v1/frames', {options} }});</script>"
    );
    visit.proxy.answer("/e2e/started.html", pages::page(&head));
    visit.load("/e2e/started.html").await?;
    let there = "(async () => { while (!window.recorder) await new Promise((done) => setTimeout(done, 20)); })()";
    visit.browser.settled(there).await.map(drop)
}

async fn cookies(visit: &Visit<'_>) -> Result<Vec<String>> {
    let cookies = visit.browser.client.get_all_cookies().await?;
    // Without the minutes of a session.
    let id = |value: &str| value.split('.').next().unwrap_or_default().to_owned();
    Ok(cookies.iter().map(|cookie| format!("{}={}", cookie.name(), id(cookie.value()))).collect())
}

/// What happened while consent was pending is sent once it is given, in one session; not before.
pub(super) async fn once_given_keeps_what_was_pending(visit: &Visit<'_>) -> Result<()> {
    start(visit, "", "consent: 'pending', interval: 1000").await?;
    visit.browser.hand().click("#press").await?;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    ensure!(visit.proxy.frames().is_empty(), "frames were sent without consent");
    ensure!(cookies(visit).await?.is_empty(), "a cookie was written without consent");
    visit.browser.settled("recorder.consent('granted')").await?;
    visit.browser.settled("recorder.flush()").await?;
    let rows = visit.collector.export()?;
    let session = visit.browser.value("recorder.session").await?;
    ensure!(rows.iter().any(|row| row.kind() == "click" && row.target() == "button#press"), "{rows:?}");
    ensure!(
        cookies(visit).await? == [format!("desireline={}", session.as_str().unwrap_or_default())],
        "another session"
    );
    visit.no_problems().await
}

/// Refused at first and given later, it begins then.
pub(super) async fn given_later_begins_then(visit: &Visit<'_>) -> Result<()> {
    start(visit, "", "consent: 'denied'").await?;
    ensure!(visit.browser.value("recorder.recording").await? == json!(false), "it records");
    visit.browser.hand().click("#press").await?;
    visit.browser.settled("recorder.consent('granted')").await?;
    ensure!(visit.browser.value("recorder.recording").await? == json!(true), "it does not record");
    visit.browser.hand().click("#nickname").await?;
    visit.browser.settled("recorder.flush()").await?;
    let rows = visit.collector.export()?;
    ensure!(rows.iter().any(|row| row.target() == "input#nickname"), "{rows:?}");
    // It may lose the focus that it had before.
    let clicked = rows.iter().any(|row| row.kind() == "click" && row.target() == "button#press");
    ensure!(!clicked, "{rows:?}");
    visit.no_problems().await
}

/// The cookie goes and what waited with it; `revoke(true)` lasts.
pub(super) async fn withdrawn_erases(visit: &Visit<'_>) -> Result<()> {
    start(visit, "", "interval: 60000").await?;
    visit.browser.hand().click("#press").await?;
    visit.browser.settled("recorder.revoke()").await?;
    visit.browser.hand().click("#press").await?;
    ensure!(visit.proxy.frames().is_empty(), "frames were sent");
    ensure!(cookies(visit).await?.is_empty(), "the cookie is still there");
    start(visit, "", "interval: 60000").await?;
    ensure!(visit.browser.value("recorder.recording").await? == json!(true), "a later page does not record");
    visit.browser.settled("recorder.revoke(true)").await?;
    start(visit, "", "interval: 60000").await?;
    ensure!(visit.browser.value("recorder.recording").await? == json!(false), "it was not for good");
    ensure!(cookies(visit).await? == ["desireline=off"], "{:?}", cookies(visit).await?);
    visit.no_problems().await
}

/// Global Privacy Control, Do Not Track, sampling, no cookie.
pub(super) async fn follows_browser_and_site(visit: &Visit<'_>) -> Result<()> {
    let gpc = "Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true })";
    let dnt = "Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })";
    for (before, options, records, cookie) in [
        (gpc, "", false, false),
        (gpc, "gpc: false", true, true),
        (dnt, "", true, true),
        (dnt, "dnt: true", false, false),
        ("", "sample: 0", false, true),
        ("", "sample: 1", true, true),
        ("", "cookie: false", true, false),
    ] {
        visit.browser.client.delete_all_cookies().await?;
        start(visit, before, options).await?;
        ensure!(visit.browser.value("recorder.recording").await? == json!(records), "{before} {options}");
        ensure!(cookies(visit).await?.is_empty() != cookie, "{before} {options}: {:?}", cookies(visit).await?);
    }
    visit.no_problems().await
}
