//! What the recorded visits say: visitors of flesh and blood would say the same.

use desireline::analysis::friction::Found;
use desireline::analysis::{VisitReport, visit};
use desireline::path::TOLERANCE;
use desireline::session::{SessionId, StreamId};
use desireline::wire::{Encoder, Event, Frame, Missing};
use desireline_bench::sets::{Set, Track, visits};
use desireline_bench::{replay, session};

/// A recorded visit's frames: each of its documents under ids of its own, at the time at which it was.
fn frames(documents: &[&Track]) -> Vec<Frame> {
    let told = |(at, track): (usize, &&Track)| {
        let page = &track.lines[0];
        let began = page["wall"].as_u64().unwrap_or(1) - page["t"].as_f64().unwrap_or(0.0) as u64;
        let told = session::tell_lines(&track.lines, TOLERANCE);
        let frames: Vec<_> = told.frames.iter().map(|bytes| Frame::read(bytes).unwrap()).collect();
        let mut encoder = Encoder::new(SessionId([7; 16]), StreamId([at as u8; 6]), frames[0].view());
        let again = frames.iter().map(|frame| {
            replay::push(&mut encoder, &frame.events().collect::<Vec<_>>());
            Frame::read(&encoder.seal(began, Missing::default()).unwrap()).unwrap()
        });
        again.collect::<Vec<_>>()
    };
    documents.iter().enumerate().flat_map(told).collect()
}

/// Every visit of a set: its file's name and its frames.
fn recorded(set: &Set) -> Vec<(&str, Vec<Frame>)> {
    let visits = set.tracks.chunk_by(|one, next| one.name == next.name);
    visits.map(|tracks| (tracks[0].name.as_str(), frames(&tracks.iter().collect::<Vec<_>>()))).collect()
}

fn clicks(report: &VisitReport) -> usize {
    report.pages.iter().map(|page| page.clicks.len()).sum()
}

#[test]
fn every_recorded_visit_is_told_whole() {
    let sets = visits();
    let files: Vec<_> = sets.iter().flat_map(recorded).collect();
    assert!(files.len() >= 23);
    for (file, frames) in files {
        let report = visit(&frames).unwrap();
        let events = || frames.iter().flat_map(Frame::events);
        assert_eq!(clicks(&report), events().filter(|record| matches!(record.event, Event::Click(_))).count());
        assert!(report.gaps.is_empty() && !report.bounce, "{}", file);
        let mut turned: Vec<_> = frames.iter().collect();
        turned.reverse();
        assert_eq!(visit(turned).unwrap(), report, "{}", file);

        for page in &report.pages {
            // They are watched without a break, by someone who is never idle for long.
            assert_eq!(page.visible_ms, page.duration_ms);
            assert!(page.attentive_ms * 10 >= page.visible_ms * 9, "{} {}", file, page.url);
            assert!(page.deepest > 0, "{file} {page:?}");
            assert_eq!(page.bands.is_empty(), page.attentive_ms == 0, "{file} {page:?}");
        }
    }
}

/// The plan that was played out has hesitation, corrections and haste, but nobody in it is annoyed.
#[test]
fn a_calm_visitor_is_not_taken_for_an_annoyed_one() {
    let sets = visits();
    for (file, frames) in sets.iter().flat_map(recorded) {
        let report = visit(&frames).unwrap();
        let found: Vec<_> = report.pages.iter().flat_map(|page| &page.signals).map(|signal| signal.signal).collect();
        // Planned visitors of the shop skim through pages as their plan says.
        let planned = [Found::SpeedBrowsing, Found::QuickBack];
        assert!(found.iter().all(|found| planned.contains(found)), "{}: {found:?}", file);
    }
}

#[test]
fn an_order_shows_its_form() {
    let [.., shop] = visits();
    for (file, frames) in recorded(&shop) {
        let report = visit(&frames).unwrap();
        // The page's last moments, its submit among them, are not in the recordings.
        let page = report.pages.iter().find(|page| page.url.ends_with("/checkout.html")).unwrap();
        let form = &page.forms[0];
        let typed: Vec<_> = form.fields.iter().filter(|field| field.edits > 0).collect();
        assert!(typed.len() >= 4 && form.last.is_some(), "{file} {form:?}");
        assert!(typed.iter().all(|field| field.hesitation_ms < field.dwell_ms && field.filled == 1), "{file} {form:?}");
        // Whoever aims at something is on it before pressing, and nobody waits for minutes.
        let hovers = report.pages.iter().flat_map(|page| &page.clicks).filter_map(|click| click.hover_ms);
        let hovers: Vec<_> = hovers.collect();
        assert!(hovers.len() * 10 >= clicks(&report) * 8, "{file}: {} of {}", hovers.len(), clicks(&report));
        assert!(hovers.iter().all(|ms| *ms < 60_000), "{file}: {hovers:?}");
    }
}
