//! The privacy rules, each with the edit that removes it.

/// A rule, and what must go red without it.
#[derive(Debug)]
pub(super) struct Rule {
    /// In a few words.
    pub(super) what: &'static str,
    /// From the repository.
    pub(super) file: &'static str,
    /// This, which stands there once,
    pub(super) from: &'static str,
    /// becomes that.
    pub(super) to: &'static str,
    /// The canary case, or the end-to-end tests of a name with `::`; none: the unit tests.
    pub(super) case: Option<&'static str>,
}

impl Rule {
    pub(super) fn red(&self) -> String {
        match self.case {
            None => "unit tests".into(),
            Some(name) if name.contains("::") => format!("`{name}`"),
            Some(case) => format!("case {case}"),
        }
    }
}

const VERDICT: &str = "src/privacy/verdict.rs";
const SECRET: &str = "src/privacy/secret.rs";
const KEY: &str = "src/privacy/key.rs";
const URL: &str = "src/privacy/url.rs";
const TOKEN: &str = "src/privacy/token.rs";
const EDGE: &str = "src/capture/edge.js";
const AROUND: &str = "src/capture/around.js";
const LOADER: &str = "pkg/src/recorder.js";
const KEEP: &str = "src/capture/keep.js";
const CHARACTERS: &str = "pkg/src/keys.js";
const OUTCOMES: &str = "pkg/src/outcomes.js";

const BROWSER: &str = "consent::follows_browser_and_site";

const fn unit(what: &'static str, file: &'static str, from: &'static str, to: &'static str) -> Rule {
    Rule { what, file, from, to, case: None }
}

const fn seen(
    case: &'static str,
    what: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
) -> Rule {
    Rule { what, file, from, to, case: Some(case) }
}

