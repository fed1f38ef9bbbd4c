use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::elements::Elements;
use super::report::{
    ClickReport, ErrorReport, FieldReport, FormReport, MAX_LISTED, MarkReport, PageReport, SignalReport, VitalReport,
};
use crate::analysis::attention::Attention;
use crate::analysis::forms::{FieldUse, Form, Forms, TENTH};
use crate::analysis::friction::{OnPage, Signal, Thresholds};
use crate::analysis::hover::Hover;
use crate::wire::{Event, FieldKind, Page, Record, View};

/// A page that is still open: all measures of it.
#[derive(Debug)]
pub(super) struct Open {
    report: PageReport,
    attention: Attention,
    forms: Forms,
    friction: OnPage,
}

impl Open {
    pub(super) fn new(t: u64, stream: String, view: View, page: Option<&Page<'_>>, thresholds: &Thresholds) -> Self {
        let mut friction = OnPage::default();
        friction.feed(t, 0, &Event::Resize(view.sizes()), thresholds);
        let mut report = PageReport { stream, start: t, ..PageReport::default() };
        if let Some(page) = page {
            (report.url, report.referrer) = (page.url.to_string(), page.referrer.to_string());
            report.navigation = page.navigation;
        }
        Self { report, attention: Attention::new(t, view), forms: Forms::default(), friction }
    }

    pub(super) fn feed(
        &mut self,
        t: u64,
        record: &Record<'_>,
        hover: &mut Hover,
        elements: &mut Elements,
        thresholds: &Thresholds,
    ) {
        let event = &record.event;
        let who = record.target.as_ref().map_or(0, |target| elements.know(target));
        self.attention.feed(t, who, record.bounds, event);
        self.forms.feed(t, who, record.target.map_or(FieldKind::None, |target| target.field), event);
        hover.feed(t, event);
        if let Some(signal) = self.friction.feed(t, who, event, thresholds) {
            let name = if let Event::Friction(friction) = event { Some(friction.name) } else { None };
            self.signal(&signal, name, elements);
        }
        let report = &mut self.report;
        match *event {
            Event::Click(click) => {
                let hover_ms = record.bounds.and_then(|bounds| hover.on(t, bounds));
                let (page_x, page_y, button, pointer) = (click.page_x, click.page_y, click.button, click.pointer);
                let element = elements.get(who);
                let click = ClickReport { t, page_x, page_y, button, pointer, hover_ms, element };
                list(&mut report.clicks, click, &mut report.unlisted);
            }
            Event::Error(error) => {
                let (message, source) = (error.message.to_string(), error.source.to_string());
                let error = ErrorReport { t, error: error.error, count: error.count, message, source };
                list(&mut report.errors, error, &mut report.unlisted);
            }
            Event::Vital(vital) => {
                report.vitals.retain(|known| known.vital != vital.vital);
                report.vitals.push(VitalReport { vital: vital.vital, value: vital.value });
            }
            _ => {}
        }
    }

    pub(super) fn signal(&mut self, signal: &Signal, name: Option<&str>, elements: &Elements) {
        add(&mut self.report, signal, name, elements);
    }

    /// What is known of the page's state, for the next one of the same document.
    pub(super) fn view(&self) -> View {
        self.attention.view()
    }

    pub(super) fn gap(&mut self, t: u64, view: View) {
        self.attention.gap(t, view);
    }

    /// The page was left, or nothing more is known of it.
    pub(super) fn close(mut self, t: u64, elements: &Elements) -> PageReport {
        self.attention.advance(t);
        let mut report = self.report;
        (report.end, report.duration_ms) = (t, t - report.start);
        (report.visible_ms, report.attentive_ms) = (self.attention.visible(), self.attention.attentive());
        (report.deepest, report.deepest_percent) = (self.attention.deepest(), self.attention.deepest_percent());
        report.document_h = self.attention.view().document_h;
        report.bands = self.attention.bands();
        let marks = self.attention.marks().map(|(who, ms)| MarkReport { element: elements.get(who), ms });
        report.marks = marks.collect();
        let fields: Vec<_> = self.forms.fields(t).collect();
        let forms = self.forms.forms().iter().filter(|form| form.who != 0 || !form.fields.is_empty());
        report.forms = forms.map(|form| told(form, &fields, elements)).collect();
        report
    }
}

/// Notes a signal, which may be found only when the page is long closed.
pub(super) fn add(report: &mut PageReport, signal: &Signal, name: Option<&str>, elements: &Elements) {
    report.score = report.score.saturating_add(signal.weight);
    let (element, name) = (elements.get(signal.who), name.map(ToString::to_string));
    let signal = SignalReport { t: signal.t, signal: signal.what, weight: signal.weight, name, element };
    list(&mut report.signals, signal, &mut report.unlisted);
}

fn list<T>(list: &mut Vec<T>, one: T, unlisted: &mut u32) {
    if list.len() < MAX_LISTED {
        list.push(one);
    } else {
        *unlisted = unlisted.saturating_add(1);
    }
}

fn told(form: &Form, fields: &[(u32, FieldUse)], elements: &Elements) -> FormReport {
    let used = |who: &u32| fields.iter().find(|field| field.0 == *who).map(|(who, used)| field(*who, used, elements));
    FormReport {
        element: elements.get(form.who),
        fields: form.fields.iter().filter_map(used).collect(),
        last: form.last.and_then(|last| form.fields.iter().position(|who| *who == last)),
        submits: form.submits,
        refused: form.refused,
        resets: form.resets,
        attempts: form.attempts,
        successes: form.successes,
        failures: form.failures,
        abandoned: form.open,
    }
}

fn field(who: u32, used: &FieldUse, elements: &Elements) -> FieldReport {
    let FieldUse { stays, hesitation, dwell, edits, corrections, refills, filled, invalid, length, blank } = *used;
    let (hesitation_ms, dwell_ms) = (u64::from(hesitation) * TENTH, u64::from(dwell) * TENTH);
    let element = elements.get(who);
    FieldReport { element, stays, hesitation_ms, dwell_ms, edits, corrections, refills, filled, invalid, length, blank }
}
