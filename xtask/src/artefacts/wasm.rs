//! Recorder and reader: from Rust to the wasm and glue that the bundles are made of.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

use super::{glue, locations, names, panics, places};
use crate::process::Run;
use crate::project::Project;
use crate::setup::BuildTools;
use crate::setup::rust::WASM;
use crate::versions;

/// What rustc 1.95 emits for wasm32-unknown-unknown, one by one: `--all-features` would let
/// binaryen use instructions that a visitor's browser may not know.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Measured for the smallest brotli (docs/DESIGN.md, "Size"). Flat code and the relooper find what
/// `-Oz` alone does not, and the passes after them tidy up. Nothing lies in the first KiB of memory
/// but the far end of the stack, so addresses may be folded into offsets; memory begins as zeros. `-ocimfs` lets larger
/// functions with one caller be inlined; `--dealign` makes every alignment hint the same byte.
const PASSES: [&str; 13] = [
    "--zero-filled-memory",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--gufa-optimizing",
    "-Oz",
    "--low-memory-unused",
    "--optimize-added-constants-propagate",
    "-Oz",
    "-ocimfs=60",
    "--converge",
    "--dealign",
];

/// At `z` LLVM inlines next to nothing, so that iterators stay objects in memory. Measured from
/// 5 to 225; this is the smallest after binaryen.
const INLINE: &str = "-Cllvm-args=-inline-threshold=60";

/// Stack of the wasm, in bytes: a sixteenth of the linker's default, which would be most of the
/// memory that a page pays for.
const STACK: &str = "-Clink-arg=-zstack-size=65536";

/// Sections that no browser reads.
const STRIP: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Part of the key of a finished artefact: raise it when the steps below change.
const STEPS: u32 = 4;

/// One of the wasm files, by feature of the one crate.
#[derive(Debug)]
pub(crate) struct Artefact {
    feature: &'static str,
    /// Name of its files.
    name: &'static str,
    tie: Tie,
}

/// Its memory, and the one way in.
pub(crate) const RECORDER: Artefact =
    Artefact { feature: "recorder", name: "desireline", tie: Tie::Bare(&["memory", "enter"]) };
/// It imports nothing: what it works on lies in its memory.
pub(crate) const CODER: Artefact =
    Artefact { feature: "coder", name: "desireline-coder", tie: Tie::Bare(&["memory", "room", "code"]) };
/// The same.
pub(crate) const SCORER: Artefact = Artefact {
    feature: "scorer",
    name: "desireline-frustration",
    tie: Tie::Bare(&["memory", "room", "feed", "found", "score"]),
};
pub(crate) const READER: Artefact = Artefact { feature: "reader", name: "reader", tie: Tie::Bound };

/// What ties wasm and JavaScript.
#[derive(Clone, Copy, Debug)]
enum Tie {
    /// Hand-written JavaScript, `pkg/src`, which uses those exports.
    Bare(&'static [&'static str]),
    /// What wasm-bindgen makes.
    Bound,
}

/// The wasm of an artefact, and the JavaScript that wasm-bindgen made for it. The recorder's is
/// written by hand: `pkg/src/wasm.js`.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) wasm: PathBuf,
    pub(crate) glue: PathBuf,
}

/// A copy of what cargo made: the next artefact overwrites cargo's own file.
#[derive(Debug)]
pub(crate) struct Compiled {
    wasm: PathBuf,
    key: String,
}

impl Artefact {
    fn dir(&self, project: &Project) -> PathBuf {
        project.target.join("pkg").join(self.feature)
    }

    /// The cargo step.
    pub(crate) fn compile(&self, project: &Project) -> Result<Compiled> {
        let features = format!("{},npm", self.feature);
        Run::new("cargo")
            .args(["build", "--lib", "--package", "desireline", "--target", WASM, "--profile", "wasm"])
            .args(["--no-default-features", "--features", &features])
            .env("CARGO_ENCODED_RUSTFLAGS", [INLINE, STACK, &locations::remap(&cargo_home()?)].join("\x1f"))
            .dir(&project.root)
            .show()?;
        let made = project.target.join(WASM).join("wasm/desireline.wasm");
        let bytes = fs::read(&made).with_context(|| format!("cannot read {}", made.display()))?;
        let dir = self.dir(project);
        fs::create_dir_all(&dir)?;
        let wasm = dir.join("compiled.wasm");
        fs::write(&wasm, &bytes)?;
        let loader = fs::read(self.loader(project))?;
        Ok(Compiled { wasm, key: key(&bytes, &loader) })
    }

