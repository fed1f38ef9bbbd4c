//! wasm-bindgen's glue, and what it uses of the wasm.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// How the glue names the exports of its wasm.
const EXPORTS: &str = "wasm.";

/// Every `wasm.NAME` of the glue, in order and once.
pub(super) fn exports_in(glue: &str) -> BTreeSet<&str> {
    let starts = glue.match_indices(EXPORTS).filter(|(at, _)| !glue[..*at].ends_with(is_name_char));
    let names = starts.map(|(at, dot)| {
        let rest = &glue[at + dot.len()..];
        &rest[..rest.find(|c| !is_name_char(c)).unwrap_or(rest.len())]
    });
    names.filter(|name| !name.is_empty()).collect()
}

pub(super) fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// The roots for `wasm-metadce`: exports that JavaScript reads. The others, such as a `free` that
/// nothing calls, keep code alive for nobody.
pub(super) fn used_exports(names: &BTreeSet<&str>) -> String {
    let root = json!({ "name": "glue", "root": true, "reaches": names });
    let nodes = names.iter().map(|name| json!({ "name": name, "export": name }));
    Value::Array([root].into_iter().chain(nodes).collect()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_found_where_the_glue_reads_them() {
        let glue = "wasm.start(o); x(wasm.memory.buffer); notwasm.no(); './a_bg.wasm'; wasm.start();";
        assert_eq!(exports_in(glue), BTreeSet::from(["start", "memory"]));
    }

    #[test]
    fn the_graph_reaches_every_used_export() {
        let graph: Value = serde_json::from_str(&used_exports(&exports_in("wasm.b(wasm.a)"))).unwrap();
        assert_eq!(graph[0]["reaches"], json!(["a", "b"]));
        assert_eq!(graph[2], json!({ "name": "b", "export": "b" }));
    }
}
