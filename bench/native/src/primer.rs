//! Searches a primer: rows that, seen before every frame, make the frames of the training data
//! shortest.

use desireline::session::{SessionId, StreamId};
use desireline::wire::train::Trial;
use desireline::wire::{
    Blur, Bounds, Change, Click, Encoder, Event, Field, FieldKind, Focus, Frame, How, Input, Key, KeyClass, Length,
    Missing, Page, Pointer, Press, PressPhase, Scroll, Submit, Target, TargetNo, View, Visitor, Wheel,
};

/// Frames that say what the web's pages commonly say, each with its view. The texts come from no
/// recorded page.
fn common() -> Vec<u8> {
    let wide =
        View { viewport_w: 1280, viewport_h: 720, document_w: 1265, document_h: 4000, zoom: 100, ..View::default() };
    let full = View {
        viewport_w: 1920,
        viewport_h: 960,
        document_w: 1920,
        document_h: 2600,
        zoom: 100,
        scroll_y: 600,
        x: 640,
        y: 400,
        ..View::default()
    };
    let small = View {
        viewport_w: 390,
        viewport_h: 800,
        document_w: 390,
        document_h: 3300,
        zoom: 100,
        scroll_y: 1200,
        x: 300,
        y: 500,
        ..View::default()
    };
    [arrival(wide), reading(full), typing(small), naming(wide)].concat()
}

fn encoder(view: View) -> Encoder {
    Encoder::new(SessionId([0; 16]), StreamId([0; 6]), view)
}

fn told(encoder: &mut Encoder) -> Vec<u8> {
    let frame = Frame::read(&encoder.seal(0, Missing::default()).unwrap()).unwrap();
    [desireline::wire::train::view(&frame), frame.plain_rows().to_vec()].concat()
}

fn on(encoder: &mut Encoder, tag: &str, id: &str, classes: &str, name: &str, field: FieldKind) -> TargetNo {
    encoder.target(&Target { tag, id, classes, name, field, ..Target::default() }).unwrap()
}

fn walk(encoder: &mut Encoder, t: &mut u64, steps: &[(u64, i32, i32)]) {
    for (gap, dx, dy) in steps {
        *t += gap;
        let View { x, y, .. } = encoder.view();
        encoder.push(*t, &Event::Pointer(Pointer { x: x + dx, y: y + dy, ..Pointer::default() }));
    }
}

fn press(encoder: &mut Encoder, t: &mut u64, target: TargetNo, w: u32, h: u32) {
    let View { x, y, scroll_y, .. } = encoder.view();
    encoder.bounds(target, Bounds { x: x - 40, y: y + scroll_y - 12, w, h, ..Bounds::default() });
    for (phase, after) in [(PressPhase::Down, 120), (PressPhase::Up, 80)] {
        *t += after;
        encoder.push(*t, &Event::Press(Press { target, phase, ..Press::default() }));
    }
    encoder.push(*t, &Event::Click(Click { target, x, y, ..Click::default() }));
}

fn arrival(view: View) -> Vec<u8> {
    let (encoder, t) = (&mut encoder(view), &mut 90);
    let View { viewport_w, viewport_h, document_w, document_h, zoom, .. } = view;
    let url = "https://www.example.com/index.html";
    encoder.push(
        *t,
        &Event::Page(Page {
            url,
            language: "en-US",
            viewport_w,
            viewport_h,
            document_w,
            document_h,
            zoom,
            screen_w: 1920,
            screen_h: 1080,
            ..Page::default()
        }),
    );
    for (browser, system, languages, time_zone) in [
        ("Safari", "iOS", "en-GB,en", "America/"),
        ("Firefox", "Linux", "en-US", "UTC"),
        ("Chrome", "Windows", "en-US,en", "Europe/"),
    ] {
        let visitor = Visitor { version: 140, pixel_ratio: 100, ..Visitor::default() };
        encoder.push(*t, &Event::Visitor(Visitor { browser, system, languages, time_zone, ..visitor }));
    }
    walk(encoder, t, &[(600, 640, 420), (33, -9, 4), (50, -70, 31), (34, -60, 20), (83, -40, 9)]);
    let link = on(encoder, "a", "", "nav-link", "", FieldKind::None);
    press(encoder, t, link, 120, 36);
    told(encoder)
}

fn reading(view: View) -> Vec<u8> {
    let (encoder, t) = (&mut encoder(view), &mut 5000);
    walk(encoder, t, &[(0, 4, -2), (16, 3, 2), (15, 5, 4), (16, 6, 2), (31, 3, 0), (16, -1, -1)]);
    for at in 1..5 {
        encoder.push(*t + at * 66, &Event::Scroll(Scroll { y: view.scroll_y + at as i32 * 100, ..Scroll::default() }));
    }
    *t += 900;
    encoder.push(*t, &Event::Wheel(Wheel { dy: 400, events: 4, ..Wheel::default() }));
    walk(encoder, t, &[(0, -3, -8), (17, -9, -20), (16, -12, -33), (50, -15, -41), (67, -2, -4)]);
    let button = on(encoder, "button", "submit", "btn btn-primary", "", FieldKind::Button);
    press(encoder, t, button, 180, 44);
    told(encoder)
}

