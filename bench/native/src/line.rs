//! What a line of a recorded visit says.

use desireline::path::Place;
use desireline::wire::{FieldKind, KeyClass};
use serde_json::Value;

/// Where a `pointermove` says that the pointer was.
pub(crate) fn places(line: &Value) -> Vec<Place> {
    let coalesced = line["coalesced"].as_array().filter(|all| !all.is_empty());
    coalesced.map_or_else(
        || vec![place(line["t"].as_f64(), line["x"].as_f64(), line["y"].as_f64())],
        |all| all.iter().map(|one| place(one[0].as_f64(), one[1].as_f64(), one[2].as_f64())).collect(),
    )
}

/// Where a page was recorded.
pub(crate) fn url(page: &Value) -> String {
    format!("http://127.0.0.1:40311{}", page["path"].as_str().unwrap_or_default())
}

fn place(t: Option<f64>, x: Option<f64>, y: Option<f64>) -> Place {
    let whole = |value: Option<f64>| value.unwrap_or(0.0).round() as i32;
    Place { t: t.unwrap_or(0.0) as u64, x: whole(x), y: whole(y) }
}

/// What sort of key a line names.
pub(crate) fn class(name: &str) -> KeyClass {
    match name {
        "letter" => KeyClass::Letter,
        "digit" => KeyClass::Digit,
        "edit" => KeyClass::Edit,
        "navigation" => KeyClass::Navigation,
        "modifier" => KeyClass::Modifier,
        "enter" => KeyClass::Enter,
        "shortcut" => KeyClass::Shortcut,
        _ => KeyClass::Other,
    }
}

/// What sort of form control a target is.
pub(crate) fn field(tag: &str, input: &str) -> FieldKind {
    match (tag, input) {
        ("input", "password") => FieldKind::Password,
        ("input", "email") => FieldKind::Email,
        ("input", "checkbox") => FieldKind::Checkbox,
        ("input", _) => FieldKind::Text,
        ("button", _) => FieldKind::Button,
        ("select", _) => FieldKind::Select,
        ("textarea", _) => FieldKind::Textarea,
        _ => FieldKind::None,
    }
}
