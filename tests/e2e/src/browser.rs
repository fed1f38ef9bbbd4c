//! A browser over WebDriver.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use fantoccini::wd::{TimeoutConfiguration, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

use crate::driver::Driver;
use crate::{Engine, Hand, until};

/// How long a script that answers later, and a page that loads, may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a movement may take to begin.
const SETTING_OUT: Duration = Duration::from_secs(3);
/// Looks in a row at which a number at rest is the same; they are 50 ms apart.
const RESTING: u32 = 4;
/// Every case begins with a window of this size, in px.
const WINDOW: (u32, u32) = (1200, 900);

/// A running browser; it is closed when this is dropped.
#[derive(Debug)]
pub struct Browser {
    /// Which one.
    pub engine: Engine,
    /// The WebDriver session.
    pub client: Client,
    _driver: Driver,
}

impl Browser {
    /// Starts a driver and a browser.
    ///
    /// # Errors
    /// One of them did not start.
    pub async fn start(engine: Engine) -> Result<Self> {
        let driver = Driver::start(engine).await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(engine.capabilities(&engine.program()?))
            .connect(&driver.url())
            .await
            .with_context(|| format!("{engine} did not start"))?;
        driver.opened(client.session_id().await?.context("the session has no id")?);
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), Some(Duration::ZERO));
        client.update_timeouts(timeouts).await?;
        Ok(Self { engine, client, _driver: driver })
    }

    /// One empty window without cookies, whatever the case before left behind. `blank` is a page
    /// of the host whose cookies go: ports do not part cookies.
    ///
    /// # Errors
    /// The browser does not obey any more.
    pub async fn clear(&self, blank: &str) -> Result<()> {
        // Actions first: a key that is still held down would spoil the next case's first key.
        let _ = self.client.release_actions().await;
        let mut windows = self.client.windows().await?;
        let kept = windows.pop().context("no window is open")?;
        for window in windows {
            self.client.switch_to_window(window).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(kept).await?;
        self.client.goto(blank).await?;
        self.client.delete_all_cookies().await?;
        self.client.set_window_size(WINDOW.0, WINDOW.1).await?;
        Ok(())
    }

    /// The visitor's hand in the current window.
    pub fn hand(&self) -> Hand<'_> {
        Hand::new(&self.client)
    }

    /// The value of an expression in the page.
    ///
    /// # Errors
    /// It threw.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        let script = format!("return ({expression});");
        self.client.execute(&script, vec![]).await.with_context(|| format!("in the page: {expression}"))
    }

    /// The settled value of an expression that gives a promise; a rejection is an error here.
    ///
    /// # Errors
    /// The promise was rejected, or did not settle in time.
    pub async fn settled(&self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            (async () => ({expression}))().then(
                (value) => done({{ value: value ?? null }}),
                (error) => done({{ error: String(error?.message ?? error) }}),
            );"
        );
        let mut answer =
            self.client.execute_async(&script, vec![]).await.with_context(|| format!("in the page: {expression}"))?;
        match answer.get("error") {
            Some(error) => anyhow::bail!("in the page: {expression}: {error}"),
            None => Ok(answer["value"].take()),
        }
    }

    /// A number in the page.
    ///
    /// # Errors
    /// The expression threw or gave something else.
    pub async fn number(&self, expression: &str) -> Result<f64> {
        self.value(expression).await?.as_f64().with_context(|| format!("{expression} is no number"))
    }

    /// A number in the page once it has left `start` and moves no more: browsers scroll smoothly.
    /// Where it never leaves, that number.
    ///
    /// # Errors
    /// It moves without end.
    pub async fn rest(&self, expression: &str, start: f64) -> Result<f64> {
        let (mut last, mut same) = (start, 0);
        let begun = Instant::now();
        until(&format!("{expression} comes to rest"), PATIENCE, async || {
            let now = self.number(expression).await?;
            same = if now == last { same + 1 } else { 0 };
            last = now;
            let moved = now != start || begun.elapsed() > SETTING_OUT;
            Ok((moved && same >= RESTING).then_some(now))
        })
        .await
    }

    /// Opens another tab and goes on there; gives the tab before.
    ///
    /// # Errors
    /// The browser opens none.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        let before = self.client.window().await?;
        // WebKit's MiniBrowser opens tabs in the background, where its driver waits for ever for
        // the pointer to move.
        let tab = self.client.new_window(self.engine != Engine::Webkit).await?;
        self.client.switch_to_window(tab.handle).await?;
        Ok(before)
    }
}
