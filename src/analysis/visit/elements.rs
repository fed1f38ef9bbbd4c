use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use alloc::{format, string::ToString};

use serde::{Serialize, Serializer};

use crate::analysis::identity;
use crate::wire::{FieldKind, Target};

/// An element of the page. In JSON its fields stand among those of what it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(Arc<Named>);

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Named {
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field_type: Option<FieldKind>,
}

impl Element {
    /// As `button#buy`.
    pub fn target(&self) -> &str {
        &self.0.target
    }

    /// Which of several alike: 6 hexadecimal digits; none where its `id` says it.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// For a form control: its `name`.
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// For a form control: what sort it is.
    pub fn field_type(&self) -> Option<FieldKind> {
        self.0.field_type
    }
}

impl Serialize for Element {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Every element once, however often it is spoken of: a name is longer than an event.
#[derive(Debug, Default)]
pub(super) struct Elements(
    /// By identity, ascending.
    Vec<(u32, Element)>,
);

impl Elements {
    /// Takes an element, and gives its identity.
    pub(super) fn know(&mut self, target: &Target<'_>) -> u32 {
        let who = identity(target);
        if let Err(at) = self.find(who) {
            let control = target.field != FieldKind::None;
            let named = Named {
                target: target.describe(),
                path: (target.path != 0).then(|| format!("{:06x}", target.path)),
                field: Some(target.name).filter(|name| control && !name.is_empty()).map(ToString::to_string),
                field_type: Some(target.field).filter(|_| control),
            };
            self.0.insert(at, (who, Element(Arc::new(named))));
        }
        who
    }

    pub(super) fn get(&self, who: u32) -> Option<Element> {
        self.find(who).ok().map(|at| self.0[at].1.clone())
    }

    fn find(&self, who: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&who, |known| known.0)
    }
}
