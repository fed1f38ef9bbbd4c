//! What a real hand does beside moving and clicking.

use anyhow::{Result, ensure};
use desireline_e2e::{Button, Engine, Row, Visit, pages};
use serde_json::json;

const BODY: &str = "<button id=\"press\" type=\"button\"><b>Press</b></button><p id=\"text\">Some text</p>";

/// The drop-in on a page of ours.
pub(super) const DROP_IN: &str = r#"<script async src="/pkg/desireline.js" data-endpoint="/v1/frames"></script>"#;

/// The rows of a kind.
pub(super) fn of_kind<'a>(rows: &'a [Row], kind: &str) -> Vec<&'a Row> {
    rows.iter().filter(|row| row.kind() == kind).collect()
}

/// Opens a page of ours that is recorded, once signals are heard there.
pub(super) async fn open(visit: &Visit<'_>, path: &str, head: &str, body: &str) -> Result<()> {
    visit.proxy.answer(path, pages::page_of(head, body));
    visit.open(path).await?;
    signals(visit).await
}

/// Returns once signals are heard: their file comes after the recorder.
pub(super) async fn signals(visit: &Visit<'_>) -> Result<()> {
    visit.browser.settled("desireline('tag', 'ready')").await.map(drop)
}

/// Counts events that the page itself sees: WebKit's driver makes no double clicks of two clicks, and
/// scrolls without a wheel.
async fn count(visit: &Visit<'_>, kind: &str) -> Result<()> {
    let script = format!("window.seen = 0; addEventListener('{kind}', () => window.seen++);");
    visit.browser.client.execute(&script, vec![]).await?;
    Ok(())
}

/// Down and up, each where the pointer is and on what it points at.
pub(super) async fn presses_have_a_place_and_a_target(visit: &Visit<'_>) -> Result<()> {
    // A press is where the pointer's path was told to end, which may pass a place by the tolerance.
    let exact = DROP_IN.replace("data-endpoint", "data-tolerance=\"0\" data-endpoint");
    open(visit, "/e2e/press.html", &exact, BODY).await?;
    let place = visit.browser.hand().click("#press").await?;
    let text = visit.browser.hand().click_with("#text", Button::Secondary, None).await?;
    let rows = visit.flushed().await?;

    let presses = of_kind(&rows, "press");
    let said: Vec<_> = presses.iter().map(|row| (row.text("phase"), row.number("button"), row.target())).collect();
    let expected =
        [("down", 0.0, "button#press"), ("up", 0.0, "button#press"), ("down", 2.0, "p#text"), ("up", 2.0, "p#text")];
    // A native menu may take the second button's coming up.
    ensure!(said == expected || said == expected[..3], "{said:?}");
    for (row, place) in presses.iter().zip([place, place, text, text]) {
        let (x, y) = place.middle();
        ensure!(row.place() == (f64::from(x), f64::from(y)), "{row:?} was at {place:?}");
        ensure!(row.text("pointer") == "mouse", "{row:?}");
    }
    let click = of_kind(&rows, "click");
    ensure!(click[0].t() >= presses[1].t() && presses[1].t() >= presses[0].t(), "{rows:?}");
    let menus = of_kind(&rows, "context_menu");
    ensure!(menus.len() == 1 && menus[0].target() == "p#text", "{menus:?}");
    visit.no_problems().await
}

/// Two clicks at once are also a double click.
pub(super) async fn double_clicks_are_told(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/double.html", DROP_IN, BODY).await?;
    count(visit, "dblclick").await?;
    let presses = "window.pressed = 0; for (const kind of ['pointerdown', 'pointerup']) addEventListener(kind, () => window.pressed++);";
    visit.browser.client.execute(presses, vec![]).await?;
    visit.browser.hand().double_click("#press").await?;
    let rows = visit.flushed().await?;
    let told: Vec<_> = of_kind(&rows, "double_click").iter().map(|row| row.target().to_owned()).collect();
    let seen = visit.browser.number("seen").await? as usize;
    ensure!(told == vec!["button#press"; seen], "{seen} in {rows:?}");
    ensure!(seen == 1 || visit.browser.engine == Engine::Webkit, "the page saw {seen}");
    let pressed = visit.browser.number("pressed").await? as usize;
    ensure!(of_kind(&rows, "click").len() == 2 && of_kind(&rows, "press").len() == pressed, "{pressed} in {rows:?}");
    ensure!(pressed == 4 || visit.browser.engine == Engine::Webkit, "the page saw {pressed}");
    Ok(())
}

/// How far the wheel was turned in all; how far the page then scrolled is another kind.
pub(super) async fn the_wheel_has_deltas(visit: &Visit<'_>) -> Result<()> {
    open(visit, "/e2e/wheel.html", DROP_IN, BODY).await?;
    count(visit, "wheel").await?;
    for _ in 0..2 {
        visit.browser.hand().wheel((300, 300), 120).await?;
    }
    let rows = visit.flushed().await?;
    let wheels = of_kind(&rows, "wheel");
    let sum = |field: &str| wheels.iter().map(|row| row.number(field)).sum::<f64>();
    let seen = visit.browser.number("seen").await?;
    ensure!(sum("events") == seen && sum("dx") == 0.0, "{seen} in {wheels:?}");
    ensure!(wheels.iter().all(|row| row.0["mode"] == "pixel"), "{wheels:?}");
    ensure!(sum("dy") == 240.0 || visit.browser.engine == Engine::Webkit, "{wheels:?}");
    Ok(())
}

/// A button that does nothing, and others that do something each in its way.
pub(super) async fn only_dead_clicks_are_unanswered(visit: &Visit<'_>) -> Result<()> {
    let body = "<button id=\"dead\" type=\"button\">Dead</button>
        <button id=\"changes\" type=\"button\" onclick=\"this.textContent = 'Done'\">Changes</button>
        <button id=\"late\" type=\"button\" onclick=\"setTimeout(() => (document.title = 'Late'), 900)\">Late</button>
        <button id=\"scrolls\" type=\"button\" onclick=\"window.scrollTo(0, 200)\">Scrolls</button>
        <input id=\"field\" aria-label=\"Field\">";
    open(visit, "/e2e/dead.html", DROP_IN, body).await?;
    let hand = visit.browser.hand();
    for selector in ["#changes", "#late", "#field", "#scrolls", "#dead"] {
        hand.click(selector).await?;
        tokio::time::sleep(std::time::Duration::from_millis(2_500)).await;
    }
    let rows = visit.flushed().await?;
    let told: Vec<_> = of_kind(&rows, "unanswered");
    ensure!(told.len() == 1 && told[0].target() == "button#dead", "{told:?}");
    let click = rows.iter().rfind(|row| row.kind() == "click" && row.target() == "button#dead");
    let waited = told[0].t() - click.map_or(f64::NAN, Row::t);
    ensure!((1_900.0..4_000.0).contains(&waited), "told {waited} ms after the click");
    // What nobody marked is not in it.
    ensure!(visit.browser.value("problems").await? == json!([]));
    Ok(())
}
