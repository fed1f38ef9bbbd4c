//! `cargo xtask build --static`: the collector as one file that needs nothing of the system it is
//! put on, whatever its C library is.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::process::Run;
use crate::project::Project;
use crate::setup;

const TARGET: &str = "x86_64-unknown-linux-musl";

/// ELF: a program header that names the loader of shared libraries.
const INTERPRETER: u32 = 3;

/// Builds it with all that it can do, and looks whether it is static indeed.
///
/// # Errors
/// The tools cannot be had, the build fails, or the program asks for a loader.
pub(crate) fn collector(project: &Project) -> Result<()> {
    setup::static_tools(TARGET)?;
    let build = ["build", "--release", "--package", "desireline-collector", "--features", "scale", "--target", TARGET];
    Run::new("cargo").args(build).dir(&project.root).show()?;
    let path = project.target.join(TARGET).join("release/desireline-collector");
    let program = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let headers = headers(&program).context("the collector is no ELF file of 64 bits")?;
    ensure!(!headers.contains(&INTERPRETER), "the collector asks for a loader: it is not static");
    println!("{} ({:.1} MB)", project.short(&path), program.len() as f64 / 1e6);
    Ok(())
}

/// The types of an ELF file's program headers:
/// <https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html>.
fn headers(elf: &[u8]) -> Option<Vec<u32>> {
    let short = |at: usize| Some(usize::from(u16::from_le_bytes(*elf.get(at..)?.first_chunk()?)));
    let begin = usize::try_from(u64::from_le_bytes(*elf.get(32..)?.first_chunk()?)).ok()?;
    let (size, count) = (short(54)?, short(56)?);
    let of_64_bits = elf.starts_with(b"\x7fELF\x02");
    let kinds = (0..count).map(|at| Some(u32::from_le_bytes(*elf.get(begin + at * size..)?.first_chunk()?)));
    if of_64_bits { kinds.collect() } else { None }
}

#[cfg(all(test, target_os = "linux", target_pointer_width = "64", target_env = "gnu"))]
mod tests {
    use super::*;

    #[test]
    fn a_program_of_glibc_asks_for_a_loader() {
        let own = fs::read(std::env::current_exe().unwrap()).unwrap();
        assert!(headers(&own).unwrap().contains(&INTERPRETER));
        assert_eq!(headers(b"#!/bin/sh"), None);
    }
}
