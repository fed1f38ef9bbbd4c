//! Every way out of a page, with every length of queue: what fits arrives, the newest first, nothing twice,
//! and the page's own last request too.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use desireline_e2e::{Answer, Engine, Exchange, Visit, pages, until};

use crate::tally::{Outcome, Tally};

/// KiB that wait when the page ends.
const QUEUES: [usize; 6] = [0, 1, 15, 63, 65, 200];
/// What of it must arrive, in KiB: the budget of 48 for requests that outlive the page, less a frame that
/// may not fit any more.
const SURE: usize = 48 - 15;
/// How long what left with the page may take.
const ARRIVAL: Duration = Duration::from_secs(5);

/// Fills the queue with what cannot be made shorter, and posts one request of the site's own at the end.
const PAGE: &str = r#"
<script async src="/pkg/desireline.js" data-endpoint="/v1/frames" data-interval="60000"></script>
<script>
  window.fill = async (kib) => {
    for (let left = kib * 1024; left > 0; left -= 440) {
      const noise = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(330))));
      await desireline("event", "fill", { noise });
    }
    await desireline("tag", "last", kib);
  };
  addEventListener("pagehide", () => fetch("/e2e/own", { method: "POST", keepalive: true, body: "x".repeat(10240) }));
</script>"#;

#[derive(Clone, Copy, Debug)]
enum Way {
    Link,
    Reload,
    Back,
    Close,
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "by a link",
            Self::Reload => "by reloading",
            Self::Back => "by going back",
            Self::Close => "by closing the tab",
        })
    }
}

pub(super) async fn deliver_what_fits(visit: &Visit<'_>) -> Result<()> {
    // Plain frames, so that a queue is as long as it is said to be.
    visit.proxy.answer("/pkg/desireline-coder.wasm", Answer::Status(404));
    visit.proxy.answer("/e2e/own", Answer::Status(204));
    visit.proxy.answer("/e2e/exit.html", pages::page_of(PAGE, "<a id=out href=/e2e/blank.html>Out</a>"));
    let mut tally = Tally::of("exit", visit);
    for way in [Way::Link, Way::Reload, Way::Back, Way::Close] {
        for kib in QUEUES {
            let tries = if matches!(way, Way::Close) { closings(visit.browser.engine) } else { 1 };
            let mut left = leave(visit, way, kib).await;
            for _ in 1..tries {
                if left.is_err() {
                    left = leave(visit, way, kib).await;
                }
            }
            tally.note(format!("{way}, {kib} KiB waiting"), left.unwrap_or_else(|error| Outcome::of(Err(error))));
        }
    }
    tally.judge()
}

async fn leave(visit: &Visit<'_>, way: Way, kib: usize) -> Result<Outcome> {
    let client = &visit.browser.client;
    let before = if matches!(way, Way::Close) { Some(visit.browser.open_tab().await?) } else { None };
    visit.load("/e2e/blank.html").await?;
    visit.open("/e2e/exit.html").await?;
    let (frames, own) = (visit.proxy.frames().len(), own(visit));
    visit.browser.settled(&format!("fill({kib}).then(() => 1)")).await?;
    ensure!(visit.proxy.frames().len() == frames, "it did not wait for the page's end");
    match way {
        Way::Link => drop(visit.browser.hand().click("#out").await?),
        Way::Reload => client.refresh().await?,
        Way::Back => client.back().await?,
        Way::Close => client.close_window().await?,
    }
    if let Some(before) = before {
        client.switch_to_window(before).await?;
    }
    until("the site's own request", ARRIVAL, async || Ok((self::own(visit) > own).then_some(()))).await?;
    // The newest holds the tag, which is told last.
    let last = format!("\"{kib}\"");
    let rows = visit
        .arrived("the newest frame", |rows| {
            rows.last().is_some() && rows.iter().any(|row| row.kind() == "tag" && row.0.to_string().contains(&last))
        })
        .await?;
    ensure!(!rows.is_empty());
    let wanted = kib.min(SURE) * 1024;
    let arrived = || taken(&visit.proxy.frames()[frames..]);
    let enough = until("what fits", ARRIVAL, async || Ok((length(&arrived()) >= wanted).then_some(())));
    let enough = enough.await.with_context(|| format!("{} KiB of {kib}", wanted / 1024));
    let taken = arrived();
    ensure!(taken.values().all(|(_, times)| *times == 1), "a frame was taken twice: {taken:?}");
    match enough {
        Err(_) if ends_requests(visit.browser.engine, way) => {
            Ok(Outcome::Bounded(format!("{} bytes arrived, the newest among them", length(&taken))))
        }
        enough => enough.map(|()| Outcome::Passed),
    }
}

/// How many tabs may be closed until one has handed on what it had. Firefox ends the process of a closed tab
/// before its main process has taken each request that may outlive the page: 3 of 48 closings lost the
/// recorder's newest frame, 34 of 82 the one `fetch` of a page without a recorder (docs/DESIGN.md).
pub(super) fn closings(engine: Engine) -> usize {
    if engine == Engine::Firefox { 4 } else { 1 }
}

/// Firefox at times ends a closed tab's process before that has handed on every request.
fn ends_requests(engine: Engine, way: Way) -> bool {
    engine == Engine::Firefox && matches!(way, Way::Close)
}

fn length(taken: &BTreeMap<String, (usize, usize)>) -> usize {
    taken.values().map(|(length, _)| length).sum()
}

/// Lengths of the frames that were taken, by their number, and how often.
fn taken(frames: &[Exchange]) -> BTreeMap<String, (usize, usize)> {
    let mut taken = BTreeMap::new();
    for frame in frames.iter().filter(|frame| frame.status == Some(204)) {
        let Ok(read) = desireline::read(&frame.body) else { continue };
        let header = read.header();
        let id = format!("{} {}", header.stream.to_hex(), header.sequence);
        let (length, times) = taken.entry(id).or_insert((frame.body.len(), 0));
        (*length, *times) = (frame.body.len(), *times + 1);
    }
    taken
}

/// How often the site's own request has come.
fn own(visit: &Visit<'_>) -> usize {
    visit.proxy.seen().iter().filter(|seen| seen.path() == "/e2e/own").count()
}
