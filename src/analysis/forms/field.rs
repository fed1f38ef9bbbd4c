use crate::wire::{Field, How, Input, Length};

/// Steps in which hesitation and dwell are told, in ms: those of the recorder's own `field` rows.
pub const TENTH: u64 = 100;

/// What a visitor did in one form control, over all stays in it. Times in tenths of a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldUse {
    /// How often it had the focus.
    pub stays: u32,
    /// From the first focus to the first edit of that stay; the whole stay where there was none.
    pub hesitation: u32,
    /// How long it had the focus in all.
    pub dwell: u32,
    /// Edits.
    pub edits: u32,
    /// Those of them that took something away.
    pub corrections: u32,
    /// How often it was emptied and filled again; only the recorder knows, by its `field` rows.
    pub refills: u32,
    /// Stays in which it was edited: more than one, and the visitor came back to change it.
    pub filled: u32,
    /// How often it was found invalid.
    pub invalid: u32,
    /// About how long its value was at last, where the recorder told.
    pub length: Option<Length>,
    /// Whether it was empty when last left, where the recorder told.
    pub blank: Option<bool>,
}

/// One stay in a control.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stay {
    began: u64,
    first_edit: Option<u64>,
    ended: Option<u64>,
    edits: u32,
    corrections: u32,
    told: Option<Field>,
}

impl Stay {
    pub(super) fn new(began: u64) -> Self {
        Self { began, ..Self::default() }
    }

    pub(super) fn edit(&mut self, t: u64, input: &Input) {
        self.first_edit.get_or_insert(t);
        self.edits += 1;
        self.corrections += u32::from(input.how == How::Deleted);
    }

    pub(super) fn end(&mut self, t: u64) {
        self.ended.get_or_insert(t);
    }

    pub(super) fn over(&self) -> bool {
        self.ended.is_some() || self.told.is_some()
    }

    /// What the recorder says of the stay goes before what can be seen from outside: it saw every
    /// edit, with finer times.
    pub(super) fn tell(&mut self, field: Field) {
        self.told = Some(field);
    }

    pub(super) fn told(&self) -> bool {
        self.told.is_some()
    }

    /// The stay as the recorder would tell it, at `now` the latest.
    fn summary(&self, now: u64) -> Field {
        let tenths = |to: u64| u32::try_from(to.saturating_sub(self.began) / TENTH).unwrap_or(u32::MAX);
        let end = self.ended.unwrap_or(now);
        self.told.unwrap_or(Field {
            hesitation: tenths(self.first_edit.unwrap_or(end)),
            dwell: tenths(end),
            edits: self.edits,
            corrections: self.corrections,
            ..Field::default()
        })
    }
}

impl FieldUse {
    /// With one stay more.
    pub(super) fn plus(mut self, stay: &Stay, now: u64) -> Self {
        let summary = stay.summary(now);
        if self.stays == 0 {
            self.hesitation = summary.hesitation;
        }
        self.stays += 1;
        self.dwell = self.dwell.saturating_add(summary.dwell);
        self.edits = self.edits.saturating_add(summary.edits);
        self.corrections = self.corrections.saturating_add(summary.corrections);
        self.refills = self.refills.saturating_add(summary.refills);
        self.filled += u32::from(summary.edits > 0);
        if let Some(told) = stay.told {
            (self.length, self.blank) = (Some(told.length), Some(told.blank));
        }
        self
    }
}
