//! Two tabs are one visit.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use desireline_e2e::Visit;

/// One session, a stream for each tab, and the cookie that joins them.
pub(super) async fn share_a_session(visit: &Visit<'_>) -> Result<()> {
    let client = &visit.browser.client;
    visit.open("/").await?;
    let first = client.get_named_cookie("desireline").await.context("there is no cookie")?;
    visit.browser.open_tab().await?;
    visit.open("/journal.html").await?;

    let cookie = client.get_named_cookie("desireline").await.context("there is no cookie")?;
    let session = |value: &str| value.split('.').next().map(ToOwned::to_owned);
    ensure!(session(cookie.value()) == session(first.value()), "another session: {cookie} and {first}");
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let parts: Vec<_> = cookie.value().split('.').collect();
    let [session, began, last] = parts[..] else { anyhow::bail!("{cookie}") };
    ensure!(session.len() == 32 && session.bytes().all(hexadecimal), "{cookie}");
    ensure!([began, last].iter().all(|minute| minute.parse::<u32>().is_ok()), "{cookie}");
    ensure!(cookie.path() == Some("/"), "{cookie}");
    ensure!(cookie.same_site().is_some_and(|same_site| same_site.is_lax()), "{cookie}");
    ensure!(cookie.expires().is_none(), "it outlives the browser session: {cookie}");
    ensure!(cookie.secure() != Some(true), "this page came over http: {cookie}");
    ensure!(cookie.http_only() != Some(true), "{cookie}");
    ensure!(client.get_all_cookies().await?.len() == 1, "there are other cookies");
    ensure!(visit.browser.value("localStorage.length").await? == 0, "something is in localStorage");

    let rows = visit.flushed().await?;
    let sessions: BTreeSet<&str> = rows.iter().map(|row| row.session()).collect();
    ensure!(sessions == BTreeSet::from([parts[0]]), "{sessions:?}");
    let pages: Vec<_> = rows.iter().filter(|row| row.kind() == "page").collect();
    let streams: BTreeSet<&str> = pages.iter().map(|row| row.stream()).collect();
    ensure!(pages.len() == 2 && streams.len() == 2, "two tabs became {pages:?}");
    Ok(())
}
