//! Pages beside the shop: the other ways to load the recorder.

use crate::Answer;

/// Collects what goes wrong on a page in `problems`, and counts the listeners at its window:
/// `listening()` all of them, `held(kind)` those of a kind. It stands first on the page, in a
/// block, so that it names nothing else.
const WATCH: &str = r#"{
const problems = (window.problems = []);
addEventListener("error", (event) => problems.push(`error: ${event.message ?? event.target?.outerHTML}`), true);
addEventListener("unhandledrejection", (event) => problems.push(`rejection: ${event.reason}`));
for (const level of ["error", "warn"]) {
  const told = console[level];
  console[level] = (...what) => {
    problems.push(`console.${level}: ${what.join(" ")}`);
    told.apply(console, what);
  };
}
const listeners = [];
const place = (kind, f, capture) => listeners.findIndex(([k, g, c]) => k == kind && g == f && c == capture);
const captures = (options) => Boolean(options?.capture ?? options);
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
EventTarget.prototype.addEventListener = function (kind, f, options) {
  const capture = captures(options);
  if ((this ?? window) === window && place(kind, f, capture) < 0) listeners.push([kind, f, capture]);
  return add.call(this ?? window, kind, f, options);
};
EventTarget.prototype.removeEventListener = function (kind, f, options) {
  const at = (this ?? window) === window ? place(kind, f, captures(options)) : -1;
  if (at >= 0) listeners.splice(at, 1);
  return remove.call(this ?? window, kind, f, options);
};
window.listening = () => listeners.length;
window.held = (kind) => listeners.filter(([k]) => k == kind).length;
}"#;

/// The script under `/e2e/watch.js`.
pub fn watch() -> Answer {
    Answer::Document { kind: "text/javascript", headers: vec![], text: WATCH.into() }
}

/// A page with a button, a field and much room to scroll, and with `head` at its head.
pub fn page(head: &str) -> Answer {
    page_with(head, vec![])
}

/// As [`page`], with further headers.
pub fn page_with(head: &str, headers: Vec<(&'static str, String)>) -> Answer {
    let body = "<button id=\"press\" type=\"button\">Press</button>
        <input id=\"nickname\" name=\"nickname\" aria-label=\"Nickname\">";
    document(head, body, headers)
}

/// A page with much room to scroll, and with this head and body.
pub fn page_of(head: &str, body: &str) -> Answer {
    document(head, body, vec![])
}

fn document(head: &str, body: &str, headers: Vec<(&'static str, String)>) -> Answer {
    let text = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title>
        <script src=\"/e2e/watch.js\"></script>
        {head}</head>
        <body style=\"height: 3000px\">{body}</body></html>"
    );
    Answer::Document { kind: "text/html; charset=utf-8", headers, text }
}

/// A page without anything: cookies are deleted from it.
pub fn blank() -> Answer {
    Answer::Document { kind: "text/html", headers: vec![], text: "<!doctype html><title>Blank</title>".into() }
}

/// A page with the watching script before everything else in its head.
pub(crate) fn with_watch(page: &str) -> String {
    page.replacen("<head>", "<head><script src=\"/e2e/watch.js\"></script>", 1)
}
