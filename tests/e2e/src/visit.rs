//! One case's browser, proxy and collector together.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::{Browser, Collector, Environment, Proxy, Rows, pages, until};

/// How long events may take from the page to the export: they are posted every 5 s.
const ARRIVAL: Duration = Duration::from_secs(20);

/// A fresh collector, a proxy before it, and a browser without cookies.
#[derive(Debug)]
pub struct Visit<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The programs, for a case that starts another collector.
    pub environment: &'a Environment,
    /// What the page speaks with.
    pub proxy: Proxy,
    /// What stands behind the proxy.
    pub collector: Collector,
}

impl<'a> Visit<'a> {
    /// Starts collector and proxy, and clears the browser.
    ///
    /// # Errors
    /// One of them does not obey.
    pub async fn begin(browser: &'a Browser, environment: &'a Environment) -> Result<Self> {
        let collector = Collector::start(environment, &[])?;
        let proxy = Proxy::start(collector.address).await?;
        proxy.answer("/e2e/watch.js", pages::watch());
        proxy.answer("/e2e/blank.html", pages::blank());
        browser.clear(&format!("{}/e2e/blank.html", proxy.origin())).await.context("the browser cannot be cleared")?;
        Ok(Self { browser, environment, proxy, collector })
    }

    /// Opens a page and returns once it has loaded.
    ///
    /// # Errors
    /// It does not load.
    pub async fn load(&self, path: &str) -> Result<()> {
        Ok(self.browser.client.goto(&format!("{}{path}", self.proxy.origin())).await?)
    }

    /// Opens a page of the shop and returns once it is being recorded.
    ///
    /// # Errors
    /// It is not, within the browser's patience.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.load(path).await?;
        self.flush().await
    }

    /// Sends what is recorded so far, and returns once the collector has it.
    ///
    /// # Errors
    /// The page has no recorder, or the collector does not answer.
    pub async fn flush(&self) -> Result<()> {
        self.browser.settled("desireline(\"flush\")").await.map(drop)
    }

    /// The events of everything recorded so far on this page and before.
    ///
    /// # Errors
    /// As [`flush`](Self::flush), or the export fails.
    pub async fn flushed(&self) -> Result<Rows> {
        self.flush().await?;
        self.collector.export()
    }

    /// The export, once it holds enough: nothing is flushed, the recorder is left to itself.
    ///
    /// # Errors
    /// It did not within 20 s; `what` says what was missing.
    pub async fn arrived(&self, what: &str, enough: impl Fn(&Rows) -> bool) -> Result<Rows> {
        self.arrived_within(ARRIVAL, what, enough).await
    }

    /// As [`arrived`](Self::arrived), with another limit.
    ///
    /// # Errors
    /// It did not within the limit.
    pub async fn arrived_within(&self, limit: Duration, what: &str, enough: impl Fn(&Rows) -> bool) -> Result<Rows> {
        until(what, limit, async || {
            let rows = self.collector.export()?;
            Ok(enough(&rows).then_some(rows))
        })
        .await
    }

    /// Fails when the watched page has said that something went wrong.
    ///
    /// # Errors
    /// Something did.
    pub async fn no_problems(&self) -> Result<()> {
        let problems = self.browser.value("problems").await?;
        ensure!(problems == serde_json::json!([]), "on the page: {problems}");
        Ok(())
    }
}
