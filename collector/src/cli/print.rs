//! `--print-config`: what it would run with, as a configuration file.

use std::any::TypeId;
use std::fmt::Write;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};
use toml::Value;

use super::config::{serve_of, settings};

/// Stands for a secret. Its blanks make it a value that no secret can have, so that a printed
/// configuration never becomes a collector whose token the whole world knows.
const HIDDEN: &str = "*** not shown ***";

/// Every option, its value, and where the value is from.
pub(super) fn effective(command: &Command, matches: &ArgMatches) -> String {
    let mut text = String::from("# What `desireline-collector serve` would run with.\n");
    for (name, option) in settings(serve_of(command)) {
        let id = option.get_id().as_str();
        let values = matches.get_raw(id).into_iter().flatten().map(|value| value.to_string_lossy().into_owned());
        let values: Vec<Value> = values.map(|value| told(name, option, value)).collect();
        let from = match matches.value_source(id) {
            Some(ValueSource::CommandLine) => "flag",
            Some(ValueSource::EnvVariable) => "environment",
            _ if is_own_default(option, matches) => "default",
            _ => "file",
        };
        let list = matches!(option.get_action(), ArgAction::Append);
        let value = if list { Some(Value::Array(values)) } else { values.into_iter().next() };
        // Writing into a string cannot fail.
        let _ = match value {
            Some(Value::Array(list)) if list.is_empty() => writeln!(text, "# {name} is not set"),
            Some(value) => writeln!(text, "{name} = {value} # {from}"),
            None => writeln!(text, "# {name} is not set"),
        };
    }
    text
}

fn is_own_default(option: &Arg, matches: &ArgMatches) -> bool {
    let values = matches.get_raw(option.get_id().as_str()).into_iter().flatten();
    values.eq(option.get_default_values().iter().map(|value| value.as_os_str()))
}

fn told(name: &str, option: &Arg, value: String) -> Value {
    if name == "token" {
        return Value::String(HIDDEN.into());
    }
    if let Some((user, rest)) = value.rsplit_once('@').filter(|_| name == "store" && value.contains("://")) {
        let name = user.rsplit_once(':').map_or(user, |(name, _)| name);
        return Value::String(format!("{name}:{HIDDEN}@{rest}"));
    }
    let kind = option.get_value_parser().type_id();
    let number = kind == TypeId::of::<u32>() || kind == TypeId::of::<u64>();
    match value.parse() {
        Ok(whole) if number => Value::Integer(whole),
        _ => Value::String(value),
    }
}
