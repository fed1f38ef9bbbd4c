//! A page in a frame of another origin's page.

use anyhow::{Result, ensure};
use desireline_e2e::{Proxy, Visit, pages};
use serde_json::json;

/// It is not recorded, and keeps nothing, unless the site asks for it.
pub(super) async fn pages_are_recorded_on_request_only(visit: &Visit<'_>) -> Result<()> {
    let other = Proxy::start(visit.collector.address).await?;
    for (options, recorded) in [("", false), ("partitioned: true", true)] {
        let inner = format!(
            "<script type=module>import {{ start }} from '/pkg/index.js';
            const recorder = await start({{ endpoint: '/v1/frames', {options} }});
            await recorder.flush();
            parent.postMessage([recorder.recording, document.cookie], '*');</script>"
        );
        other.answer("/e2e/inner.html", pages::page(&inner));
        let outer = format!(
            "<script>addEventListener('message', (event) => (window.told = event.data));</script>
            <iframe src='{}/e2e/inner.html'></iframe>",
            other.origin()
        );
        visit.proxy.answer("/e2e/outer.html", pages::page_of("", &outer));
        visit.load("/e2e/outer.html").await?;
        let told =
            "(async () => { while (!window.told) await new Promise((done) => setTimeout(done, 20)); return told; })()";
        let told = visit.browser.settled(told).await?;
        ensure!(told[0] == json!(recorded), "{options}: {told}");
        // WebKit takes a partitioned cookie over http too.
        ensure!(recorded || told[1] == json!(""), "{options}: {told}");
        ensure!(other.frames().is_empty() != recorded, "{options}: {} frames", other.frames().len());
    }
    visit.no_problems().await
}
