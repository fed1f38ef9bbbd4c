use proptest::prelude::*;

use super::*;
use crate::wire::*;

const NAME: u32 = 1;
const EMAIL: u32 = 2;
const FORM: u32 = 9;

fn focus() -> Event<'static> {
    Event::Focus(Focus::default())
}

fn blur() -> Event<'static> {
    Event::Blur(Blur::default())
}

fn input(how: How) -> Event<'static> {
    Event::Input(Input { how, ..Input::default() })
}

fn submit() -> Event<'static> {
    Event::Submit(Submit::default())
}

fn invalid() -> Event<'static> {
    Event::Invalid(Invalid::default())
}

fn told() -> Field {
    Field { hesitation: 4, dwell: 21, edits: 9, corrections: 2, refills: 1, length: Length::Short, ..Field::default() }
}

fn forms<'a>(events: impl IntoIterator<Item = (u64, u32, Event<'a>)>) -> Forms {
    let mut forms = Forms::default();
    for (t, who, event) in events {
        let kind = if who == FORM { FieldKind::None } else { FieldKind::Text };
        forms.feed(t, who, kind, &event);
    }
    forms
}

fn used<'a>(events: impl IntoIterator<Item = (u64, u32, Event<'a>)>) -> FieldUse {
    forms(events).fields(10_000).next().expect("a field").1
}

#[test]
fn stays_add_up_and_the_first_tells_the_hesitation() {
    let events = [
        (1_000, EMAIL, focus()),
        (1_799, EMAIL, input(How::Typed)),
        (1_900, EMAIL, input(How::Deleted)),
        (2_000, EMAIL, blur()),
        (5_000, EMAIL, focus()),
        (5_100, EMAIL, input(How::Pasted)),
        (6_000, EMAIL, blur()),
    ];
    let expected =
        FieldUse { stays: 2, hesitation: 7, dwell: 20, edits: 3, corrections: 1, filled: 2, ..FieldUse::default() };
    assert_eq!(used(events), expected);
}

#[test]
fn without_an_edit_the_whole_stay_was_hesitation() {
    let used = used([(1_000, EMAIL, focus()), (3_050, EMAIL, blur())]);
    assert_eq!((used.hesitation, used.dwell, used.edits, used.filled), (20, 20, 0, 0));
}

#[test]
fn a_stay_that_never_ended_lasts_to_the_end() {
    assert_eq!(used([(1_000, EMAIL, focus())]).dwell, 90);
    assert_eq!(used([(4_000, EMAIL, input(How::Replaced))]).stays, 1);
}

/// What the recorder tells of a stay takes the place of what was seen of it, before or after `blur`.
#[test]
fn the_recorders_own_row_is_believed() {
    let (begin, edit) = ((1_000, EMAIL, focus()), (1_500, EMAIL, input(How::Typed)));
    let (end, row) = ((3_000, EMAIL, blur()), (3_000, EMAIL, Event::Field(told())));
    for events in [vec![begin, edit, end, row], vec![begin, edit, row, end], vec![row]] {
        let used = used(events);
        let Field { hesitation, dwell, edits, corrections, refills, .. } = told();
        assert_eq!((used.stays, used.hesitation, used.dwell, used.edits), (1, hesitation, dwell, edits));
        assert_eq!((used.corrections, used.refills, used.filled), (corrections, refills, 1));
        assert_eq!((used.length, used.blank), (Some(Length::Short), Some(false)));
    }
    let twice = used([begin, row, end, (4_000, EMAIL, focus()), (5_000, EMAIL, Event::Field(told()))]);
    assert_eq!((twice.stays, twice.dwell, twice.edits), (2, 42, 18));
}

/// A whole stay as seen from outside gives the numbers that the recorder gives.
#[test]
fn both_ways_agree() {
    let seen = [
        (0, EMAIL, focus()),
        (400, EMAIL, input(How::Typed)),
        (500, EMAIL, input(How::Deleted)),
        (900, EMAIL, input(How::Typed)),
        (2_100, EMAIL, blur()),
    ];
    let row = Field { hesitation: 4, dwell: 21, edits: 3, corrections: 1, ..Field::default() };
    let from_row = used(seen.into_iter().chain([(2_100, EMAIL, Event::Field(row))]));
    let from_events = used(seen);
    assert_eq!(FieldUse { length: None, blank: None, ..from_row }, from_events);
}

