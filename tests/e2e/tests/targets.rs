//! Where clicked elements lie, and which of several alike they are.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Row, Visit, pages};
use serde_json::json;

/// Buttons far down, in a scroller, and pinned to the viewport. All lengths are whole px and none
/// is another's, so that every number told can be right for one reason only.
const BODY: &str = r#"
    <button id="afar" style="position: absolute; left: 37px; top: 1503px; width: 141px; height: 43px">Afar</button>
    <div id="list" style="position: absolute; left: 211px; top: 1307px; width: 331px; height: 203px; overflow: auto">
        <div style="position: relative; height: 2000px">
            <button id="deep" style="position: absolute; left: 17px; top: 903px; width: 97px; height: 31px">Deep</button>
        </div>
    </div>
    <button id="pinned" style="position: fixed; left: 607px; top: 59px; width: 119px; height: 37px">Pinned</button>"#;

/// Notes of every click what the page knows: where in the element, its size, and how far the page
/// and the list were scrolled.
const WATCH: &str = "(window.clicked = [], addEventListener('click', (event) => {
    const { left, top, width, height } = event.target.getBoundingClientRect();
    clicked.push([event.clientX - left, event.clientY - top, width, height, scrollY, list.scrollTop].map(Math.round));
}, true))";

/// Where in its element each click is to be, from the middle, in px.
const BESIDE: (i32, i32) = (-11, 5);

/// The same after the page was scrolled, in a scroller that was, and where scrolling moves nothing.
pub(super) async fn lie_where_they_are_clicked(visit: &Visit<'_>) -> Result<()> {
    let recorder = r#"<script src="/pkg/desireline.js" data-endpoint="/v1/frames"></script>"#;
    visit.proxy.answer("/e2e/targets.html", pages::page_of(recorder, BODY));
    visit.open("/e2e/targets.html").await?;
    visit.browser.value(WATCH).await?;
    let made = ["#afar", "#deep", "#pinned", "#afar"];
    for selector in made {
        let (x, y) = visit.browser.hand().find(selector).await?.middle();
        visit.browser.rest("scrollY", -1.0).await?;
        visit.browser.hand().travel_and_click(&[(x, y), (x + BESIDE.0, y + BESIDE.1)]).await?;
    }
    let noted = visit.browser.value("clicked").await?;
    let rows = visit.flushed().await?;
    let clicks: Vec<&Row> = rows.iter().filter(|row| row.kind() == "click").collect();
    ensure!(clicks.len() == made.len() && noted.as_array().is_some_and(|all| all.len() == made.len()), "{clicks:?}");

    for (place, row) in clicks.iter().enumerate() {
        let noted = |at: usize| noted[place][at].as_f64().context("a number");
        let (scrolled, inner) = (noted(4)?, noted(5)?);
        ensure!(scrolled > 100.0, "the page is not scrolled: the test is void");
        for (at, field) in ["target_x", "target_y", "target_w", "target_h"].into_iter().enumerate() {
            ensure!(row.number(field) == noted(at)?, "{field} of {row:?} is {} on the page", noted(at)?);
        }
        // Where the element's corner lies, in the viewport if it is pinned there, else in the document.
        let corner =
            |x: &str, y: &str| (row.number(x) - row.number("target_x"), row.number(y) - row.number("target_y"));
        let (corner, lies, fixed, scroller) = match made[place] {
            "#afar" => (corner("page_x", "page_y"), (37.0, 1503.0), false, ""),
            "#deep" => (corner("page_x", "page_y"), (211.0 + 17.0, 1307.0 + 903.0 - inner), false, "div#list"),
            _ => (corner("x", "y"), (607.0, 59.0), true, ""),
        };
        ensure!(row.target() == format!("button{}", made[place]), "{row:?} instead of {}", made[place]);
        ensure!(made[place] != "#deep" || inner > 100.0, "the list is not scrolled: the test is void");
        ensure!(corner == lies, "{row:?} says that it lies at {corner:?}, not {lies:?}");
        ensure!((row.0["fixed"] == json!(true)) == fixed && row.text("scroller") == scroller, "{row:?}");
    }
    Ok(())
}

/// An element without an id has one path on two loads of a page and in two visits, and its sibling
/// another.
pub(super) async fn are_the_same_on_every_load_and_visit(visit: &Visit<'_>) -> Result<()> {
    for load in 0..3 {
        if load == 2 {
            visit.load("/e2e/blank.html").await?;
            visit.browser.client.delete_all_cookies().await?;
        }
        visit.open("/product.html").await?;
        for thumb in [2, 3] {
            visit.browser.hand().click(&format!(".thumb:nth-child({thumb})")).await?;
        }
        visit.flush().await?;
    }
    let rows = visit.collector.export()?;
    let clicks: Vec<&Row> = rows.iter().filter(|row| row.kind() == "click").collect();
    let paths: Vec<&str> = clicks.iter().map(|row| row.text("path")).collect();
    ensure!(clicks.iter().all(|row| row.target() == "button.thumb"), "{clicks:?}");
    ensure!(paths.len() == 6 && paths[0].len() == 6 && paths[0] != paths[1], "{paths:?}");
    ensure!(paths.chunks(2).all(|load| load == &paths[..2]), "{paths:?} on three loads");
    let sessions: BTreeSet<&str> = clicks.iter().map(|row| row.session()).collect();
    let streams: BTreeSet<&str> = clicks.iter().map(|row| row.stream()).collect();
    ensure!((sessions.len(), streams.len()) == (2, 3), "{sessions:?} {streams:?}: the test is void");
    Ok(())
}