    /// The steps after cargo, unless they have been taken for the same input.
    pub(crate) fn finish(&self, project: &Project, tools: &BuildTools, compiled: &Compiled) -> Result<Finished> {
        let (out, stamp) = (self.dir(project).join("out"), self.dir(project).join("stamp"));
        let finished = Finished { wasm: out.join(self.file("wasm")), glue: out.join(self.file("js")) };
        if fs::read_to_string(&stamp).is_ok_and(|done| done == compiled.key) {
            return Ok(finished);
        }
        eprintln!("build: optimising {}", self.file("wasm"));
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        fs::create_dir_all(&out)?;
        match self.tie {
            Tie::Bare(exports) => self.shrink_bare(project, tools, &compiled.wasm, &finished.wasm, exports)?,
            Tie::Bound => {
                self.bind(tools, &compiled.wasm, &out)?;
                self.shrink_bound(tools, &finished)?;
            }
        }
        // Written last: where there is a stamp, the files are complete.
        fs::write(&stamp, &compiled.key)?;
        Ok(finished)
    }

    /// The JavaScript whose list of imports the recorder's wasm follows.
    fn loader(&self, project: &Project) -> PathBuf {
        project.sources().join("wasm.js")
    }

    fn file(&self, extension: &str) -> String {
        format!("{}.{extension}", self.name)
    }

    fn bind(&self, tools: &BuildTools, compiled: &Path, out: &Path) -> Result<()> {
        Run::new(tools.wasm_bindgen.join("wasm-bindgen"))
            .arg(compiled)
            .args(["--target", "web", "--omit-default-module-path", "--no-typescript", "--out-name", self.name])
            .arg("--out-dir")
            .arg(out)
            .quiet()
    }

    /// Drops what nobody calls, optimises, and numbers the imports.
    fn shrink_bare(
        &self,
        project: &Project,
        tools: &BuildTools,
        compiled: &Path,
        wasm: &Path,
        exports: &[&str],
    ) -> Result<()> {
        let loader = fs::read_to_string(self.loader(project))?;
        let names = places::names(&loader)?;
        let mut bytes = fs::read(compiled)?;
        locations::blank(&mut bytes);
        let blank = wasm.with_file_name("blank.wasm");
        fs::write(&blank, panics::cut_short(&bytes)?)?;
        let small = optimise(tools, &blank, &exports.iter().copied().collect())?;
        fs::write(wasm, places::renumber(&fs::read(small)?, &names)?)?;
        Ok(())
    }

    /// Drops what the glue does not use, optimises, and shortens the names between the two.
    fn shrink_bound(&self, tools: &BuildTools, finished: &Finished) -> Result<()> {
        let Finished { wasm, glue } = finished;
        let text = fs::read_to_string(glue).with_context(|| format!("cannot read {}", glue.display()))?;
        let bound = wasm.with_file_name(format!("{}_bg.wasm", self.name));
        let small = optimise(tools, &bound, &glue::exports_in(&text))?;
        let map = binaryen(tools, "wasm-opt", &small, wasm).arg("--minify-imports-and-exports-and-modules").read()?;

        let text = names::shorten(&text, &names::Map::parse(&map)?)?;
        fs::write(glue, &text)?;
        Ok(())
    }
}

/// Drops what those exports do not need, and shrinks the rest.
fn optimise(tools: &BuildTools, wasm: &Path, exports: &BTreeSet<&str>) -> Result<PathBuf> {
    let [graph, used, small] = ["used.json", "used.wasm", "small.wasm"].map(|name| wasm.with_file_name(name));
    fs::write(&graph, glue::used_exports(exports))?;
    binaryen(tools, "wasm-metadce", wasm, &used).arg("--graph-file").arg(&graph).quiet()?;
    binaryen(tools, "wasm-opt", &used, &small).args(PASSES).args(STRIP).quiet()?;
    Ok(small)
}

fn binaryen(tools: &BuildTools, program: &str, input: &Path, output: &Path) -> Run {
    tools.npm.run(program).arg(input).arg("-o").arg(output).args(FEATURES)
}

/// Where cargo keeps the registry's sources.
fn cargo_home() -> Result<PathBuf> {
    let home = || env::home_dir().map(|home| home.join(".cargo"));
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home).context("neither CARGO_HOME nor a home directory is set")
}

/// Names the input of the steps after cargo, tools and options included.
fn key(wasm: &[u8], loader: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    (wasm, loader).hash(&mut hasher);
    (versions::WASM_BINDGEN, include_str!("../../npm/package-lock.json"), FEATURES, PASSES, STRIP, STEPS)
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
