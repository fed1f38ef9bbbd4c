//! Errors, files that do not load, long tasks and web vitals: told where they are asked for, and without
//! what they quote.

use std::time::Duration;

use anyhow::{Result, ensure};
use desireline_e2e::{Engine, Row, Visit, pages, until};

const LOAD: &str = r#"<script type="module">
    import { start } from "/pkg/index.js";
    const diagnostics = new URLSearchParams(location.search).has("all") ? ["errors", "long_tasks", "resources", "vitals"] : [];
    window.recorder = start({ endpoint: "/v1/frames", diagnostics });
    </script>
    <script>
    // What goes wrong, the exception twice; the address, the quoted text and the numbers are nobody's business.
    function payNow() { throw new Error("no card '4711 canary' at https://shop.example/pay/8675309?token=canary for a.canary@mail.example, try 42"); }
    function fail() {
        for (const time of [1, 2]) setTimeout(payNow);
        Promise.reject(new TypeError("nothing \"canary\" there"));
        document.body.append(Object.assign(new Image(), { src: "/e2e/missing-canary.png" }));
        const until = performance.now() + 300;
        setTimeout(() => { while (performance.now() < until); });
    }
    </script>"#;

const FETCHED: &str = "/pkg/desireline-diagnostics.js";
const PATIENCE: Duration = Duration::from_secs(20);

/// A page that fails in every way.
pub(super) async fn say_what_failed_and_quote_nothing(visit: &Visit<'_>) -> Result<()> {
    let rows = failing(visit, "?all").await?;
    let errors: Vec<&Row> = rows.iter().filter(|row| row.kind() == "error").collect();
    let named = |sort: &str| errors.iter().filter(|row| row.text("error") == sort).collect::<Vec<_>>();

    let exceptions = named("exception");
    ensure!(exceptions.len() == 2 && exceptions[0].number("count") == 1.0, "{errors:?}");
    ensure!(exceptions[1].number("count") == 2.0, "the second is not counted: {errors:?}");
    let message = exceptions[0].text("message");
    ensure!(message.contains("no card … at https://shop.example/pay/* for … try #"), "{message}");
    ensure!(named("rejection").len() == 1, "{errors:?}");
    ensure!(named("resource").iter().any(|row| row.text("source") == "img"), "{errors:?}");
    ensure!(!format!("{errors:?}").contains("canary"), "{errors:?}");

    let vitals: Vec<&str> = rows.iter().filter(|row| row.kind() == "vital").map(|row| row.text("vital")).collect();
    // WebKit tells of the first byte late, or not before the page has gone.
    ensure!(vitals.contains(&"fcp"), "{vitals:?}");
    ensure!(vitals.contains(&"ttfb") || visit.browser.engine == Engine::Webkit, "{vitals:?}");
    let tasks = rows.iter().filter(|row| row.kind() == "long_task" && row.number("duration") > 100.0).count();
    // The others have no such observer.
    ensure!(tasks > 0 || visit.browser.engine != Engine::Chromium, "no long task is told");
    Ok(())
}

/// Without the option nothing is fetched and nothing is told.
pub(super) async fn are_off_unless_asked_for(visit: &Visit<'_>) -> Result<()> {
    let rows = failing(visit, "").await?;
    ensure!(!visit.proxy.seen().iter().any(|seen| seen.path() == FETCHED), "diagnostics are fetched");
    let told: Vec<_> = rows.iter().filter(|row| ["error", "vital", "long_task"].contains(&row.kind())).collect();
    ensure!(told.is_empty(), "{told:?}");
    Ok(())
}

/// The rows of a visit to the failing page, once the visitor has left it.
async fn failing(visit: &Visit<'_>, query: &str) -> Result<Vec<Row>> {
    visit.proxy.answer(&format!("/e2e/failing.html{query}"), pages::page(LOAD));
    visit.proxy.answer("/e2e/failing.html", pages::page(LOAD));
    visit.load(&format!("/e2e/failing.html{query}")).await?;
    visit.browser.settled("recorder.then((recorder) => recorder.flush())").await?;
    if !query.is_empty() {
        let fetched = || visit.proxy.seen().iter().any(|seen| seen.path() == FETCHED && seen.status.is_some());
        until("the diagnostics come", PATIENCE, async || Ok(fetched().then_some(()))).await?;
    }
    visit.browser.settled("new Promise((done) => setTimeout(done, 500))").await?;
    visit.browser.client.execute("fail()", vec![]).await?;
    visit.browser.settled("new Promise((done) => setTimeout(done, 1000))").await?;
    visit.browser.hand().click("#press").await?;
    visit.load("/thanks.html").await?;
    let rows = visit.arrived("the next page", |rows| {
        rows.iter().any(|row| row.kind() == "page" && row.text("url").ends_with("/thanks.html"))
    });
    rows.await
}
