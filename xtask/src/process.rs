//! Running other programs: one way to echo them, to fail, and to end them.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Output, Stdio};

use anyhow::{Context, Result, bail};

use crate::interrupt::Children;

/// When a command's output is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Echo {
    /// As it comes.
    Live,
    /// When the command has ended, so that no other's stands between.
    Whole,
}

/// A program that is run to its end.
#[derive(Debug)]
pub(crate) struct Run {
    command: Command,
    line: String,
}

impl Run {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let name = Path::new(program).file_name().unwrap_or(program);
        Self { line: name.to_string_lossy().into_owned(), command: Command::new(program) }
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        let arg = arg.as_ref();
        self.line.push(' ');
        self.line.push_str(&arg.to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub(crate) fn args<A: AsRef<OsStr>>(self, args: impl IntoIterator<Item = A>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// Shows the command and everything it prints.
    ///
    /// # Errors
    /// It cannot be started, or does not end with success.
    pub(crate) fn show(mut self) -> Result<()> {
        eprintln!("$ {}", self.line);
        // What this process has printed comes before what the other one prints.
        io::stdout().flush()?;
        let child = self.command.spawn().with_context(|| self.cannot_start())?;
        let status = Children::watch(child)?.wait()?;
        self.judge(status)
    }

    /// Shows the command and everything it prints, now or when it has ended.
    ///
    /// # Errors
    /// It cannot be started, or does not end with success.
    pub(crate) fn echo(mut self, echo: Echo) -> Result<()> {
        if echo == Echo::Live {
            return self.show();
        }
        let output = self.gather()?;
        let mut to = io::stdout().lock();
        writeln!(to, "$ {}", self.line)?;
        for bytes in [&output.stderr, &output.stdout] {
            to.write_all(bytes)?;
        }
        self.judge(output.status)
    }

    /// Keeps the output to itself, and shows it when the command fails.
    ///
    /// # Errors
    /// It cannot be started, or does not end with success.
    pub(crate) fn quiet(mut self) -> Result<()> {
        self.output().map(drop)
    }

    /// What the command writes to its standard output.
    ///
    /// # Errors
    /// It cannot be started, does not end with success, or does not write UTF-8.
    pub(crate) fn read(mut self) -> Result<String> {
        let output = self.output()?;
        String::from_utf8(output.stdout).with_context(|| format!("`{}` did not write UTF-8", self.line))
    }

    fn output(&mut self) -> Result<Output> {
        let output = self.gather()?;
        if !output.status.success() {
            let text =
                [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
            eprintln!("{}", text.trim_end());
        }
        self.judge(output.status)?;
        Ok(output)
    }

    fn gather(&mut self) -> Result<Output> {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = self.command.spawn().with_context(|| self.cannot_start())?;
        Ok(Children::watch(child)?.output()?)
    }

    fn cannot_start(&self) -> String {
        let name = self.command.get_program().to_string_lossy();
        format!("cannot start {name}: is it installed and on the PATH?")
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if !status.success() {
            bail!("`{}` failed ({status})", self.line);
        }
        Ok(())
    }
}

/// The PATH of this process with more directories before it.
pub(crate) fn path_with<'a>(dirs: impl IntoIterator<Item = &'a Path>) -> Result<OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = dirs.into_iter().map(Path::to_owned).chain(std::env::split_paths(&old));
    std::env::join_paths(all).context("a tool directory has a `:` in its name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_its_exit() {
        let error = Run::new("sh").args(["-c", "exit 3"]).quiet().unwrap_err().to_string();
        assert_eq!(error, "`sh -c exit 3` failed (exit status: 3)");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = Run::new("no-such-program").quiet().unwrap_err().to_string();
        assert_eq!(error, "cannot start no-such-program: is it installed and on the PATH?");
    }

    #[test]
    fn output_is_read() {
        assert_eq!(Run::new("echo").arg("seen").read().unwrap(), "seen\n");
    }
}
