//! Forms: where visitors hesitate, correct and give up. Counts and times only.

mod field;

use alloc::vec::Vec;

use crate::wire::{Event, FieldKind, FormResult};
use field::Stay;
pub use field::{FieldUse, TENTH};

/// Most form controls of a page that are told apart: each is looked for in a list. Forms of more are
/// generated.
pub const MAX_FIELDS: usize = 256;
/// Most forms of a page.
pub const MAX_FORMS: usize = 64;
/// Within how many ms controls found invalid are one refused attempt: the browser finds all in one
/// task.
pub const ONE_CHECK: u64 = 200;

/// How one form went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The form's identity; 0 as long as nothing names it: frames say of no control to which form it
    /// belongs, so that controls belong to the form that is next submitted or reported on.
    pub who: u32,
    /// Its controls, in the order in which they first had the focus: identities.
    pub fields: Vec<u32>,
    /// The one that had the focus last.
    pub last: Option<u32>,
    /// How often it was submitted.
    pub submits: u32,
    /// How often the browser refused, since a control was invalid.
    pub refused: u32,
    /// How often it was reset.
    pub resets: u32,
    /// What the site told: how often the visitor tried, …
    pub attempts: u32,
    /// … how often it was taken, …
    pub successes: u32,
    /// … and how often it was not.
    pub failures: u32,
    /// It was worked on after it was last submitted.
    pub open: bool,
}

/// The forms of one page, event by event.
///
/// ```
/// use desireline::analysis::forms::Forms;
/// use desireline::wire::{Blur, Event, FieldKind, Focus, Input, Submit};
/// let (mut forms, email, form) = (Forms::default(), 7, 8);
/// forms.feed(1_000, email, FieldKind::Email, &Event::Focus(Focus::default()));
/// forms.feed(2_500, email, FieldKind::Email, &Event::Input(Input::default()));
/// forms.feed(4_000, email, FieldKind::Email, &Event::Blur(Blur::default()));
/// forms.feed(5_000, form, FieldKind::None, &Event::Submit(Submit::default()));
/// let (who, used) = forms.fields(5_000).next().unwrap();
/// assert_eq!((who, used.hesitation, used.dwell, used.edits), (email, 15, 30, 1));
/// assert_eq!((forms.forms()[0].who, forms.forms()[0].submits), (form, 1));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Forms {
    fields: Vec<Control>,
    forms: Vec<Form>,
    /// The form that was worked on last: its place in the list.
    current: usize,
    checked: Option<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Control {
    who: u32,
    /// The place of its form.
    form: usize,
    used: FieldUse,
    /// The last stay, which a `field` row may still correct.
    stay: Option<Stay>,
}

impl Forms {
    /// The next event: when, the identity of its element and what sort of control that is, and what
    /// happened.
    pub fn feed(&mut self, t: u64, who: u32, kind: FieldKind, event: &Event<'_>) {
        match event {
            Event::Submit(_) => self.form(who, |form| {
                form.submits += 1;
                form.open = false;
            }),
            Event::Reset(_) => self.form(who, |form| form.resets += 1),
            Event::Outcome(outcome) => self.form(who, |form| match outcome.result {
                FormResult::Attempt => form.attempts += 1,
                FormResult::Success => (form.successes, form.open) = (form.successes + 1, false),
                FormResult::Failure => form.failures += 1,
            }),
            // Buttons are pressed, not filled in.
            _ if who != 0 && !matches!(kind, FieldKind::None | FieldKind::Button) => self.field(t, who, event),
            _ => {}
        }
    }

    /// Each control: its identity, and what was done in it until `now`.
    pub fn fields(&self, now: u64) -> impl Iterator<Item = (u32, FieldUse)> {
        self.fields.iter().map(move |control| (control.who, control.used(now)))
    }

