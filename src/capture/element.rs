use alloc::string::String;

use super::edge;
use crate::privacy::{self, Element, Verdict};
use crate::text::next_part;
use crate::wire::{Encoder, FieldKind, Target, TargetNo};

/// An element as its markup describes it, and what may be observed of it.
pub(crate) struct Seen {
    node: super::dom::Element,
    /// Lines: flags, tag, type, autocomplete, name, id, class, role, inputmode, maxlength, hints.
    facts: String,
    verdict: Verdict,
}

impl Seen {
    /// Looks at an element; a secret field is marked for good.
    pub(crate) fn new(node: super::dom::Element) -> Self {
        let facts = edge::facts(&node);
        let element = element(&facts);
        let verdict = privacy::verdict(&element);
        // What a site masks is secret where it is, and nowhere else.
        if verdict == Verdict::Presence && !element.masked {
            edge::mark(&node);
        }
        Self { node, facts, verdict }
    }

    pub(crate) fn verdict(&self) -> Verdict {
        self.verdict
    }

    pub(crate) fn field(&self) -> FieldKind {
        if self.verdict == Verdict::Presence { FieldKind::Password } else { element(&self.facts).field() }
    }

    pub(crate) fn node(&self) -> &super::dom::Element {
        &self.node
    }

    /// The number by which events refer to the element in the open frame. It is described there
    /// the first time; once the frame has no room for another it has none.
    pub(crate) fn number(&self, encoder: &mut Encoder) -> TargetNo {
        match edge::known(&self.node) {
            0 => {
                let number = self.describe(encoder).unwrap_or_default();
                edge::know(&self.node, number.0);
                number
            }
            number => TargetNo(number),
        }
    }

    fn describe(&self, encoder: &mut Encoder) -> Option<TargetNo> {
        let element = element(&self.facts);
        let field = self.field();
        encoder.target(&Target {
            tag: element.tag,
            id: privacy::token(element.id),
            classes: &privacy::classes(element.classes),
            name: if field == FieldKind::None { "" } else { privacy::token(element.name) },
            role: privacy::token(element.role),
            path: privacy::way(&edge::way(&self.node)),
            field,
        })
    }
}

/// The element that facts describe.
fn element(facts: &str) -> Element<'_> {
    let mut rest = facts;
    let mut line = || next_part(&mut rest, b"\n").unwrap_or_default();
    let flags = line();
    let flag = |flag| flags.bytes().any(|byte| byte == flag);
    let (editable, host, ever_secret, masked, veiled) = (flag(b'e'), flag(b'h'), flag(b's'), flag(b'm'), flag(b'v'));
    let (tag, kind, autocomplete, name, id) = (line(), line(), line(), line(), line());
    let (classes, role, inputmode, maxlength, hints) = (line(), line(), line(), line(), line());
    Element {
        tag,
        kind,
        autocomplete,
        name,
        id,
        classes,
        role,
        inputmode,
        maxlength,
        hints,
        editable,
        host,
        ever_secret,
        masked,
        veiled,
    }
}
