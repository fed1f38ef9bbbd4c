//! Pages that change without loading, and tabs that go out of sight.

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit, pages};

use crate::gestures::{DROP_IN, of_kind, open};

const BODY: &str =
    "<button id=\"push\" type=\"button\" onclick=\"history.pushState({}, '', '/e2e/spa/one?secret=7#x')\">Push</button>
    <button id=\"replace\" type=\"button\" onclick=\"history.replaceState({}, '', '/e2e/spa/two')\">Replace</button>
    <button id=\"query\" type=\"button\" onclick=\"history.pushState({}, '', '?page=2')\">Query</button>";

/// A row for each address, before whatever happens there.
pub(super) async fn that_a_page_gives_itself_are_pages(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/spa.html", DROP_IN, BODY).await?;
    let hand = visit.browser.hand();
    for selector in ["#push", "#replace", "#query"] {
        hand.click(selector).await?;
    }
    visit.browser.client.back().await?;
    visit.browser.client.back().await?;
    hand.click("#query").await?;
    let rows = visit.flushed().await?;
    visit.no_problems().await?;

    let told = |row: &Row| match row.kind() {
        "page" => {
            let url = row.text("url");
            ensure!(url.starts_with(&visit.proxy.origin()) && !url.contains("secret"), "{row:?}");
            let path = url.rsplit('/').next().unwrap_or_default().to_owned();
            Ok(format!("{} {path}", row.text("navigation")))
        }
        kind => Ok(format!("{kind} {}", row.target())),
    };
    let story = rows.iter().filter(|row| ["page", "click"].contains(&row.kind())).map(told);
    let story = story.collect::<Result<Vec<String>>>()?;
    let expected = [
        "navigate spa.html",
        "click button#push",
        "push one",
        "click button#replace",
        "replace two",
        "click button#query",
        "traverse spa.html",
        "click button#query",
    ];
    ensure!(story == expected, "{story:#?}");
    Ok(())
}

/// Another tab in front hides this one.
pub(super) async fn that_are_left_for_another_tab_are_hidden(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/tab.html", DROP_IN, BODY).await?;
    // Whether the driver does hide it: a headless browser need not, and WebKit's opens tabs behind.
    visit
        .browser
        .client
        .execute(
            "document.addEventListener('visibilitychange', () => (document.title += ` ${document.visibilityState}`))",
            vec![],
        )
        .await?;
    let before = visit.browser.open_tab().await?;
    visit.load("/e2e/blank.html").await?;
    visit.browser.client.switch_to_window(before).await?;
    let states = visit.browser.value("document.title.split(' ').slice(2)").await?;
    let rows = visit.flushed().await?;
    let told: Vec<&str> = of_kind(&rows, "visibility").iter().map(|row| row.text("state")).collect();
    ensure!(states == serde_json::json!(told), "the page saw {states}, and told {told:?}");
    Ok(())
}

/// What the site allows of query and hash is told, held to what a path is; its own function only removes.
pub(super) async fn that_a_site_allows_are_told(visit: &Visit<'_>) -> Result<()> {
    let head = "<script type=module>import { start } from '/pkg/index.js';
        window.recorder = await start({ endpoint: '/v1/frames', parameters: ['plan', 'by'], hash: true,
            redact: (url) => (url.includes('worse') ? url + 'x' : url.replace('/of/ada', '/of')) });</script>";
    visit.proxy.answer("/e2e/allowed.html", pages::page(head));
    visit.load("/e2e/allowed.html?plan=team&by=ada%40hill.example&token=abc#/orders/4711023").await?;
    let there = "(async () => { while (!window.recorder) await new Promise((done) => setTimeout(done, 20)); })()";
    visit.browser.settled(there).await?;
    let hand = visit.browser.hand();
    for go in [
        "location.hash = '#/orders/list'",
        "location.hash = '#place'",
        "history.pushState({}, '', '/e2e/of/ada?plan=x')",
        "history.pushState({}, '', '/e2e/worse?plan=y')",
    ] {
        visit.browser.client.execute(go, vec![]).await?;
        hand.click("#press").await?;
    }
    visit.browser.settled("recorder.flush()").await?;
    let rows = visit.collector.export()?;
    let origin = visit.proxy.origin();
    let told = of_kind(&rows, "page").iter().map(|row| row.text("url").replace(&origin, "")).collect::<Vec<_>>();
    let expected = [
        "/e2e/allowed.html?plan=team&by=*#/orders/*",
        "/e2e/allowed.html?plan=team&by=*#/orders/list",
        "/e2e/allowed.html?plan=team&by=*",
        "/e2e/of?plan=x",
        "",
    ];
    ensure!(told == expected, "{told:#?}");
    visit.no_problems().await
}
