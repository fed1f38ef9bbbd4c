use alloc::string::String;

use super::edge;
use crate::privacy::{self, Element, Verdict};
use crate::text::split;
use crate::wire::{Encoder, FieldKind, MAX_NAME, Target, TargetNo};

/// An element as its markup describes it, and what may be observed of it.
pub(crate) struct Seen {
    node: web_sys::Element,
    /// Lines: flags, tag, type, autocomplete, name, id, class.
    facts: String,
}

impl Seen {
    /// Looks at an element; a secret field is marked for good.
    pub(crate) fn new(node: web_sys::Element) -> Self {
        let seen = Self { facts: edge::facts(&node), node };
        if seen.verdict() == Verdict::Presence {
            edge::mark(&seen.node);
        }
        seen
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        split(&self.facts, |byte| byte == b'\n')
    }

    fn element(&self) -> Element<'_> {
        let mut lines = self.lines();
        let mut line = || lines.next().unwrap_or_default();
        let flags = line().as_bytes();
        let (editable, host, ever_secret) = (flags.contains(&b'e'), flags.contains(&b'h'), flags.contains(&b's'));
        let (tag, kind, autocomplete, name, id) = (line(), line(), line(), line(), line());
        Element { tag, kind, autocomplete, name, id, editable, host, ever_secret }
    }

    pub(crate) fn verdict(&self) -> Verdict {
        privacy::verdict(&self.element())
    }

    pub(crate) fn field(&self) -> FieldKind {
        if self.verdict() == Verdict::Presence { FieldKind::Password } else { self.element().field() }
    }

    pub(crate) fn node(&self) -> &web_sys::Element {
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
        let element = self.element();
        let field = self.field();
        encoder.target(&Target {
            tag: if element.tag.len() > MAX_NAME { "" } else { element.tag },
            id: privacy::token(element.id),
            classes: &privacy::classes(self.lines().last().unwrap_or_default()),
            name: if field == FieldKind::None { "" } else { privacy::token(element.name) },
            field,
        })
    }
}
