//! `sessions`: what a store holds, as a table or as JSON.

use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;

use crate::plain::{Plain, write_json};
use crate::store::{self, Summary};
use crate::{Error, export};

pub(crate) fn run(store: &Path, json: bool) -> Result<(), Error> {
    let summaries = store::summaries(&store::open_existing(store)?)?;
    let mut out = io::stdout().lock();
    let written = if json {
        write_json(&mut out, &summaries).and_then(|()| writeln!(out))
    } else {
        write_table(&mut out, &summaries)
    };
    export::unless_closed(written.and_then(|()| out.flush()))
}

fn write_table(out: &mut impl Write, summaries: &[Summary]) -> io::Result<()> {
    writeln!(
        out,
        "{:32}  {:24}  {:24}  {:>7}  {:>7}  {:>8}  {:>7}  {:>10}  URL",
        "SESSION", "FIRST", "LAST", "FRAMES", "MISSING", "EVENTS", "STREAMS", "BYTES"
    )?;
    for Summary { session, first, last, frames, missing, events, streams, bytes, url, .. } in summaries {
        let (first, last, url) = (time(*first), time(*last), Plain(url.as_deref().unwrap_or("-")));
        writeln!(
            out,
            "{session}  {first:24}  {last:24}  {frames:>7}  {missing:>7}  {events:>8}  {streams:>7}  {bytes:>10}  {url}"
        )?;
    }
    Ok(())
}

/// RFC 3339 in UTC with ms. A visitor's clock may stand beyond the year 9999, which RFC 3339
/// cannot say; then the bare ms since 1970.
fn time(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map_or_else(|_| ms.to_string(), |moment| format!("{moment:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_rfc_3339() {
        assert_eq!(time(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(time(1_700_000_000_005), "2023-11-14T22:13:20.005Z");
        assert_eq!(time(8_640_000_000_000_000), "8640000000000000");
    }

    #[test]
    fn a_url_cannot_command_the_terminal() {
        let url = Some("https://a.example/\u{1b}]0;x\u{7}\u{202e}".into());
        let (session, gaps) = ("0".repeat(32), Vec::new());
        let summary =
            Summary { session, first: 0, last: 0, frames: 1, missing: 0, gaps, events: 2, streams: 1, bytes: 3, url };
        let mut out = Vec::new();
        write_table(&mut out, &[summary]).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(r"https://a.example/\u{1b}]0;x\u{7}\u{202e}"), "{text}");
        assert!(text.chars().all(|character| character == '\n' || !character.is_control()));
    }
}
