//! Short names between wasm and glue.
//!
//! wasm-bindgen names each import after its function and a hash (`__wbg_clientX_7207eed549b03753`)
//! and the hash stands in both files, where no compressor can shorten it. Binaryen renames both
//! imports and exports and prints a map; the glue follows that map here. Every name must be found
//! where it is expected: a glue that has changed its form fails the build, not the visitor.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::glue::{exports_in, is_name_char};

/// wasm-bindgen's own module within the glue; every other one is a snippet of JavaScript.
const GLUE_OBJECT: &str = "import0";
/// What `--minify-imports-and-exports-and-modules` calls the one module that it leaves.
const NEW_MODULE: &str = "a";

/// Old and new names, as binaryen prints them.
#[derive(Debug)]
pub(super) struct Map {
    imports: Vec<Import>,
    /// Old and new.
    exports: Vec<(String, String)>,
}

#[derive(Debug)]
struct Import {
    module: String,
    old: String,
    new: String,
}

impl Map {
    /// Reads `{"imports": [["module", "old", "new"]], "exports": [["old", "new"]]}`.
    pub(super) fn parse(json: &str) -> Result<Self> {
        let map: Value = serde_json::from_str(json).context("binaryen's map of names is no JSON")?;
        let changed = "binaryen's map of names has changed its form";
        let imports: Vec<[String; 3]> = serde_json::from_value(map["imports"].clone()).context(changed)?;
        let exports: Vec<[String; 2]> = serde_json::from_value(map["exports"].clone()).context(changed)?;
        Ok(Self {
            imports: imports.into_iter().map(|[module, old, new]| Import { module, old, new }).collect(),
            exports: exports.into_iter().map(|[old, new]| (old, new)).collect(),
        })
    }
}

/// Renames in the glue what the map renames in the wasm, and leaves out imports that the wasm has
/// lost on the way.
///
/// # Errors
/// A name that is not where it should be, or one that the glue reads and the wasm has not.
pub(super) fn shorten(glue: &str, map: &Map) -> Result<String> {
    for name in exports_in(glue) {
        ensure!(map.exports.iter().any(|(old, _)| old == name), "the glue reads wasm.{name}, which the wasm lacks");
    }
    Ok(rename_exports(&rename_imports(glue, &map.imports)?, &map.exports))
}

/// The glue's imports are one object of functions, and one object of modules with that object and
/// the snippets in it. The wasm now knows one module alone, so the snippets' functions move into it.
fn rename_imports(text: &str, imports: &[Import]) -> Result<String> {
    let [head, functions, between, modules, tail] = parts(text)?;
    let modules = modules.lines().map(module_line).collect::<Result<Vec<_>>>()?;
    let object = |module: &str| modules.iter().find(|(name, _)| *name == module).map(|(_, object)| *object);
    let of_glue = |import: &Import| object(&import.module) == Some(GLUE_OBJECT);

    let (mut out, seen) = kept_functions(functions, |name| {
        imports.iter().find(|import| import.old == name && of_glue(import)).map(|import| import.new.as_str())
    });
    let wanted = imports.iter().filter(|import| of_glue(import)).count();
    ensure!(seen == wanted, "the glue has {seen} of the {wanted} functions that the wasm asks for");
    for Import { module, old, new } in imports.iter().filter(|import| !of_glue(import)) {
        let object = object(module).with_context(|| format!("the wasm imports from {module}, which the glue lacks"))?;
        out.push_str(&format!("        {new}: {object}.{old},\n"));
    }
    Ok(format!("{head}{out}{between}        \"{NEW_MODULE}\": {GLUE_OBJECT},\n{tail}"))
}

/// Text before, entries of the functions, text between, entries of the modules, text after.
fn parts(text: &str) -> Result<[&str; 5]> {
    let changed = "wasm-bindgen's glue has changed the form of its imports";
    let cut = |from: usize, mark: &str| text[from..].find(mark).map(|at| from + at).context(changed);
    let open = |from: usize, mark: &str| cut(from, mark).map(|at| at + mark.len());
    let functions = open(0, "    const import0 = {\n        __proto__: null,\n")?;
    let functions_end = cut(functions, "    };\n")?;
    let modules = open(functions_end, "    return {\n        __proto__: null,\n")?;
    let modules_end = cut(modules, "    };\n")?;
    let cuts = [0, functions, functions_end, modules, modules_end, text.len()];
    Ok(std::array::from_fn(|part| &text[cuts[part]..cuts[part + 1]]))
}

/// `"MODULE": OBJECT,`
fn module_line(line: &str) -> Result<(&str, &str)> {
    let inner = line.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix(','));
    inner.and_then(|inner| inner.split_once("\": ")).with_context(|| format!("an import module in the form `{line}`"))
}

