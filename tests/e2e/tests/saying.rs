//! What a site says by itself, and a recorder without signals.

use anyhow::{Result, ensure};
use desireline_e2e::{Answer, Row, Visit, pages};
use serde_json::json;

use crate::gestures::{DROP_IN, of_kind, open};
use crate::loading::import;

const BODY: &str = "<button id=\"press\" type=\"button\">Press</button><form id=\"order\" name=\"order\"><input name=\"city\" aria-label=\"City\"></form>";

/// What is said, as the rows tell it.
fn check(rows: &[Row]) -> Result<()> {
    let said = |kind: &str, fields: &[&str]| {
        let of = |row: &&Row| fields.iter().map(|field| row.0[*field].clone()).collect::<Vec<_>>();
        json!(of_kind(rows, kind).iter().map(of).collect::<Vec<_>>())
    };
    let events = said("custom", &["name", "data"]);
    ensure!(events == json!([["bought", "{\"amount\":7,\"gift\":true}"], ["looked", ""]]), "{events}");
    ensure!(said("tag", &["name", "value"]) == json!([["plan", "team"], ["beta", "true"], ["bare", ""]]), "{rows:?}");
    ensure!(said("friction", &["name", "weight"]) == json!([["no stock", 25], ["slow", 10]]), "{rows:?}");
    let outcome = said("outcome", &["result", "target"]);
    ensure!(
        outcome == json!([["attempt", "form#order"], ["failure", "form#order"], ["success", "form#order"]]),
        "{outcome}"
    );
    let pages: Vec<&str> = of_kind(rows, "page").iter().map(|row| row.text("navigation")).collect();
    ensure!(pages == ["navigate", "told", "told"], "{pages:?}");
    let urls: Vec<&str> = of_kind(rows, "page").iter().map(|row| row.text("url")).collect();
    ensure!(urls[1].ends_with("/basket/step-two") && urls[2] == urls[0], "{urls:?}");
    ensure!(said("pause", &["paused"]) == json!([[true], [false]]), "{rows:?}");
    Ok(())
}

/// Pauses, clicks and goes on: of the click nothing is told.
async fn paused(visit: &Visit<'_>, pause: &str, resume: &str) -> Result<()> {
    visit.browser.settled(pause).await?;
    let told = |row: &Row| row.kind() == "pause" && row.0["paused"] == true;
    visit.arrived("what was told before the pause", |rows| rows.iter().any(told)).await?;
    visit.browser.hand().click("#press").await?;
    visit.browser.settled("dispatchEvent(new Event('resize'))").await?;
    visit.browser.settled(resume).await?;
    Ok(())
}

/// Nothing but the pause is told from its beginning to its end.
fn silent(rows: &[Row]) -> Result<()> {
    let at = |paused: bool| rows.iter().position(|row| row.kind() == "pause" && row.0["paused"] == paused);
    let (Some(from), Some(to)) = (at(true), at(false)) else { anyhow::bail!("no pause in {rows:?}") };
    ensure!(to == from + 1, "{:?}", &rows[from..=to]);
    Ok(())
}

/// The drop-in's commands.
pub(super) async fn by_commands(visit: &Visit<'_>) -> Result<()> {
    open(
        visit,
        "/e2e/say.html",
        &DROP_IN.replace("data-endpoint", "data-without=\" tag_is_no_kind  media \" data-endpoint"),
        BODY,
    )
    .await?;
    visit
        .browser
        .settled(
            "Promise.all([
                desireline('event', 'bought', { amount: 7, gift: true }), desireline('event', 'looked'),
                desireline('tag', 'plan', 'team'), desireline('tag', 'beta', true), desireline('tag', 'bare'),
                desireline('friction', 'no stock', 2.5), desireline('friction', 'slow'),
                desireline('attempt', '#order'), desireline('failure', document.forms[0]), desireline('success', '#order'),
                desireline('page', '/basket/step-two?secret=7'), desireline('page'),
            ])",
        )
        .await?;
    paused(visit, "desireline('pause')", "desireline('resume')").await?;
    let rows: Vec<Row> = visit.flushed().await?.into_iter().filter(|row| row.text("name") != "ready").collect();
    check(&rows)?;
    silent(&rows)?;
    visit.no_problems().await
}