pub(super) const RULES: &[Rule] = &[
    unit("a password field is secret", VERDICT, "|| self.kind == \"password\"", ""),
    unit("once secret, always secret", VERDICT, "self.ever_secret\n            || self.veiled", "self.veiled"),
    unit("a veiled field is secret", VERDICT, "            || self.veiled\n", ""),
    unit("a short field of digits is a code", VERDICT, "            || self.is_code()\n", ""),
    unit("`autocomplete` names secrets", VERDICT, "            || secret::autocomplete(self.autocomplete)\n", ""),
    unit("the name names secrets", VERDICT, "            || secret::named(self.name)\n", ""),
    unit("the id names secrets", VERDICT, "            || secret::named(self.id)\n", ""),
    unit("labels name secrets", VERDICT, "            || secret::named(self.hints)", ""),
    unit("a masked field tells presence only", VERDICT, "element.masked || element.secret()", "element.secret()"),
    unit("custom elements are unknown", VERDICT, "_ if custom || foreign", "_ if foreign"),
    unit("frames and plug-ins are unknown", VERDICT, "custom || foreign || element.host", "custom || element.host"),
    unit("hosts of shadow roots are unknown", VERDICT, " || element.host => ", " => "),
    unit("hidden inputs are nothing", VERDICT, "element.kind == \"hidden\" && element.tag == \"input\"", "false"),
    unit("cards are secret", SECRET, "if card || place", "if place"),
    unit("tokens count at any place", SECRET, " || place(AUTOCOMPLETE, given).is_some()", ""),
    unit(
        "words count anywhere in a name",
        SECRET,
        "if holds(text.as_bytes(), part)",
        "if false && holds(text.as_bytes(), part)",
    ),
    unit(
        "short words count by themselves",
        SECRET,
        ".any(|word| place(WORDS, word).is_some())",
        ".any(|word| word.is_empty())",
    ),
    unit(
        "no letters outside a known field",
        KEY,
        "            verdict >= Verdict::Class",
        "            verdict >= Verdict::Control",
    ),
    unit("no keys at all at a secret field", KEY, "=> verdict >= Verdict::Control", "=> verdict >= Verdict::Nothing"),
    unit("no query and no hash", URL, "cut(rest, b\"?#\")", "(rest, \"\")"),
    unit("no user name", URL, "if host.is_empty() { user } else { host }", "authority"),
    unit("id-like segments are cut", URL, "if id_like(segment) { \"*\" } else { segment }", "segment"),
    unit("no numbers in words of the markup", TOKEN, " && digits_in_a_row(bytes) < ID_DIGITS", ""),
    unit("only plain words of the markup", TOKEN, "fits && bytes.iter().all(plain) &&", "fits &&"),
    seen("P2", "marked fields stay marked", EDGE, "(secrets.has(element) ? \"s\" : \"\")", "\"\""),
    seen("L1", "no parameter that is not allowed", AROUND, "parameters.includes(name) && ", ""),
    seen("L1", "no hash", AROUND, "(hash && ROUTE.test(url.hash) ? url.hash : \"\")", "url.hash"),
    seen("P3", "what takes a field's place is secret", AROUND, "said, location.pathname + way", "said, \"\" && way"),
    seen(
        "P5",
        "a copy is secret",
        AROUND,
        "attribute(element, \"name\"), said, location",
        "attribute(element, \"name\"), \"\", location",
    ),
    seen(
        "P8",
        "what labels a field is asked",
        AROUND,
        "return [veiled ? \"v\" : \"\", said]",
        "return [veiled ? \"v\" : \"\", \"\"]",
    ),
    seen("P9", "the style is asked", AROUND, "return [veiled ? \"v\" : \"\"", "return [\"\""),
    seen("K4", "keypads are known", AROUND, "hidden ||= keypad(it);", ";"),
    seen("K5", "blocked regions", AROUND, "hidden ||= is(it, block);", ""),
    seen("L7", "selectors of the site", AROUND, "${selectors[at] ? \",\" + selectors[at] : \"\"}", ""),
    seen("L8", "consent that is pending holds frames", KEEP, "entry.held ? entry.held.push(go) : go()", "go()"),
    seen("L8", "no consent, no recording", EDGE, "consent == \"denied\" ||", ""),
    seen("L8", "pending consent keeps nothing", LOADER, "consent == \"granted\" && cookie", "cookie"),
    seen("L8", "an opt-out lasts", EDGE, "pairs().includes(name + \"=off\"),", "false,"),
    seen("L8", "revoking drops what waits", KEEP, "  entry.held = [];\n", ""),
    seen(BROWSER, "Global Privacy Control is followed", EDGE, "(gpc && navigator.globalPrivacyControl) ||", ""),
    seen(BROWSER, "Do Not Track is followed where the site says so", EDGE, "(dnt && navigator.doNotTrack == 1) ||", ""),
    seen(
        BROWSER,
        "only the share of sessions that the site says",
        LOADER,
        "    if (parseInt(known, 16) >= sample * 2 ** 128) return;\n",
        "",
    ),
    seen("outcomes::", "no attempt is kept without consent", OUTCOMES, "entry.kept && !entry.held", "true"),
    seen("keys::", "no digit is told as a character", CHARACTERS, "[^\\p{N}\\p{C}]", "[^\\p{C}]"),
    seen(
        "keys::",
        "characters only in fields that the site names",
        CHARACTERS,
        " || !event.composedPath().some((element) => matches(element, selector))",
        "",
    ),
    seen("framed::", "frames of another origin's page", EDGE, "    (!partitioned && foreign()) ||\n", ""),
    seen("L9", "a prerendered page is no visit", LOADER, "    await shown();\n", ""),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::RULES;

    #[test]
    fn every_rule_stands_once_where_it_is_said_to() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask has a place");
        for rule in RULES {
            let text = fs::read_to_string(root.join(rule.file)).expect("its file is there");
            assert_eq!(text.matches(rule.from).count(), 1, "{}: `{}` in {}", rule.what, rule.from, rule.file);
        }
    }
}
