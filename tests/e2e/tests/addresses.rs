//! Pages that change without loading, and tabs that go out of sight.

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit};

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
