//! docs/ANALYSIS.md says the numbers that count.

#![cfg(not(target_arch = "wasm32"))]

use desireline::analysis::attention::{BAND, IDLE, MARK_SHARE, MAX_MARKS};
use desireline::analysis::forms::{MAX_FIELDS, MAX_FORMS, ONE_CHECK, TENTH};
use desireline::analysis::friction::{Found, MAX_CUSTOM, Thresholds, Weights};
use desireline::analysis::hover::MAX_PLACES;
use desireline::analysis::{MAX_LISTED, VisitReport, visit};
use desireline::path::REST;
use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, Event, Frame, Missing, Page, View};
use serde_json::Value;

const PAGE: &str = include_str!("../docs/ANALYSIS.md");

fn section(heading: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("{heading} is gone"));
    rest.split("\n## ").next().unwrap_or_default()
}

fn numbers(text: &str) -> Vec<u64> {
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
}

/// The numbers of each row of the first table, by the name in its first cell.
fn row(name: &str) -> Vec<u64> {
    let line = section("Frustration").lines().find(|line| line.starts_with(&format!("| `{name}` |")));
    numbers(line.unwrap_or_else(|| panic!("{name} is gone")))
}

fn all(numbers: &[&dyn ToString]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_string().parse().unwrap()).collect()
}

#[test]
fn every_signal_has_its_thresholds_and_weight() {
    let Thresholds { weights, .. } = Thresholds::default();
    let t = Thresholds::default();
    let Weights { rage_click, dead_click, error_click, quick_back, bounce, speed_browsing, .. } = weights;
    let expected = [
        (Found::RageClick, all(&[&t.rage_clicks, &t.rage_within, &t.rage_radius, &rage_click])),
        (Found::DeadClick, all(&[&dead_click])),
        (Found::ErrorClick, all(&[&t.error_after, &error_click])),
        (Found::QuickBack, all(&[&t.quick_back, &quick_back])),
        (Found::Bounce, all(&[&t.bounce, &bounce])),
        (Found::SpeedBrowsing, all(&[&t.speed_pages, &t.speed_page, &speed_browsing])),
        (
            Found::ExcessiveScrolling,
            all(&[
                &t.scroll_turns,
                &t.scroll_within,
                &t.scroll_stretch,
                &t.rush_heights,
                &t.rush_within,
                &weights.excessive_scrolling,
            ]),
        ),
        (
            Found::MouseThrash,
            all(&[&t.thrash_turns, &t.thrash_within, &t.thrash_leg, &t.thrash_speed, &weights.mouse_thrash]),
        ),
        (Found::SubmitFailure, all(&[&t.invalid_after, &t.same_attempt, &weights.submit_failure])),
        (Found::Custom, all(&[&MAX_CUSTOM])),
    ];
    for (found, expected) in expected {
        let name = serde_json::to_value(found).unwrap();
        assert_eq!(row(name.as_str().unwrap()), expected, "{name}");
    }
}

#[test]
fn the_other_measures_have_their_numbers() {
    let says = |heading: &str, sentence: String| {
        assert!(section(heading).contains(&sentence), "{heading} does not say: {sentence}");
    };
    says("Attention", format!("no later than {IDLE} ms after"));
    says("Attention", format!("each band of {BAND} px"));
    says("Attention", format!("while {MARK_SHARE} % of its height is in view, or it fills {MARK_SHARE} %"));
    says("Attention", format!("At most {MAX_MARKS} a page"));
    says("Hover", format!("places more than {REST} ms apart"));
    says("Hover", format!("last {MAX_PLACES} places"));
    says("Forms", format!("steps of {TENTH} ms"));
    says("Forms", format!("those within {ONE_CHECK} ms of each other"));
    says("Forms", format!("At most {MAX_FIELDS} fields and {MAX_FORMS} forms"));
    says("The report", format!("at most {MAX_LISTED} clicks"));
}

fn report() -> VisitReport {
    let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
    encoder.push(0, &Event::Page(Page::default()));
    visit(&[Frame::read(&encoder.seal(0, Missing::default()).unwrap()).unwrap()]).unwrap()
}

/// What the reader's types promise is what a report has: its fields by name and order.
#[test]
fn the_types_for_javascript_name_every_field() {
    let types = include_str!("../pkg/src/reader.d.ts");
    let declared = |interface: &str| -> Vec<String> {
        let (_, rest) = types.split_once(&format!("export interface {interface} ")).expect("the interface");
        let (body, _) = rest.split_once("\n}").expect("its end");
        let fields = body.lines().filter_map(|line| line.trim().split_once(':'));
        fields.map(|(name, _)| name.trim_end_matches('?').into()).filter(|name: &String| !name.contains(' ')).collect()
    };
    let json = serde_json::to_value(report()).unwrap();
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort_unstable();
        keys
    };
    for (interface, value) in [("VisitReport", &json), ("PageReport", &json["pages"][0])] {
        let mut declared = declared(interface);
        declared.sort_unstable();
        assert_eq!(declared, keys(value), "{interface}");
    }
}