/// What makes no sense, and the word that the reason must hold.
const BAD: [(&str, &str); 15] = [
    ("event()", "name"),
    ("event('')", "name"),
    ("event('x'.repeat(65))", "name"),
    ("event('x', [1])", "data"),
    ("event('x', { a: {} })", "data"),
    ("event('x', { a: NaN })", "data"),
    ("event('x', { a: 'y'.repeat(600) })", "bytes"),
    ("tag('x', {})", "value"),
    ("tag(7)", "name"),
    ("friction('x', -1)", "weight"),
    ("friction('x', 101)", "weight"),
    ("page('javascript:alert(1)')", "address"),
    ("page('http://')", "address"),
    ("form.attempt('#nothing')", "form"),
    ("form.success('((')", "form"),
];

/// The module's methods, and what they refuse.
pub(super) async fn by_methods(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/module.html", pages::page_of(&import("index.js"), BODY));
    visit.load("/e2e/module.html").await?;
    visit
        .browser
        .settled(
            "(async () => {
                const it = (window.it = await start({ endpoint: '/v1/frames' }));
                await Promise.all([
                    it.event('bought', { amount: 7, gift: true }), it.event('looked'),
                    it.tag('plan', 'team'), it.tag('beta', true), it.tag('bare'),
                    it.friction('no stock', 2.5), it.friction('slow'),
                    it.form.attempt('#order'), it.form.failure(document.forms[0]), it.form.success('#order'),
                    it.page('/basket/step-two?secret=7'), it.page(),
                ]);
            })()",
        )
        .await?;
    for (call, word) in BAD {
        let said = visit
            .browser
            .settled(&format!("it.{call}.then(() => ['told'], ({{ name, code, message }}) => [name, code, message])"))
            .await?;
        let named = said[2].as_str().is_some_and(|message| message.contains(word));
        ensure!(said[0] == "DesirelineError" && said[1] == "bad-option" && named, "{call} gave {said}");
    }
    paused(visit, "it.pause()", "it.resume()").await?;
    visit.browser.settled("it.flush()").await?;
    let rows = visit.collector.export()?;
    check(&rows)?;
    silent(&rows)?;
    visit.browser.settled("it.stop()").await?;
    // After the end nothing is said, and nothing fails.
    visit.browser.settled("it.event('late')").await?;
    visit.load("/e2e/blank.html").await?;
    ensure!(!format!("{:?}", visit.collector.export()?).contains("late"));
    Ok(())
}

/// With signals off the recording goes on, and the site is told. Without the file nothing is recorded:
/// what it knows of privacy is missing.
pub(super) async fn needs_the_file(visit: &Visit<'_>) -> Result<()> {
    let said = "desireline('event', 'x').then(() => 'told', ({ code }) => code)";
    let off = DROP_IN.replace("data-endpoint", "data-signals=\"false\" data-endpoint");
    visit.proxy.answer("/e2e/without.html", pages::page_of(&off, BODY));
    visit.open("/e2e/without.html").await?;
    let code = visit.browser.settled(said).await?;
    ensure!(code == "signals-unavailable", "{code}");
    visit.browser.hand().click("#press").await?;
    let kinds: Vec<String> = visit.flushed().await?.iter().map(|row| row.kind().into()).collect();
    ensure!(kinds.iter().any(|kind| kind == "click") && !kinds.iter().any(|kind| kind == "press"), "{kinds:?}");
    visit.no_problems().await?;

    let before = visit.proxy.frames().len();
    for answer in [Answer::Status(404), Answer::Cut] {
        visit.proxy.answer("/pkg/desireline-signals.js", answer.clone());
        visit.proxy.answer("/e2e/without.html", pages::page_of(DROP_IN, BODY));
        visit.load("/e2e/without.html").await?;
        let code = visit.browser.settled(said).await?;
        ensure!(code == "signals-unavailable", "{code} with {answer:?}");
        visit.browser.hand().click("#press").await?;
        ensure!(visit.proxy.frames().len() == before, "something is recorded with {answer:?}");
        visit.no_problems().await?;
    }
    Ok(())
}
