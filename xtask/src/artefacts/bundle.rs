//! `pkg/dist`: the hand-written JavaScript of `pkg/src` and `src/capture`, bundled, and the wasm beside it.
//!
//! The sources of `pkg/src` import those of `src/capture` as `#edge` and `#signals`, those of
//! `src/testkit` as `#testkit/…`, the reader's glue as `#glue/reader`, and wasm as `Uint8Array`s from `#glue/recorder.wasm` and its like.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};

use super::wasm::Finished;
use crate::project::Project;
use crate::setup::{NpmTools, joined};

/// One file of `pkg/dist`.
#[derive(Debug)]
struct Bundle {
    source: &'static str,
    output: &'static str,
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Format {
    /// An ES module for browsers.
    Module,
    /// A classic script.
    Script,
    /// An ES module for Node.js.
    NodeModule,
    /// For `require` in Node.js.
    NodeCommon,
}

const BUNDLES: [Bundle; 13] = [
    Bundle { source: "index.js", output: "index.js", format: Format::Module },
    Bundle { source: "more.js", output: "desireline-signals.js", format: Format::Module },
    Bundle { source: "diagnostics.js", output: "desireline-diagnostics.js", format: Format::Module },
    Bundle { source: "keys.js", output: "desireline-keys.js", format: Format::Module },
    Bundle { source: "outcomes.js", output: "desireline-outcomes.js", format: Format::Module },
    Bundle { source: "frustration.js", output: "desireline-frustration.js", format: Format::Module },
    Bundle { source: "inline.js", output: "inline.js", format: Format::Module },
    Bundle { source: "dropin.js", output: "desireline.js", format: Format::Script },
    Bundle { source: "dropin-inline.js", output: "desireline.inline.js", format: Format::Script },
    Bundle { source: "reader.js", output: "reader.js", format: Format::Module },
    Bundle { source: "testkit.js", output: "testkit.js", format: Format::Module },
    Bundle { source: "node.js", output: "node.js", format: Format::NodeModule },
    Bundle { source: "node.js", output: "node.cjs", format: Format::NodeCommon },
];

/// The wasm files, finished.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made<'a> {
    pub(super) recorder: &'a Finished,
    pub(super) coder: &'a Finished,
    pub(super) scorer: &'a Finished,
    pub(super) reader: &'a Finished,
}

/// What must go with every copy of the package.
const PAPERS: [&str; 4] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.md"];

/// ES2020 is what every browser with the wasm features above understands.
const LANGUAGE: &str = "es2020";

/// Terser finds some 40 bytes of brotli that esbuild leaves. `unsafe_arrows` is safe here: no
/// function expression of ours is called with `new`.
const COMPRESS: &str = "passes=3,ecma=2020,unsafe_arrows=true,keep_fargs=false";

/// What esbuild leaves empty in CommonJS: the address of the file itself.
const COMMON_URL: &str = "const importMetaUrl=require('url').pathToFileURL(__filename).href;";

impl Format {
    fn esbuild(self) -> &'static [&'static str] {
        match self {
            Self::Module => &["--format=esm"],
            Self::Script => &["--format=iife"],
            Self::NodeModule => &["--format=esm", "--platform=node"],
            Self::NodeCommon => &["--format=cjs", "--platform=node", "--define:import.meta.url=importMetaUrl"],
        }
    }
}

/// Makes `pkg/dist` anew. It is complete or the old one at any moment.
pub(super) fn bundle(project: &Project, npm: &NpmTools, made: &Made<'_>) -> Result<()> {
    let dist = project.dist();
    let part = dist.with_file_name(format!(".dist.{}", std::process::id()));
    fs::create_dir_all(&part).with_context(|| format!("cannot write beside {}", dist.display()))?;
    let outcome = fill(project, npm, made, &part).and_then(|()| replace(&part, &dist));
    // Gone already when all went well.
    let _ = fs::remove_dir_all(&part);
    outcome?;
    eprintln!("build: {} is ready", project.short(&dist));
    Ok(())
}