#[test]
fn a_form_has_the_controls_before_it_in_their_order() {
    let events = [
        (0, EMAIL, focus()),
        (1, NAME, focus()),
        (2, EMAIL, focus()),
        (3, EMAIL, input(How::Typed)),
        (4, FORM, submit()),
    ];
    let forms = forms(events);
    let expected = Form { who: FORM, fields: vec![EMAIL, NAME], last: Some(EMAIL), submits: 1, ..Form::default() };
    assert_eq!(forms.forms(), [expected]);
}

#[test]
fn a_form_that_is_left_is_open() {
    let typed = [(0, NAME, focus()), (1, NAME, input(How::Typed))];
    let left = forms(typed);
    let left = &left.forms()[0];
    assert!(left.open && left.who == 0 && left.last == Some(NAME));
    assert!(!forms([(0, NAME, focus())]).forms()[0].open);
    assert!(!forms(typed.into_iter().chain([(2, FORM, submit())])).forms()[0].open);
}

#[test]
fn a_control_that_comes_late_is_its_forms_too() {
    let events = [(0, NAME, focus()), (1, FORM, submit()), (2, EMAIL, focus()), (3, FORM, submit())];
    let forms = forms(events);
    let named: Vec<_> = forms.forms().iter().filter(|form| form.who == FORM).collect();
    assert_eq!(
        (named.len(), &named[0].fields[..], named[0].submits, named[0].last),
        (1, &[NAME, EMAIL][..], 2, Some(EMAIL))
    );
    assert!(forms.forms().iter().all(|form| form.who == FORM || form.fields.is_empty()));
}

#[test]
fn controls_found_invalid_together_are_one_attempt() {
    let refused = |gap| {
        let forms = forms([(0, NAME, invalid()), (gap, EMAIL, invalid())]);
        assert!(forms.fields(0).all(|(_, used)| used.invalid == 1));
        forms.forms()[0].refused
    };
    assert_eq!((refused(200), refused(201)), (1, 2));
}

#[test]
fn what_the_site_tells_is_counted() {
    let tell = |result| Event::Outcome(Outcome { result, ..Outcome::default() });
    let results = [FormResult::Attempt, FormResult::Failure, FormResult::Attempt, FormResult::Success];
    let events = results.into_iter().enumerate().map(|(at, result)| (10 + at as u64, FORM, tell(result)));
    let forms = forms([(0, NAME, focus()), (1, NAME, input(How::Typed))].into_iter().chain(events));
    let form = &forms.forms()[0];
    assert_eq!((form.attempts, form.failures, form.successes, form.open), (2, 1, 1, false));
}

#[test]
fn buttons_are_no_fields() {
    let mut forms = Forms::default();
    forms.feed(0, NAME, FieldKind::Button, &focus());
    forms.feed(0, 0, FieldKind::Text, &focus());
    assert_eq!((forms.fields(0).count(), forms.forms().len()), (0, 0));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_control_is_in_one_form(
        events in prop::collection::vec((0..500_u64, 0..400_u32, 300..340_u32, 0..8_u8), 0..900),
    ) {
        let mut t = 0;
        let mut forms = Forms::default();
        for (gap, who, form, kind) in events {
            t += gap;
            let (who, event) = match kind {
                0 | 1 => (who, focus()),
                2 => (who, input(How::Typed)),
                3 => (who, blur()),
                4 => (who, Event::Field(told())),
                5 => (who, invalid()),
                6 => (form, submit()),
                _ => (form * u32::from(t % 2 == 0), Event::Reset(Reset::default())),
            };
            forms.feed(t, who, FieldKind::Text, &event);
        }
        prop_assert!(forms.forms().len() <= MAX_FORMS);
        let mut listed: Vec<_> = forms.forms().iter().flat_map(|form| form.fields.clone()).collect();
        let mut known: Vec<_> = forms.fields(t).map(|(who, _)| who).collect();
        prop_assert!(known.len() <= MAX_FIELDS);
        listed.sort_unstable();
        known.sort_unstable();
        prop_assert_eq!(listed, known);
    }
}
