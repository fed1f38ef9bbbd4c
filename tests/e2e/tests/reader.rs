//! The reader of the package in a browser.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use desireline_e2e::Visit;

/// Every golden frame is read as the NDJSON beside it, as in Node, in Rust and in the export.
pub(super) async fn reads_the_golden_frames(visit: &Visit<'_>) -> Result<()> {
    visit.load("/e2e/blank.html").await?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden");
    let mut read = 0;
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let name = file.file_name().and_then(|name| name.to_str()).context("a name")?;
        let Some((name, _)) = name.split_once('.').filter(|(_, rest)| rest.ends_with(".bin")) else { continue };
        let frame = BASE64_STANDARD.encode(fs::read(&file)?);
        let script = format!(
            "import('/pkg/reader.js').then(({{ open }}) => open()).then((reader) => {{
                const rows = reader.read(Uint8Array.from(atob('{frame}'), (byte) => byte.charCodeAt(0)));
                return rows.map((row) => JSON.stringify(row) + '\\n').join('');
            }})"
        );
        let rows = visit.browser.settled(&script).await?;
        ensure!(rows == fs::read_to_string(file.with_file_name(format!("{name}.ndjson")))?, "{file:?}: {rows}");
        read += 1;
    }
    ensure!(read == 14, "{read} golden frames: the test is void");
    Ok(())
}
