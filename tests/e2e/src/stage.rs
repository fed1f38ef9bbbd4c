//! One engine's browser, shared by the cases that run in it.

use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::sync::Mutex;

use crate::{Browser, Engine, Environment, Visit};

/// Entries of history from which a browser is not used again: beyond 50 (Chromium, Firefox) or 100
/// (WebKit) the history grows no more, and says nothing of navigations.
const HISTORY: f64 = 30.0;

/// How long one case may take; what takes longer hangs.
const CASE_TIME: Duration = Duration::from_secs(120);

/// Lends its browser to one case at a time. The browser starts with the first.
#[derive(Debug)]
pub struct Stage {
    /// The engine.
    pub engine: Engine,
    browser: Mutex<Option<Browser>>,
}

impl Stage {
    /// A stage without a browser yet.
    pub fn new(engine: Engine) -> Self {
        Self { engine, browser: Mutex::default() }
    }

    /// Runs a case on a visit of its own.
    ///
    /// # Errors
    /// The case failed, or took too long. Every request of its page is told with the error.
    pub async fn play(
        &self,
        environment: &Environment,
        case: impl AsyncFnOnce(&Visit<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut place = self.browser.lock().await;
        let browser = match place.take() {
            Some(browser) => browser,
            None => Browser::start(self.engine).await?,
        };
        let visit = Visit::begin(&browser, environment).await?;
        let ended = tokio::time::timeout(CASE_TIME, case(&visit)).await;
        let result = ended.unwrap_or_else(|_| Err(anyhow!("not done after {} s", CASE_TIME.as_secs())));
        let result = result.map_err(|error| anyhow!("{error:#}\n{}", told(&visit)));
        drop(visit);
        // Only a browser that got through the case is used again.
        if result.is_ok() && browser.number("history.length").await.is_ok_and(|entries| entries < HISTORY) {
            *place = Some(browser);
        }
        result
    }

    /// Closes the browser.
    pub async fn close(&self) {
        drop(self.browser.lock().await.take());
    }
}

/// The requests of a visit, for whoever looks into a failure.
fn told(visit: &Visit<'_>) -> String {
    let lines = visit.proxy.seen().into_iter().map(|seen| {
        let status = seen.status.map_or("no answer".into(), |status| status.to_string());
        format!("  {} {} ({} bytes): {status}\n", seen.method, seen.url, seen.body.len())
    });
    format!("the page asked for\n{}", lines.collect::<String>())
}
