//! The viewer shows the visit, and runs nothing of it.

use std::time::Duration;

use anyhow::{Result, ensure};
use desireline_e2e::{Visit, until};
use serde_json::json;

/// How long the viewer may take: it asks the collector every 2 s.
const SHOWN: Duration = Duration::from_secs(20);

/// A visit is listed and opened; its page stands in a frame that may run no script.
pub(super) async fn replays_in_a_sandbox(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.watch_pages();
    visit.open("/product.html").await?;
    let hand = visit.browser.hand();
    hand.click("#more").await?;
    hand.wheel((600, 400), 200).await?;
    visit.flush().await?;
    let cookie = visit.browser.client.get_named_cookie("desireline").await?.value().to_owned();
    let session = cookie.split('.').next().unwrap_or_default();

    visit.load("/viewer/").await?;
    until("the session is listed", SHOWN, async || {
        let listed = visit.browser.value("document.querySelectorAll('#sessions .session').length").await?;
        Ok((listed == 1).then_some(()))
    })
    .await?;
    hand.click("#sessions .session").await?;
    until("the page is shown", SHOWN, async || {
        let title = visit.browser.value("document.querySelector('iframe')?.contentDocument?.title ?? null").await?;
        Ok((title == "Ridgeway boot | Holloway").then_some(()))
    })
    .await?;

    ensure!(visit.browser.value("location.hash").await? == format!("#{session}"), "another session is open");
    let sandboxes = visit
        .browser
        .value("[...document.querySelectorAll('iframe')].map((frame) => frame.getAttribute('sandbox'))")
        .await?;
    ensure!(sandboxes == json!(["allow-same-origin"]), "{sandboxes}");
    // The recorder stands in that page: it must not have run there.
    let ran = "[...document.querySelectorAll('iframe')].some((frame) => frame.contentWindow.desireline || frame.contentWindow.problems)";
    ensure!(visit.browser.value(ran).await? == false, "a script ran in the replayed page");
    let listed = visit.browser.value("document.getElementById('event-list').textContent").await?;
    ensure!(listed.as_str().is_some_and(|text| text.contains("button#more")), "the click is not listed: {listed}");
    visit.no_problems().await
}
