//! A recorder that cannot start says why, and leaves the page alone.

use anyhow::{Result, ensure};
use desireline_e2e::{Answer, Visit, pages};
use serde_json::json;

use crate::loading::{import, outcome};

/// Options that are no good, and a word that the reason must hold.
const BAD_OPTIONS: [(&str, &str); 35] = [
    ("", "object"),
    ("null", "object"),
    ("'/v1/frames'", "object"),
    ("{}", "endpoint"),
    ("{ endpoint: '' }", "endpoint"),
    ("{ endpoint: 7 }", "endpoint"),
    ("{ endpoint: {} }", "endpoint"),
    ("{ endpoint: 'javascript:alert(1)' }", "endpoint"),
    ("{ endpoint: 'ftp://hill.example/' }", "endpoint"),
    ("{ endpoint: '/v1/frames', endpiont: 1 }", "endpiont"),
    ("{ endpoint: '/v1/frames', interval: 1 }", "interval"),
    ("{ endpoint: '/v1/frames', interval: 1e9 }", "interval"),
    ("{ endpoint: '/v1/frames', interval: '5000' }", "interval"),
    ("{ endpoint: '/v1/frames', interval: NaN }", "interval"),
    ("{ endpoint: '/v1/frames', tolerance: -1 }", "tolerance"),
    ("{ endpoint: '/v1/frames', tolerance: 50.5 }", "tolerance"),
    ("{ endpoint: '/v1/frames', tolerance: '1' }", "tolerance"),
    ("{ endpoint: '/v1/frames', cookie: 'a b' }", "cookie"),
    ("{ endpoint: '/v1/frames', cookie: 7 }", "cookie"),
    ("{ endpoint: '/v1/frames', headers: { 'a b': 'c' } }", "headers"),
    ("{ endpoint: '/v1/frames', headers: 7 }", "headers"),
    ("{ endpoint: '/v1/frames', credentials: true }", "credentials"),
    ("{ endpoint: '/v1/frames', domain: 'elsewhere.example' }", "domain"),
    ("{ endpoint: '/v1/frames', domain: 'a; Secure' }", "domain"),
    ("{ endpoint: '/v1/frames', domain: 7 }", "domain"),
    ("{ endpoint: '/v1/frames', consent: 'yes' }", "consent"),
    ("{ endpoint: '/v1/frames', sample: 2 }", "sample"),
    ("{ endpoint: '/v1/frames', sample: '1' }", "sample"),
    ("{ endpoint: '/v1/frames', block: ['a{'] }", "block"),
    ("{ endpoint: '/v1/frames', mask: '((' }", "mask"),
    ("{ endpoint: '/v1/frames', forms: '#checkout' }", "forms"),
    ("{ endpoint: '/v1/frames', forms: [{ form: '#checkout' }] }", "forms"),
    ("{ endpoint: '/v1/frames', forms: [{ success: '.thanks' }] }", "forms"),
    ("{ endpoint: '/v1/frames', forms: [{ form: '/checkout', success: '/thanks' }] }", "forms"),
    ("{ endpoint: '/v1/frames', forms: [{ form: 'form', failure: '((' }] }", "forms"),
];

/// Pages whose policy forbids wasm; the page's own scripts are allowed.
const STRICT: &str = "default-src 'self'; script-src 'self' 'unsafe-inline'";

/// Each is refused with a code and a sentence, and nothing has been touched.
pub(super) async fn name_a_bad_option(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/e2e/module.html", pages::page(&import("index.js")));
    visit.load("/e2e/module.html").await?;
    let listening = visit.browser.number("listening()").await?;
    let mut wrong = Vec::new();
    for (options, word) in BAD_OPTIONS {
        let outcome = outcome(visit, options).await?;
        let said = outcome[2].as_str().unwrap_or_default();
        let sentence = said.contains(word) && said.contains(' ');
        if outcome[0] != "DesirelineError" || outcome[1] != "bad-option" || !sentence {
            wrong.push(format!("start({options}) gave {outcome}"));
        }
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    ensure!(visit.browser.number("listening()").await? == listening, "listeners are left behind");
    ensure!(visit.browser.client.get_all_cookies().await?.is_empty(), "a cookie is left behind");
    ensure!(visit.proxy.frames().is_empty(), "something is posted");
    ensure!(outcome(visit, "{ endpoint: '/v1/frames' }").await? == json!(["started"]), "a good one does not start");
    visit.no_problems().await
}

/// A content security policy without 'wasm-unsafe-eval'.
pub(super) async fn name_a_policy_that_forbids_wasm(visit: &Visit<'_>) -> Result<()> {
    let policy = vec![("content-security-policy", STRICT.to_owned())];
    visit.proxy.answer("/e2e/strict.html", pages::page_with(&import("index.js"), policy.clone()));
    visit.load("/e2e/strict.html").await?;
    let outcome = outcome(visit, "{ endpoint: '/v1/frames' }").await?;
    ensure!(outcome[1] == "wasm-blocked", "{outcome}");
    ensure!(outcome[2].as_str().is_some_and(|said| said.contains("wasm-unsafe-eval")), "{outcome}");
    the_page_is_unharmed(visit).await?;

    let drop_in = r#"<script async src="/pkg/desireline.js" data-endpoint="/v1/frames"></script>"#;
    visit.proxy.answer("/e2e/dropin.html", pages::page_with(drop_in, policy));
    visit.load("/e2e/dropin.html").await?;
    let rejected = visit.browser.settled("desireline('flush').then(() => 'flushed', (error) => error.code)").await?;
    ensure!(rejected == "wasm-blocked", "{rejected}");
    the_page_is_unharmed(visit).await
}

/// The wasm is not there; once it is, starting again works.
pub(super) async fn name_a_missing_wasm(visit: &Visit<'_>) -> Result<()> {
    visit.proxy.answer("/pkg/desireline.wasm", Answer::Status(404));
    visit.proxy.answer("/e2e/module.html", pages::page(&import("index.js")));
    visit.load("/e2e/module.html").await?;
    let missing = outcome(visit, "{ endpoint: '/v1/frames' }").await?;
    ensure!(missing[1] == "wasm-unavailable", "{missing}");
    the_page_is_unharmed(visit).await?;
    visit.proxy.answer("/pkg/desireline.wasm", Answer::Forward);
    let again = outcome(visit, "{ endpoint: '/v1/frames' }").await?;
    ensure!(again == json!(["started"]), "{again}");
    Ok(())
}

/// Its own script runs, nothing was thrown or logged, and no listener is left.
async fn the_page_is_unharmed(visit: &Visit<'_>) -> Result<()> {
    visit
        .browser
        .client
        .execute("document.getElementById('press').onclick = () => (window.pressed = true);", vec![])
        .await?;
    visit.browser.hand().click("#press").await?;
    ensure!(visit.browser.value("window.pressed").await? == true, "the page's own button does nothing");
    ensure!(visit.browser.value("held('click')").await? == 0, "a listener is left behind");
    ensure!(visit.proxy.frames().is_empty(), "a frame was posted");
    ensure!(visit.browser.client.get_all_cookies().await?.is_empty(), "a cookie is left behind");
    visit.no_problems().await
}
