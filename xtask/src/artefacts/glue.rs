//! wasm-bindgen's glue: what it uses of the wasm, and a smaller way in.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use serde_json::{Value, json};

/// How the glue names the exports of its wasm.
const EXPORTS: &str = "wasm.";

/// The two functions that every way of loading comes down to. With these a loader instantiates
/// the wasm itself, and the bundler leaves out wasm-bindgen's general one (0.4 kB of brotli).
const WAY_IN: &str = "\nexport { __wbg_get_imports as imports, __wbg_finalize_init as finish };\n";

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

/// The roots for `wasm-metadce`: exports that the glue reads. The others, such as a `free` that
/// nothing calls, keep code alive for nobody.
pub(super) fn used_exports(glue: &str) -> String {
    let names = exports_in(glue);
    let root = json!({ "name": "glue", "root": true, "reaches": names });
    let nodes = names.iter().map(|name| json!({ "name": name, "export": name }));
    Value::Array([root].into_iter().chain(nodes).collect()).to_string()
}

/// Adds the exports `imports()` and `finish(instance, module)` for the loaders in `pkg/src`.
///
/// # Errors
/// The glue has no such functions, so wasm-bindgen has changed.
pub(super) fn expose(glue: &str) -> Result<String> {
    for head in ["function __wbg_get_imports() {", "function __wbg_finalize_init(instance, module) {"] {
        if !glue.contains(head) {
            bail!("wasm-bindgen's glue has no `{head}`: xtask/src/artefacts/glue.rs must follow its new form");
        }
    }
    Ok(format!("{glue}{WAY_IN}"))
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
        let graph: Value = serde_json::from_str(&used_exports("wasm.b(wasm.a)")).unwrap();
        assert_eq!(graph[0]["reaches"], json!(["a", "b"]));
        assert_eq!(graph[2], json!({ "name": "b", "export": "b" }));
    }

    #[test]
    fn a_new_form_of_the_glue_is_noticed() {
        assert!(expose("function init() {}").unwrap_err().to_string().contains("__wbg_get_imports"));
    }
}
