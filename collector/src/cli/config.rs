//! The configuration file. Its keys are `serve`'s flags, and its values take the place of their
//! defaults: so they go through the same parsers, and flags and variables stay stronger.

use std::fs;
use std::ops::Range;
use std::path::Path;

use clap::builder::Resettable;
use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Error;

/// Flags that are no settings.
pub(super) const NO_KEYS: [&str; 3] = ["config", "print-config", "help"];

/// How alike two keys must be for the one to be taken for a slip of the other: half of the
/// letters, by Jaro and Winkler's measure, would suggest nearly anything.
const ALIKE: f64 = 0.7;

/// The command with the file's values as its defaults.
pub(super) fn with_defaults_of(command: Command, path: &Path) -> Result<Command, Error> {
    let text = fs::read_to_string(path);
    let text = text.map_err(|error| Error::Config(format!("cannot read {}: {error}", path.display())))?;
    let file = File { path, text: &text };
    let table = DeTable::parse(&text).map_err(|error| file.error(error.span(), error.message()))?;
    let mut keys: Vec<_> = table.into_inner().into_iter().collect();
    // The first mistake of the file is told, not the first by the alphabet.
    keys.sort_by_key(|(key, _)| key.span().start);
    let serve = serve_of(&command).clone();
    let mut values = Vec::new();
    for (key, value) in keys {
        let option = option(&serve, key.get_ref()).ok_or_else(|| file.unknown(&serve, &key))?;
        values.push((option.get_id().clone(), file.checked(option, &key, value)?));
    }
    Ok(command.mut_subcommand("serve", |serve| {
        values.into_iter().fold(serve, |serve, (id, values)| serve.mut_arg(id, |arg| arg.default_values(values)))
    }))
}

pub(super) fn serve_of(command: &Command) -> &Command {
    command.find_subcommand("serve").unwrap_or(command)
}

/// The options that a file may set.
pub(super) fn settings(serve: &Command) -> impl Iterator<Item = (&str, &Arg)> {
    let named = serve.get_arguments().filter_map(|option| Some((option.get_long()?, option)));
    named.filter(|(name, _)| !NO_KEYS.contains(name))
}

fn option<'a>(serve: &'a Command, key: &str) -> Option<&'a Arg> {
    settings(serve).find(|(name, _)| *name == key).map(|(_, option)| option)
}

struct File<'a> {
    path: &'a Path,
    text: &'a str,
}

impl File<'_> {
    fn error(&self, span: Option<Range<usize>>, sentence: &str) -> Error {
        let before = self.text.get(..span.unwrap_or_default().start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Error::Config(format!("{}, line {line}: {sentence}", self.path.display()))
    }

    fn unknown(&self, serve: &Command, key: &Spanned<std::borrow::Cow<'_, str>>) -> Error {
        let name = key.get_ref();
        let likeness = |known: &str| strsim::jaro_winkler(&name.replace('_', "-").to_lowercase(), known);
        let near = settings(serve).map(|(known, _)| (likeness(known), known));
        let near = near.filter(|(likeness, _)| *likeness >= ALIKE).max_by(|one, other| one.0.total_cmp(&other.0));
        let hint = match near {
            Some((_, known)) => format!("; did you mean `{known}`?"),
            None => String::from("; `serve --help` lists what there is"),
        };
        self.error(Some(key.span()), &format!("there is no option `{}`{hint}", name.escape_default()))
    }

    /// The option's values as texts, each tried alone so that a bad one is told with its line.
    fn checked(
        &self,
        option: &Arg,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: Spanned<DeValue<'_>>,
    ) -> Result<Vec<String>, Error> {
        let name = key.get_ref();
        let list = matches!(option.get_action(), ArgAction::Append);
        let values = match value.into_inner() {
            DeValue::Array(values) if list => values.into_iter().collect(),
            DeValue::Array(_) => return Err(self.error(Some(key.span()), &format!("`{name}` has one value, no list"))),
            one => vec![Spanned::new(key.span(), one)],
        };
        let tried = values.into_iter().map(|value| {
            let span = Some(value.span());
            let told = match value.into_inner() {
                DeValue::String(text) => Ok(text.into_owned()),
                DeValue::Integer(number) if number.radix() == 10 => Ok(number.as_str().to_owned()),
                other => Err(format!("`{name}` is a text or a number, and no {}", other.type_str())),
            };
            let text = told.map_err(|sentence| self.error(span.clone(), &sentence))?;
            // Not the value itself: it may be a secret.
            refusal(option, &text).map_or(Ok(text), |reason| {
                Err(self.error(span, &format!("the value of `{name}` is not possible: {reason}")))
            })
        });
        tried.collect()
    }
}

/// Why the option does not take this value.
fn refusal(option: &Arg, value: &str) -> Option<String> {
    let name = option.get_long()?;
    let alone = Command::new("serve").no_binary_name(true).arg(option.clone().env(Resettable::Reset));
    let error = alone.try_get_matches_from([format!("--{name}={value}")]).err()?;
    Some(std::error::Error::source(&error).map_or_else(|| "it is empty".into(), ToString::to_string))
}
