//! What a site may hear of the recorder, and the options that its script tag may bear.

use anyhow::{Result, ensure};
use desireline_e2e::{Visit, pages};
use serde_json::json;

use crate::loading::import;

/// Each hook is called until it is ended; a handler that throws harms nobody but itself.
pub(super) async fn are_called_until_they_end(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/module.html", pages::page(&import("index.js")));
    visit.load("/e2e/module.html").await?;
    let bad = visit
        .browser
        .settled(
            "(async () => {
                const it = (window.it = await start({ endpoint: '/v1/frames' }));
                window.heard = [];
                const names = ['page', 'session', 'answer', 'stop'];
                window.ends = names.map((name) => it.on(name, (detail) => heard.push([name, detail])));
                it.on('answer', () => { throw new Error('of the site itself'); });
                const refusal = (f) => { try { f(); } catch ({ code, message }) { return [code, message.length > 10]; } };
                return [refusal(() => it.on('pages', () => {})), refusal(() => it.on('page', 7))];
            })()",
        )
        .await?;
    ensure!(bad == json!([["bad-option", true], ["bad-option", true]]), "{bad}");
    visit.browser.settled("it.page('/step-two?secret=7')").await?;
    visit.browser.settled("it.flush()").await?;
    let heard = visit.browser.value("heard").await?;
    let of = |name: &str| -> Vec<_> {
        let all = heard.as_array().into_iter().flatten();
        all.filter(|one| one[0] == name).map(|one| one[1].clone()).collect()
    };
    let url = format!("{}/step-two", visit.proxy.origin());
    ensure!(of("page") == [json!({ "url": url })], "{heard}");
    let answers = of("answer");
    ensure!(answers.iter().all(|answer| answer["status"] == 204 && answer["bytes"].as_u64() > Some(20)), "{heard}");
    ensure!(!answers.is_empty() && of("session").is_empty() && of("stop").is_empty(), "{heard}");

    visit
        .browser
        .settled("(async () => { ends[2](); await it.event('more'); await it.flush(); await it.stop(); })()")
        .await?;
    let after = visit.browser.value("heard.map(([name]) => name)").await?;
    let count = |name: &str| after.as_array().into_iter().flatten().filter(|one| *one == name).count();
    ensure!(count("answer") == answers.len(), "it was heard after its end: {after}");
    ensure!(count("stop") == 1, "{after}");
    // Browsers say no more of what a driver's script throws.
    let other = "problems.filter((problem) => !/of the site itself|Script error/.test(problem))";
    ensure!(visit.browser.value(other).await? == json!([]), "{}", visit.browser.value("problems").await?);
    Ok(())
}

/// A site owner's attributes; those of others on the same tag are no options.
pub(super) async fn attributes_are_options(visit: &Visit<'_>) -> Result<()> {
    let tag = r##"<script async src="/pkg/desireline.js" data-endpoint="/v1/frames" data-cfasync="false" data-cookie="visit"
        data-interval="60000" data-tolerance="0" data-without="media wheel" data-block="#press" data-parameters="q p"
        data-hash="true" data-persist="true" data-sample="1" data-gpc="false" data-diagnostics="vitals"></script>"##;
    visit.proxy.answer("/e2e/tag.html", pages::page(tag));
    visit.load("/e2e/tag.html?q=7a&secret=8b#/orders").await?;
    visit.flush().await?;
    visit.browser.hand().click("#press").await?;
    visit.browser.hand().click("#nickname").await?;
    let rows = visit.flushed().await?;
    let page = rows.iter().find(|row| row.kind() == "page").map(|row| row.text("url").to_owned());
    let url = format!("{}/e2e/tag.html?q=7a#/orders", visit.proxy.origin());
    ensure!(page.as_deref() == Some(url.as_str()), "{page:?}");
    ensure!(rows.iter().any(|row| row.target() == "input#nickname"), "{rows:?}");
    ensure!(rows.iter().all(|row| row.target() != "button#press"), "what is blocked is told");
    let cookies = visit.browser.client.get_all_cookies().await?;
    ensure!(cookies.len() == 1 && cookies[0].name() == "visit", "{cookies:?}");
    visit.no_problems().await
}

/// What is found as it happens is what is found in the stored frames: one function finds both.
pub(super) async fn tell_of_frustration_as_the_report_does(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/module.html", pages::page(&import("index.js")));
    visit.load("/e2e/module.html").await?;
    visit
        .browser
        .settled(
            "(async () => {
                const it = (window.it = await start({ endpoint: '/v1/frames', frustration: true }));
                window.heard = [];
                it.on('frustration', (detail) => heard.push(detail));
                const there = () => performance.getEntriesByType('resource').some(({ name }) => name.includes('frustration.wasm'));
                while (!there()) await new Promise((done) => setTimeout(done, 20));
            })()",
        )
        .await?;
    let hand = visit.browser.hand();
    let place = hand.find("#press").await?.middle();
    hand.travel_and_click(&[place]).await?;
    for _ in 0..5 {
        hand.click("#press").await?;
    }
    visit.browser.settled("it.friction('out of stock', 2.5)").await?;
    visit.browser.settled("it.flush()").await?;
    visit.browser.settled("it.stop()").await?;
    let found = |signals: Vec<(String, f64)>| -> Vec<(String, f64)> {
        // Whether a press that nothing answers counts is found when the page is closed.
        signals.into_iter().filter(|(what, _)| what != "bounce" && what != "dead_click").collect()
    };
    let heard = visit.browser.value("heard").await?;
    let heard = heard.as_array().into_iter().flatten();
    let heard: Vec<_> =
        heard.filter_map(|one| Some((one["signal"].as_str()?.to_owned(), one["weight"].as_f64()?))).collect();
    let frames: Vec<_> = visit.proxy.frames().iter().filter_map(|frame| desireline::read(&frame.body).ok()).collect();
    let report = serde_json::to_value(desireline::analysis::visit(&frames)?)?;
    let signals = report["pages"].as_array().into_iter().flatten().flat_map(|page| {
        page["signals"].as_array().into_iter().flatten().map(|one| {
            (one["signal"].as_str().unwrap_or_default().to_owned(), one["weight"].as_f64().unwrap_or_default() / 10.0)
        })
    });
    let stored = found(signals.collect());
    ensure!(found(heard.clone()) == stored, "{heard:?} instead of {stored:?}");
    ensure!(stored.iter().any(|(what, _)| what == "rage_click"), "the test is void: {report}");
    ensure!(stored.contains(&("custom".into(), 2.5)), "{stored:?}");
    visit.no_problems().await
}
