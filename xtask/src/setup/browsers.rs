//! The three browser engines and their drivers.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Error, Result, bail};

use super::cache::Cache;
use super::{cargo_tools, debian, find_on_path, is_program};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Programs that must be there, and the Debian packages that have them.
    fn needs(self) -> &'static [(&'static [&'static str], &'static str)] {
        match self {
            Self::Chromium => &[
                (&["chromium", "chromium-browser", "google-chrome"], "chromium"),
                (&["chromedriver"], "chromium-driver"),
            ],
            Self::Firefox => &[(&["firefox", "firefox-esr"], "firefox-esr")],
            Self::Webkit => &[(&["WebKitWebDriver"], "webkit2gtk-driver"), (&["Xvfb"], "xvfb")],
        }
    }

    fn missing_packages(self) -> Vec<&'static str> {
        let missing = self.needs().iter().filter(|(names, _)| !names.iter().any(|name| find_on_path(name).is_some()));
        missing.map(|(_, package)| *package).collect()
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        })
    }
}

impl FromStr for Engine {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let engine = Self::ALL.into_iter().find(|engine| engine.to_string() == name);
        engine.ok_or_else(|| Error::msg(format!("there is no engine `{name}`: chromium, firefox or webkit")))
    }
}

/// An engine that tests can drive.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) engine: Engine,
    /// chromedriver, geckodriver or WebKitWebDriver.
    pub(crate) driver: PathBuf,
    /// The browser itself where the driver does not find it: WebKit's MiniBrowser.
    pub(crate) program: Option<PathBuf>,
}

/// Installs what the engines lack. One outcome for each, so that one missing engine does not hide
/// the others.
pub(crate) fn provide(engines: &[Engine], cache: &Cache) -> Vec<(Engine, Result<Browser>)> {
    let missing: Vec<_> = engines.iter().flat_map(|engine| engine.missing_packages()).collect();
    let installed = if missing.is_empty() { Ok(()) } else { debian::install(&missing) };
    let reason = installed.err().map(|error| format!("{error:#}"));
    engines.iter().map(|engine| (*engine, find(*engine, reason.as_deref(), cache))).collect()
}

fn find(engine: Engine, reason: Option<&str>, cache: &Cache) -> Result<Browser> {
    let missing = engine.missing_packages();
    if !missing.is_empty() {
        let reason = reason.unwrap_or("the packages were installed and their programs are still not on the PATH");
        bail!("{} is missing: {reason}", missing.join(" and "));
    }
    let named = |name: &str| find_on_path(name).ok_or_else(|| Error::msg(format!("{name} is missing")));
    let (driver, program) = match engine {
        Engine::Chromium => (named("chromedriver")?, None),
        Engine::Firefox => (cargo_tools::GECKODRIVER.provide(cache)?.join("geckodriver"), None),
        Engine::Webkit => (named("WebKitWebDriver")?, Some(mini_browser()?)),
    };
    Ok(Browser { engine, driver, program })
}

/// WebKitGTK's browser for tests lies outside the PATH, below the machine's architecture and its
/// own interface version: `/usr/lib/*/webkit2gtk-4.*/MiniBrowser`.
fn mini_browser() -> Result<PathBuf> {
    let mut found = Vec::new();
    for architecture in directories(Path::new("/usr/lib")) {
        let versions = directories(&architecture);
        let names =
            |dir: &Path| dir.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit2gtk-4."));
        found.extend(versions.iter().filter(|dir| names(dir)).map(|dir| dir.join("MiniBrowser")));
    }
    found.retain(|program| is_program(program));
    found.sort();
    found.pop().ok_or_else(|| Error::msg("MiniBrowser is missing: Debian has it in libwebkit2gtk-4.1-0"))
}

fn directories(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_known_by_the_name_they_print() {
        for engine in Engine::ALL {
            assert_eq!(engine.to_string().parse::<Engine>().unwrap(), engine);
        }
        let error = "chrome".parse::<Engine>().unwrap_err().to_string();
        assert_eq!(error, "there is no engine `chrome`: chromium, firefox or webkit");
    }
}