fn typing(view: View) -> Vec<u8> {
    let (encoder, t) = (&mut encoder(view), &mut 20_000);
    let email = on(encoder, "input", "email", "form-control", "email", FieldKind::Email);
    encoder.push(*t, &Event::Focus(Focus { target: email }));
    let classes =
        [KeyClass::Letter, KeyClass::Letter, KeyClass::Letter, KeyClass::Other, KeyClass::Letter, KeyClass::Edit];
    for class in classes {
        *t += if class == KeyClass::Other { 200 } else { 100 };
        encoder.push(*t, &Event::Key(Key { target: email, class, ..Key::default() }));
        encoder.push(*t, &Event::Input(Input { target: email, how: How::Typed }));
    }
    encoder.push(*t, &Event::Change(Change { target: email }));
    encoder.push(*t, &Event::Blur(Blur { target: email }));
    let stay = Field { target: email, hesitation: 4, dwell: 40, edits: 6, length: Length::Medium, ..Field::default() };
    encoder.push(*t, &Event::Field(Field { corrections: 1, ..stay }));
    let message = on(encoder, "textarea", "message", "", "message", FieldKind::Textarea);
    encoder.push(*t, &Event::Focus(Focus { target: message }));
    told(encoder)
}

fn naming(view: View) -> Vec<u8> {
    let encoder = &mut encoder(view);
    for (tag, id, classes, name, field) in [
        ("input", "name", "input-text", "name", FieldKind::Text),
        ("select", "country", "", "country", FieldKind::Select),
        ("div", "", "container card", "", FieldKind::None),
        ("span", "", "item title", "", FieldKind::None),
        ("section", "main", "content", "", FieldKind::None),
        ("input", "search", "checkbox", "q", FieldKind::Search),
        ("input", "password", "", "password", FieldKind::Password),
        ("p", "", "text", "", FieldKind::None),
        ("img", "", "product", "", FieldKind::None),
        ("form", "form", "contact-form", "", FieldKind::None),
    ] {
        on(encoder, tag, id, classes, name, field);
    }
    encoder.push(40_000, &Event::Submit(Submit { target: TargetNo(10), fields: 6 }));
    told(encoder)
}

/// Kinds of rows in which something moves: pointer and scroll.
const MOVES: [u8; 2] = [3, 5];
/// Rows of movement that are searched for at a time, and times.
const RUN: usize = 9;
const RUNS: usize = 3;
/// Runs that are tried each time.
const TRIED: usize = 150;
/// Of so many frames one says how good a run is.
const SAMPLE: usize = 5;

/// Runs of movement of which each, before the others, makes a sample of the frames shortest; `before` and
/// `after` are what else the primer has.
fn movement(frames: &[&Frame], before: &[u8], after: &[u8]) -> Vec<u8> {
    let plain = Trial::new(Some(&[]));
    let mut found = Vec::new();
    for run in 0..RUNS {
        let tried = (0..TRIED).filter_map(|at| {
            let rows = plain.rows(frames[(at * 7 + run * 3) % frames.len()]);
            let rows: Vec<_> = rows.into_iter().filter(|row| MOVES.contains(&row[0])).collect();
            let starts = rows.len().checked_sub(RUN + 1).filter(|starts| *starts > 0)?;
            let start = 1 + (at * 13 + run) % starts;
            Some([&rows[start..start + RUN].concat(), &found[..]].concat())
        });
        let cost = |rows: &Vec<u8>| -> usize {
            let trial = Trial::new(Some(&[before, rows, after].concat()));
            frames.iter().step_by(SAMPLE).map(|frame| trial.cost(frame)).sum()
        };
        found = tried.min_by_key(cost).expect("frames with movement");
    }
    found
}

/// Prints the primer, and what it brings.
///
/// # Panics
/// There are no frames to search.
pub fn print(frames: &[(Frame, u8)]) {
    let of = |sort: u8| frames.iter().filter(|(_, of)| *of == sort).map(|(frame, _)| frame).collect::<Vec<_>>();
    let common = common();
    let quick = movement(&of(1), &[], &common);
    let slow = movement(&of(0), &quick, &common);
    let rows = [quick, slow, common].concat();
    for (name, primer) in [("without", &[][..]), ("with", &rows)] {
        let trial = Trial::new(Some(primer));
        let mut sums = [0; 2];
        frames.iter().for_each(|(frame, sort)| sums[usize::from(*sort)] += trial.cost(frame));
        eprintln!("{name} the primer of {} bytes: {sums:?} bytes of code", primer.len());
    }
    for line in rows.chunks(24) {
        println!("    {},", line.iter().map(u8::to_string).collect::<Vec<_>>().join(", "));
    }
}
