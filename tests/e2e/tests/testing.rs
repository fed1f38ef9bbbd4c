//! The test of docs/TESTING.md, in a page that knows the package by an import map.

use anyhow::{Result, ensure};
use desireline_e2e::{Answer, Visit, pages};

const TEST: &str = include_str!("../site/order.test.js");

/// What a test runner is to it.
const RUNNER: &str = r#"<script type="importmap">
    { "imports": { "desireline": "/pkg/index.js", "desireline/testkit": "/pkg/testkit.js" } }
    </script>
    <script>
    window.ran = new Promise((done) => {
        window.test = (name, body) => body().then(() => done("passed"), (error) => done(`${name}: ${error.stack}`));
    });
    </script>
    <script type="module" src="/e2e/order.test.js"></script>"#;

pub(super) async fn as_the_documentation_shows(visit: &Visit<'_>) -> Result<()> {
    let text = Answer::Document { kind: "text/javascript", headers: vec![], text: TEST.into() };
    visit.proxy.answer("/e2e/order.test.js", text);
    visit.proxy.answer("/e2e/order.html", pages::page(RUNNER));
    visit.load("/e2e/order.html").await?;
    let ran = visit.browser.settled("ran").await?;
    ensure!(ran == "passed", "{}", ran.as_str().unwrap_or_default());
    ensure!(visit.proxy.frames().is_empty(), "the frames went to the network");
    visit.no_problems().await
}
