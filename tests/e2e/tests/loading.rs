//! The ways to load the recorder beside the drop-in, and its life from start to stop.

use anyhow::{Result, ensure};
use desireline_e2e::{Row, Visit, pages};
use serde_json::Value;

/// The snippet of the README: calls are kept until the script has come.
const QUEUE: &str = r#"<script>
    window.desireline=window.desireline||function(){(desireline.q=desireline.q||[]).push(arguments)};
    desireline("start", { endpoint: "/v1/frames" });
    </script><script async src="/pkg/desireline.js"></script>"#;

/// Commands given before the script has come are carried out.
pub(super) async fn by_the_command_queue(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/queue.html", pages::page(QUEUE));
    visit.open("/e2e/queue.html").await?;
    click_is_recorded(visit).await?;
    visit.browser.settled("desireline('stop')").await?;
    click_is_not_recorded(visit).await
}

/// One file holds everything: no wasm is fetched.
pub(super) async fn by_the_inline_script(visit: &Visit<'_>) -> Result<()> {
    let script = r#"<script src="/pkg/desireline.inline.js" data-endpoint="/v1/frames"></script>"#;
    visit.proxy.answer("/e2e/inline.html", pages::page(script));
    visit.open("/e2e/inline.html").await?;
    click_is_recorded(visit).await?;
    ensure!(visit.proxy.seen().iter().all(|seen| !seen.path().ends_with(".wasm")), "a wasm file was fetched");
    visit.no_problems().await
}

/// The npm package as a module, with the wasm beside it and with the wasm inside.
pub(super) async fn by_import(visit: &Visit<'_>) -> Result<()> {
    for file in ["index.js", "inline.js"] {
        let script = import(file);
        visit.proxy.answer("/e2e/module.html", pages::page(&script));
        visit.load("/e2e/module.html").await?;
        a_recorders_life(visit).await?;
    }
    Ok(())
}

/// Starting twice joins; flushing waits for the collector; stopping leaves nothing behind.
async fn a_recorders_life(visit: &Visit<'_>) -> Result<()> {
    let browser = visit.browser;
    let before = browser.number("listening()").await?;
    let started = browser
        .settled(
            "(async () => {
                [window.one, window.two] = await Promise.all([start({ endpoint: '/v1/frames' }), start({ endpoint: '/v1/frames' })]);
                return [one.session, two.session, one.stream, two.stream, one.recording, two.recording];
            })()",
        )
        .await?;
    let text = |place: usize| started[place].as_str().unwrap_or_default();
    ensure!(text(0) == text(1) && text(2) == text(3), "the second did not join: {started}");
    ensure!(text(0).len() == 32 && text(2).len() == 12 && started[4] == true && started[5] == true, "{started}");
    let cookie = browser.client.get_named_cookie("desireline").await?;
    ensure!(cookie.value().split('.').next() == Some(text(0)), "{cookie} is another session than {started}");
    let during = browser.number("listening()").await?;
    ensure!(during > before, "no listeners are seen: the test is void");

    browser.hand().click("#press").await?;
    browser.settled("one.flush()").await?;
    // Not polled: what flush() says is stored is stored.
    let rows = visit.collector.export()?;
    let ours = |row: &&Row| row.stream() == text(2) && row.session() == text(0);
    ensure!(rows.iter().filter(ours).any(|row| row.target() == "button#press"), "{rows:?}");

    browser.settled("one.stop()").await?;
    let still = "[one.recording, two.recording]";
    ensure!(browser.value(still).await? == serde_json::json!([false, true]), "one stopped, two goes on");
    click_is_recorded(visit).await?;
    browser.settled("two.stop()").await?;
    // After the end it says so at once, and does not fail.
    browser.settled("two.flush()").await?;
    ensure!(browser.value("two.recording").await? == false);
    let after = browser.number("listening()").await?;
    ensure!(after == before, "{before} listeners before, {after} after");
    click_is_not_recorded(visit).await
}

/// Wherever the recorder came from, a click on this page counts one more.
async fn click_is_recorded(visit: &Visit<'_>) -> Result<()> {
    let before = clicks(visit)?;
    visit.browser.hand().click("#press").await?;
    let more = |rows: &Vec<Row>| presses(rows) == before + 1;
    if visit.browser.value("typeof desireline").await? == "function" {
        visit.flush().await?;
    }
    visit.arrived("the click", more).await.map(drop)
}

/// Nothing arrives, also not with what the next recorded page sends.
async fn click_is_not_recorded(visit: &Visit<'_>) -> Result<()> {
    let before = clicks(visit)?;
    visit.browser.hand().click("#press").await?;
    visit.no_problems().await?;
    // Leaving is when anything still kept would go.
    visit.load("/e2e/blank.html").await?;
    visit.open("/thanks.html").await?;
    visit
        .arrived("the next page", |rows| {
            rows.iter().any(|row| row.kind() == "page" && row.text("url").ends_with("/thanks.html"))
        })
        .await?;
    ensure!(clicks(visit)? == before, "a click after the end is recorded");
    Ok(())
}

fn clicks(visit: &Visit<'_>) -> Result<usize> {
    Ok(presses(&visit.collector.export()?))
}

fn presses(rows: &[Row]) -> usize {
    rows.iter().filter(|row| row.kind() == "click" && row.target() == "button#press").count()
}

/// A module that puts `start` of the package into the page's reach.
pub(super) fn import(file: &str) -> String {
    format!("<script type=\"module\">import {{ start }} from \"/pkg/{file}\"; window.start = start;</script>")
}

/// What became of `start` with some options: `["started"]`, or the error's name, code and message.
/// What started is stopped again.
pub(super) async fn outcome(visit: &Visit<'_>, options: &str) -> Result<Value> {
    let expression = format!(
        "start({options}).then(async (recorder) => {{
                await recorder.stop();
                return ['started'];
            }}, ({{ name, code, message }}) => [name, code, message])"
    );
    visit.browser.settled(&expression).await
}

/// Started and stopped again and again: no listener is left, one session, and every stream once.
pub(super) async fn again_and_again(visit: &Visit<'_>) -> Result<()> {
    const TIMES: usize = 1_000;
    /// A driver gives a script 30 s, and a busy machine needs them for all.
    const AT_ONCE: usize = 200;
    visit.proxy.answer("/e2e/module.html", pages::page(&import("index.js")));
    // Nobody counts the frames: the collector has better to do.
    visit.proxy.answer("/v1/frames", desireline_e2e::Answer::Status(204));
    visit.load("/e2e/module.html").await?;
    let before = visit.browser.number("listening()").await?;
    let cycles = format!(
        "(async () => {{
            const {{ streams, sessions, counts }} = (window.seen ??= {{ streams: new Set(), sessions: new Set(), counts: new Set() }});
            for (let time = 0; time < {AT_ONCE}; time++) {{
                const it = await start({{ endpoint: '/v1/frames' }});
                streams.add(it.stream);
                sessions.add(it.session);
                counts.add(listening());
                await it.stop();
            }}
            return [streams.size, sessions.size, counts.size];
        }})()"
    );
    for _ in 0..TIMES / AT_ONCE - 1 {
        visit.browser.settled(&cycles).await?;
    }
    let told = visit.browser.settled(&cycles).await?;
    ensure!(told == serde_json::json!([TIMES, 1, 1]), "streams, sessions, counts of listeners: {told}");
    ensure!(visit.browser.number("listening()").await? == before, "listeners are left");
    ensure!(visit.proxy.frames().len() >= TIMES, "{} frames", visit.proxy.frames().len());
    visit.no_problems().await
}