fn fill(project: &Project, npm: &NpmTools, made: &Made<'_>, part: &Path) -> Result<()> {
    for Bundle { source, output, .. } in &BUNDLES {
        let source = project.sources().join(source);
        ensure!(source.is_file(), "{} is missing: {output} is made of it", project.short(&source));
    }
    thread::scope(|scope| {
        let jobs = BUNDLES.each_ref().map(|bundle| scope.spawn(move || bundle.make(project, npm, made, part)));
        // All are waited for, so that none writes into a directory that is being removed.
        jobs.map(joined).into_iter().collect::<Result<()>>()
    })?;
    fs::copy(&made.recorder.wasm, part.join("desireline.wasm"))?;
    fs::copy(&made.coder.wasm, part.join("desireline-coder.wasm"))?;
    fs::copy(&made.scorer.wasm, part.join("desireline-frustration.wasm"))?;
    fs::copy(&made.reader.wasm, part.join("reader.wasm"))?;
    for types in declarations(&project.sources())? {
        fs::copy(&types, part.join(types.file_name().context("a path without a name")?))?;
    }
    for paper in PAPERS {
        fs::copy(project.root.join(paper), part.join(paper))?;
    }
    Ok(())
}

impl Bundle {
    fn make(&self, project: &Project, npm: &NpmTools, made: &Made<'_>, part: &Path) -> Result<()> {
        let output = part.join(self.output);
        let alias = |name: &str, path: &Path| format!("--alias:#{name}={}", path.display());
        npm.esbuild()?
            .arg(project.sources().join(self.source))
            .args([
                "--bundle",
                "--minify",
                "--legal-comments=none",
                "--log-level=warning",
                "--loader:.wasm=binary",
                "--external:node:*",
                // Fetched when it is wanted.
                "--external:./desireline-signals.js",
                "--external:./desireline-diagnostics.js",
                "--external:./desireline-keys.js",
                "--external:./desireline-outcomes.js",
                "--external:./desireline-frustration.js",
            ])
            .arg(format!("--target={LANGUAGE}"))
            .args(self.format.esbuild())
            .arg(alias("edge", &project.root.join("src/capture/edge.js")))
            .arg(alias("diagnostics", &self.beside(project, "diagnostics")))
            .arg(alias("keys", &self.beside(project, "keys")))
            .arg(alias("outcomes", &self.beside(project, "outcomes")))
            .arg(alias("frustration", Path::new("./desireline-frustration.js")))
            .arg(alias("vitals", &npm.module("web-vitals")))
            .arg(alias("signals", &project.root.join("src/capture/signals.js")))
            .arg(alias("testkit", &project.root.join("src/testkit")))
            .arg(alias("around", &project.root.join("src/capture/around.js")))
            .arg(alias("glue/recorder.wasm", &made.recorder.wasm))
            .arg(alias("glue/coder.wasm", &made.coder.wasm))
            .arg(alias("glue/reader", &made.reader.glue))
            .arg(format!("--outfile={}", output.display()))
            .quiet()?;
        if self.format == Format::NodeCommon {
            let text = fs::read_to_string(&output)?;
            fs::write(&output, format!("{COMMON_URL}{text}"))?;
        }
        self.minify(npm, &output)
    }

    /// A file beside, but in a bundle that is one file.
    fn beside(&self, project: &Project, name: &str) -> PathBuf {
        if self.output.contains("inline") {
            project.sources().join(name).with_extension("js")
        } else {
            PathBuf::from(format!("./desireline-{name}.js"))
        }
    }

    fn minify(&self, npm: &NpmTools, file: &Path) -> Result<()> {
        let scope = if self.format == Format::Script { "--toplevel" } else { "--module" };
        npm.run("terser").arg(file).args([scope, "--compress", COMPRESS, "--mangle", "--output"]).arg(file).quiet()
    }
}

/// The type declarations, which are shipped as they are written.
fn declarations(dir: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.to_string_lossy().ends_with(".d.ts") || path.to_string_lossy().ends_with(".d.cts"));
    Ok(paths)
}

/// Puts the new directory in the place of the old one.
fn replace(new: &Path, place: &Path) -> Result<()> {
    let old = place.with_file_name(format!(".dist.old.{}", std::process::id()));
    if place.exists() {
        fs::rename(place, &old)?;
    }
    fs::rename(new, place)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_replaced_as_a_whole() {
        let base = std::env::temp_dir().join(format!("desireline-xtask-replace-{}", std::process::id()));
        let (new, place) = (base.join("new"), base.join("dist"));
        for round in ["one", "two"] {
            fs::create_dir_all(&new).unwrap();
            fs::write(new.join(round), round).unwrap();
            replace(&new, &place).unwrap();
            let names: Vec<_> = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(names, [round]);
        }
        assert_eq!(fs::read_dir(&base).unwrap().count(), 1);
        fs::remove_dir_all(base).unwrap();
    }
}
