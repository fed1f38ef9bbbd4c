//! Where a secret is looked for.

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desireline_e2e::{Hunt, Rows, Visit};
use serde_json::Value;

use super::case::{CANARY, Case, Told};

/// A part that is found tells nearly as much as the whole.
const PIECE: usize = 4;
/// A word of the markup that the recorder reads: its memory must show it.
const WITNESS: &str = "control";

/// All memory of every wasm, but for blocks of nothing.
const MEMORIES: &str = "memories.map(({ buffer }) => {
    const bytes = new Uint8Array(buffer);
    let text = '';
    for (let at = 0; at < bytes.length; at += 4096) {
        const block = bytes.subarray(at, at + 4096);
        if (block.some((byte) => byte)) text += String.fromCharCode(...block);
    }
    return btoa(text);
})";

/// Places by their names, and what is there.
pub(super) type Places = Vec<(String, Vec<u8>)>;

/// What the page has now: cookies, storage, the console, addresses asked for, the memory of wasm.
pub(super) async fn kept(visit: &Visit<'_>, case: &Case<'_>) -> Result<Places> {
    let mut places = Places::new();
    let cookies = visit.browser.client.get_all_cookies().await?;
    places.push(("cookies".into(), cookies.iter().map(ToString::to_string).collect::<String>().into_bytes()));
    for kept in [
        "JSON.stringify(localStorage)",
        "JSON.stringify(sessionStorage)",
        "JSON.stringify(problems)",
        "JSON.stringify(performance.getEntriesByType('resource').map(({ name }) => name))",
    ] {
        let text = visit.browser.value(kept).await?;
        places.push((kept.into(), text.as_str().unwrap_or_default().as_bytes().to_vec()));
    }
    let memories = memories(visit).await?;
    if case.options.is_empty() && case.told != Told::Nothing {
        let witness = Hunt::whole(WITNESS);
        let shown = memories.iter().any(|memory| !witness.find_in(memory).is_empty());
        ensure!(shown, "the test is void: none of {} memories shows `{WITNESS}`", memories.len());
    }
    if !case.transient {
        places.extend(memories.into_iter().map(|memory| ("memory of wasm".to_owned(), memory)));
    }
    Ok(places)
}

/// Fails where a piece of the secret is in what was kept, in a request, or in the export.
pub(super) async fn nowhere(
    visit: &Visit<'_>,
    mut places: Places,
    since: usize,
    rows: &Rows,
    secret: &str,
    case: &Case<'_>,
) -> Result<()> {
    places.extend(visit.proxy.seen().iter().skip(since).flat_map(|seen| seen.parts()));
    places.push(("the export".into(), rows.iter().map(|row| row.0.to_string()).collect::<String>().into_bytes()));
    if case.id == "L6" {
        let agent = visit.browser.value("navigator.userAgent").await?;
        let whole = Hunt::whole(agent.as_str().context("a user agent")?);
        let sent = rows.iter().map(|row| row.0.to_string()).collect::<String>();
        ensure!(whole.find_in(sent.as_bytes()).is_empty(), "the whole user agent is told");
    }
    // The shorter one is for what differs; there is no piece of it to search for.
    if secret == CANARY {
        let found = Hunt::pieces(secret, PIECE).find_in_all(&places);
        ensure!(found.is_empty(), "it is in {found:#?}");
    }
    Ok(())
}

async fn memories(visit: &Visit<'_>) -> Result<Vec<Vec<u8>>> {
    let Value::Array(memories) = visit.browser.value(MEMORIES).await? else { anyhow::bail!("no memories") };
    memories.iter().map(|text| Ok(STANDARD.decode(text.as_str().context("base64")?)?)).collect()
}
