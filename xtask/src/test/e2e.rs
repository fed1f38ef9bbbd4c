//! End-to-end tests: real browsers, the real package, the real collector.
//!
//! The package `desireline-e2e` gets everything it needs by environment:
//!
//! | variable | what |
//! |---|---|
//! | `DESIRELINE_COLLECTOR` | the collector's program |
//! | `DESIRELINE_DIST` | `pkg/dist` |
//! | `DESIRELINE_FRAMEWORKS` | the login forms that frameworks built |
//! | `DESIRELINE_ENGINES` | the engines to run in, comma-separated |
//! | `CHROMEDRIVER`, `GECKODRIVER`, `WEBKITWEBDRIVER` | the drivers of those engines |
//! | `WEBKIT_BROWSER`, `DISPLAY` | MiniBrowser, and the display it opens on |

use anyhow::Result;

use super::engines::Display;
use super::frameworks;
use crate::process::{Echo, Run};
use crate::project::Project;
use crate::setup::browsers::{Browser, Engine};

pub(super) fn run(project: &Project, browser: &Browser, echo: Echo) -> Result<()> {
    let run = Run::new("cargo")
        .args(["test", "--package", "desireline-e2e"])
        .dir(&project.root)
        .env("DESIRELINE_COLLECTOR", project.collector())
        .env("DESIRELINE_DIST", project.dist())
        .env("DESIRELINE_FRAMEWORKS", frameworks::directory(project))
        .env("DESIRELINE_ENGINES", browser.engine.to_string());
    match browser.engine {
        Engine::Chromium => run.env("CHROMEDRIVER", &browser.driver).echo(echo),
        Engine::Firefox => run.env("GECKODRIVER", &browser.driver).echo(echo),
        Engine::Webkit => {
            let display = Display::start()?;
            let run = run.env("WEBKITWEBDRIVER", &browser.driver).env("DISPLAY", &display.name);
            run.env("WEBKIT_BROWSER", browser.program.as_deref().unwrap_or(&browser.driver)).echo(echo)
        }
    }
}