    /// The forms, in the order in which they were first worked on. One without name and controls is
    /// none.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    fn field(&mut self, t: u64, who: u32, event: &Event<'_>) {
        if !matches!(event, Event::Focus(_) | Event::Blur(_) | Event::Input(_) | Event::Invalid(_) | Event::Field(_)) {
            return;
        }
        let Some(at) = self.control(who) else { return };
        let control = &mut self.fields[at];
        let place = control.form;
        match event {
            Event::Focus(_) => control.begin(t),
            Event::Input(input) => control.stay(t).edit(t, input),
            Event::Blur(_) => {
                if let Some(stay) = &mut control.stay {
                    stay.end(t);
                }
            }
            // Right before or right after its `blur`.
            Event::Field(field) => {
                if control.stay.is_none_or(|stay| stay.told()) {
                    control.begin(t);
                }
                if let Some(stay) = &mut control.stay {
                    stay.tell(*field);
                }
            }
            Event::Invalid(_) => {
                control.used.invalid += 1;
                let same = self.checked.replace(t).is_some_and(|checked| t.saturating_sub(checked) <= ONE_CHECK);
                self.forms[place].refused += u32::from(!same);
            }
            _ => {}
        }
        // A check looks at every control; the visitor works on one.
        if let Event::Focus(_) | Event::Input(_) = event {
            let form = &mut self.forms[place];
            form.last = Some(who);
            form.open |= matches!(event, Event::Input(_));
            self.current = place;
        }
    }

    /// The place of a control; a new one belongs to the form that nothing has named yet.
    fn control(&mut self, who: u32) -> Option<usize> {
        if let Some(at) = self.fields.iter().position(|control| control.who == who) {
            return Some(at);
        }
        if self.fields.len() == MAX_FIELDS {
            return None;
        }
        let form = self.place(0)?;
        self.forms[form].fields.push(who);
        self.fields.push(Control { who, form, used: FieldUse::default(), stay: None });
        Some(self.fields.len() - 1)
    }

    /// The place of a form in the list.
    fn place(&mut self, who: u32) -> Option<usize> {
        if let Some(at) = self.forms.iter().position(|form| form.who == who) {
            return Some(at);
        }
        if self.forms.len() == MAX_FORMS {
            return None;
        }
        self.forms.push(Form { who, ..Form::default() });
        Some(self.forms.len() - 1)
    }

    /// Something happened to a form: the controls without one are its own.
    fn form(&mut self, who: u32, happened: impl FnOnce(&mut Form)) {
        let find = |forms: &[Form], who| forms.iter().position(|form| form.who == who);
        let at = match (find(&self.forms, 0), find(&self.forms, who)) {
            // Privacy may hide which form it was.
            _ if who == 0 && self.current < self.forms.len() => Some(self.current),
            (Some(nameless), None) => {
                self.forms[nameless].who = who;
                Some(nameless)
            }
            (Some(nameless), Some(known)) => {
                self.merge(nameless, known);
                Some(known)
            }
            _ => self.place(who),
        };
        if let Some(form) = at.and_then(|at| self.forms.get_mut(at)) {
            happened(form);
        }
    }

    /// Controls that came into view after the first attempt. The list keeps its places.
    fn merge(&mut self, from: usize, into: usize) {
        if from == into {
            return;
        }
        let Form { fields, last, refused, open, .. } = core::mem::take(&mut self.forms[from]);
        for control in self.fields.iter_mut().filter(|control| control.form == from) {
            control.form = into;
        }
        let form = &mut self.forms[into];
        form.fields.extend(fields);
        form.refused += refused;
        form.open |= open;
        if self.current == from {
            self.current = into;
            form.last = last.or(form.last);
        }
    }
}

impl Control {
    fn begin(&mut self, t: u64) {
        if let Some(stay) = self.stay.replace(Stay::new(t)) {
            self.used = self.used.plus(&stay, t);
        }
    }

    /// The stay that goes on: edits may come without a focus, when frames were lost or the browser
    /// fills a form in.
    fn stay(&mut self, t: u64) -> &mut Stay {
        if self.stay.is_none_or(|stay| stay.over()) {
            self.begin(t);
        }
        self.stay.get_or_insert_with(|| Stay::new(t))
    }

    fn used(&self, now: u64) -> FieldUse {
        self.stay.map_or(self.used, |stay| self.used.plus(&stay, now))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
