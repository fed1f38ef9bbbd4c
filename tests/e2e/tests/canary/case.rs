//! One case: a page, what the visitor does there, and what may be told of it.

use fantoccini::key::Key;

/// Typed as the secret. No four of its characters in a row stand anywhere else.
pub(super) const CANARY: &str = "Vx9#Qz7é!Kw3Jp";
/// Another, of another length: what is told must not differ.
pub(super) const OTHER: &str = "m5";

/// Something that the visitor, or a script of the page, does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Clicks the middle of an element.
    Click(&'static str),
    /// Types the secret into what has the focus.
    Secret,
    /// Types a text.
    Write(&'static str),
    /// Presses keys.
    Press(&'static [Key]),
    /// A letter with control held.
    Control(char),
    /// Clicks the keys of an on-screen keypad that spell the secret's digits: `#key-7`.
    Pad,
    /// Runs a script; `SECRET` in it is the secret.
    Run(&'static str),
    /// Loads the page again.
    Reload,
    /// Goes to another page and back.
    Away,
}

/// What beside the absence of the secret must hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Told {
    /// Nothing but focus and blur of any field but the control, and the same for another secret.
    Presence,
    /// The same, perhaps not even of the control: options hide it.
    Page,
    /// Keys of an open field are told by their class.
    Classes,
    /// Nothing is sent at all.
    Nothing,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    /// As in the list of threats.
    pub(super) id: &'static str,
    /// In a few words.
    pub(super) what: &'a str,
    pub(super) body: &'a str,
    /// The framework whose login form stands on the page, if any.
    pub(super) framework: Option<&'static str>,
    pub(super) steps: &'a [Step],
    pub(super) told: Told,
    /// Fields beside the control of whose keys must be told.
    pub(super) open: &'static [&'static str],
    /// Options beside the endpoint, as JavaScript.
    pub(super) options: &'a str,
    /// It is compared in wasm, and so may lie in its memory for a while.
    pub(super) transient: bool,
    /// Engines in which it cannot be produced, and why.
    pub(super) except: &'static [(&'static str, &'static str)],
}

impl<'a> Case<'a> {
    pub(super) const fn new(id: &'static str, what: &'a str, body: &'a str, steps: &'a [Step]) -> Self {
        Self {
            id,
            what,
            body,
            framework: None,
            steps,
            told: Told::Presence,
            open: &[],
            options: "",
            transient: false,
            except: &[],
        }
    }

    /// On the login form that a framework built.
    pub(super) const fn built(id: &'static str, what: &'a str, framework: &'static str, steps: &'a [Step]) -> Self {
        Self { framework: Some(framework), ..Self::new(id, what, "<div id=app></div>", steps) }
    }

    pub(super) const fn open(self, open: &'static [&'static str]) -> Self {
        Self { open, ..self }
    }

    pub(super) const fn told(self, told: Told) -> Self {
        Self { told, ..self }
    }

    pub(super) const fn with(self, options: &'a str) -> Self {
        Self { options, ..self }
    }

    pub(super) const fn transient(self) -> Self {
        Self { transient: true, ..self }
    }

    /// Where the script of the framework's form is served.
    pub(super) fn script(&self) -> Option<String> {
        self.framework.map(|framework| format!("/e2e/{framework}.js"))
    }

    /// The page: memories of wasm are caught, the recorder starts, a control field stands first.
    pub(super) fn page(&self, secret: &str) -> String {
        let options = if self.options.is_empty() { String::new() } else { format!(", {}", self.options) };
        let mut body = self.body.replace("SECRET", secret);
        if let Some(script) = self.script() {
            body += &format!("<script src={script}></script>");
        }
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><script src=/e2e/watch.js></script>
            <script>
            window.memories = [];
            const instantiate = WebAssembly.instantiate;
            WebAssembly.instantiate = async (...given) => {{
                const made = await instantiate(...given);
                memories.push((made.instance ?? made).exports.memory);
                return made;
            }};
            </script>
            <script type=module>
            import {{ start }} from '/pkg/index.js';
            window.started = start({{ endpoint: '/v1/frames', interval: 60000{options} }});
            window.recorder = await started;
            </script>
            <body style='height: 2000px'><p><input id=control aria-label=Town> <button id=show type=button>Show</button></p>
            {body}</body></html>"
        )
    }
}