/// The entries that have a new name, under that name, and their number. An entry begins at its
/// depth with `NAME: function(`.
fn kept_functions<'a>(entries: &str, new_name: impl Fn(&str) -> Option<&'a str>) -> (String, usize) {
    let (mut kept, mut seen, mut keep) = (String::new(), 0, false);
    for line in entries.split_inclusive('\n') {
        match line.strip_prefix("        ").and_then(entry_head) {
            Some((name, function)) => {
                let new = new_name(name);
                keep = new.is_some();
                if let Some(new) = new {
                    seen += 1;
                    kept.push_str(&format!("        {new}{function}"));
                }
            }
            None if keep => kept.push_str(line),
            None => {}
        }
    }
    (kept, seen)
}

/// Splits `NAME: function(…` before the colon.
fn entry_head(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c| !is_name_char(c))?;
    let (name, function) = line.split_at(end);
    (!name.is_empty() && function.starts_with(": function(")).then_some((name, function))
}

/// In one pass: a new name may be the old name of another export.
fn rename_exports(text: &str, exports: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("wasm.") {
        let (before, after) = rest.split_at(at + "wasm.".len());
        let end = after.find(|c| !is_name_char(c)).unwrap_or(after.len());
        let (name, tail) = after.split_at(end);
        let whole = !before[..at].ends_with(is_name_char);
        let new = exports.iter().find(|(old, _)| whole && old == name).map_or(name, |(_, new)| new);
        out.push_str(before);
        out.push_str(new);
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"import * as import1 from "./snippets/edge.js"
export function start(o) { wasm.start(o); wasm.a(); }
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_clientX_72: function(arg0) {
            return wasm.memory.buffer;
        },
        __wbg_clientX_729: function() { return handleError(function (arg0) {
        }, arguments); },
    };
    return {
        __proto__: null,
        "./desireline_bg.js": import0,
        "./snippets/edge.js": import1,
    };
}
"#;
    const MAP: &str = r#"{
        "imports": [
            ["./desireline_bg.js", "__wbg_clientX_72", "a"], ["./desireline_bg.js", "__wbg_clientX_729", "b"],
            ["./snippets/edge.js", "post", "c"]
        ],
        "exports": [["start", "a"], ["memory", "c"], ["a", "d"]]
    }"#;

    fn shortened(glue: &str) -> Result<String> {
        shorten(glue, &Map::parse(MAP).unwrap())
    }

    #[test]
    fn imports_exports_and_module_get_their_new_names() {
        let text = shortened(GLUE).unwrap();
        assert!(text.contains("export function start(o) { wasm.a(o); wasm.d(); }"), "{text}");
        assert!(text.contains("\n        a: function(arg0) {\n            return wasm.c.buffer;"), "{text}");
        assert!(text.contains("\n        b: function() { return handleError("), "{text}");
        assert!(text.contains("\n        c: import1.post,\n    };"), "{text}");
        assert!(text.contains("null,\n        \"a\": import0,\n    };\n}"), "{text}");
        assert!(!text.contains("__wbg_clientX"), "{text}");
    }

    #[test]
    fn an_import_that_the_glue_lacks_fails() {
        let missing = GLUE.replace("__wbg_clientX_72:", "__wbg_other:");
        assert!(shortened(&missing).unwrap_err().to_string().contains("1 of the 2 functions"));
        let missing = GLUE.replace("\"./snippets/edge.js\": import1,", "\"./snippets/new.js\": import1,");
        assert!(shortened(&missing).unwrap_err().to_string().contains("./snippets/edge.js, which the glue lacks"));
    }

    #[test]
    fn an_import_that_the_wasm_has_lost_leaves_the_glue() {
        let lost = MAP.replace(r#", ["./desireline_bg.js", "__wbg_clientX_729", "b"]"#, "");
        let text = shorten(GLUE, &Map::parse(&lost).unwrap()).unwrap();
        assert!(text.contains("        a: function(arg0) {"), "{text}");
        assert!(!text.contains("handleError"), "{text}");
    }

    #[test]
    fn a_glue_of_another_form_fails() {
        shortened(&GLUE.replace("./desireline_bg.js", "./other.js")).unwrap_err();
        shortened(&GLUE.replace("__proto__: null,\n        __wbg", "__wbg")).unwrap_err();
        shortened(&GLUE.replace("import0,", "import0, more")).unwrap_err();
    }

    #[test]
    fn an_export_that_the_wasm_lacks_fails() {
        let more = GLUE.replace("wasm.memory", "wasm.gone");
        assert_eq!(shortened(&more).unwrap_err().to_string(), "the glue reads wasm.gone, which the wasm lacks");
    }

    #[test]
    fn an_unexpected_map_fails() {
        Map::parse("[]").unwrap_err();
        Map::parse(r#"{"imports": []}"#).unwrap_err();
        Map::parse(r#"{"imports": [["a", "b"]], "exports": []}"#).unwrap_err();
    }
}
