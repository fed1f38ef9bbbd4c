//! `docs/EVENTS.md` shows one line for each kind of event: exactly what `export` prints.

mod support;

use std::fs;
use std::path::Path;

use desireline::wire::*;
use support::program::{Server, run};

fn element(encoder: &mut Encoder, tag: &str, id: &str, classes: &str, name: &str, field: FieldKind) -> TargetNo {
    encoder.target(&Target { tag, id, classes, name, field, ..Target::default() }).unwrap()
}

/// The visit that the document shows, one event of each kind, in the document's order.
fn visit() -> Vec<u8> {
    let mut encoder = support::encoder(0x5e, 0x3a);
    page(&mut encoder);
    pointer(&mut encoder);
    keyboard(&mut encoder);
    form(&mut encoder);
    around(&mut encoder);
    encoder.seal(support::WALL, Missing::default()).unwrap()
}

fn page(encoder: &mut Encoder) {
    let (viewport_w, viewport_h, document_w, document_h, zoom) = (1280, 720, 1265, 3400, 100);
    let (screen_w, screen_h, navigation) = (1920, 1080, Navigation::Navigate);
    let (url, referrer, language) = ("https://shop.example/bags/*", "https://search.example/", "en-GB");
    let texts = Page { url, referrer, language, ..Page::default() };
    let sizes = Page { viewport_w, viewport_h, document_w, document_h, zoom, ..texts };
    encoder.push(12, &Event::Page(Page { screen_w, screen_h, navigation, ..sizes }));
    encoder.push(340, &Event::Resize(Resize { viewport_w, viewport_h: 640, document_w, document_h, zoom }));
    let clip = element(encoder, "video", "clip", "", "", FieldKind::None);
    encoder.push(520, &Event::Media(Media { target: clip, action: MediaAction::Seek, position: 95, volume: 60 }));
    encoder.push(600, &Event::Fullscreen(Fullscreen { target: clip, on: true }));
    encoder.push(640, &Event::Orientation(Orientation { angle: 90 }));
    encoder.push(700, &Event::Pinch(Pinch { zoom: 180, left: 120, top: 40 }));
    encoder.push(800, &Event::Print(Print { done: true }));
    encoder.push(830, &Event::Visibility(Visibility { state: PageState::Hidden }));
    encoder.push(905, &Event::Scroll(Scroll { x: 0, y: 480, target: TargetNo::NONE }));
    encoder.push(906, &Event::Wheel(Wheel { dx: 0, dy: 480, mode: WheelMode::Pixel, events: 5 }));
}

fn pointer(encoder: &mut Encoder) {
    encoder.push(1400, &Event::Inside(Inside { inside: true }));
    encoder.push(1410, &Event::Pointer(Pointer { x: 402, y: 318, ..Pointer::default() }));
    let buy = element(encoder, "button", "buy", "", "", FieldKind::Button);
    encoder.bounds(buy, Bounds { x: 400, y: 780, w: 120, h: 40, ..Bounds::default() });
    encoder.push(1580, &Event::Press(Press { target: buy, pressure: 50, ..Press::default() }));
    let modifiers = Modifiers::from_bits(1);
    encoder.push(1650, &Event::Click(Click { target: buy, x: 410, y: 320, modifiers, ..Click::default() }));
    encoder.push(1651, &Event::DoubleClick(DoubleClick { target: buy }));
    encoder.push(1700, &Event::ContextMenu(ContextMenu { target: buy }));
    let contact = Contact { contact: 1, phase: ContactPhase::Start, x: 610, y: 290, ..Contact::default() };
    encoder.push(1810, &Event::Contact(contact));
    let row = element(encoder, "li", "", "row", "", FieldKind::None);
    encoder.push(1900, &Event::Drag(Drag { target: row, phase: DragPhase::Drop }));
}

fn keyboard(encoder: &mut Encoder) {
    let shortcut = Key { class: KeyClass::Shortcut, shortcut: Shortcut::Copy, ..Key::default() };
    encoder.push(2000, &Event::Key(Key { modifiers: Modifiers::from_bits(1), ..shortcut }));
    encoder.push(2050, &Event::Selection(Selection { length: Length::Short }));
    let copy = Clipboard { target: TargetNo::NONE, action: ClipboardAction::Copy };
    encoder.push(2060, &Event::Clipboard(copy));
}

fn form(encoder: &mut Encoder) {
    let target = element(encoder, "input", "", "", "email", FieldKind::Email);
    encoder.push(2210, &Event::Focus(Focus { target }));
    encoder.push(2500, &Event::Typed(Typed { target, character: 'ö' }));
    encoder.push(2500, &Event::Input(Input { target, how: How::Typed }));
    encoder.push(2600, &Event::Composition(Composition { target, ended: false }));
    encoder.push(5300, &Event::Change(Change { target }));
    let field = Field { target, hesitation: 3, dwell: 31, edits: 18, corrections: 2, refills: 0, ..Field::default() };
    encoder.push(5300, &Event::Field(Field { length: Length::Medium, ..field }));
    encoder.push(5342, &Event::Blur(Blur { target }));
    encoder.push(6090, &Event::Invalid(Invalid { target, rule: Rule::Type }));
    let target = element(encoder, "form", "", "checkout", "", FieldKind::None);
    encoder.push(6100, &Event::Submit(Submit { target, fields: 4 }));
    encoder.push(6200, &Event::Outcome(Outcome { target, result: FormResult::Failure }));
    encoder.push(7000, &Event::Reset(Reset { target }));
}

fn around(encoder: &mut Encoder) {
    let (scheme, connection) = (Scheme::Dark, Connection::G4);
    let visitor = Visitor { version: 142, pixel_ratio: 200, scheme, connection, ..Visitor::default() };
    let (browser, system, languages, time_zone) = ("Firefox", "Linux", "en-GB,de", "Europe/Berlin");
    encoder.push(7100, &Event::Visitor(Visitor { browser, system, languages, time_zone, ..visitor }));
    encoder.push(7200, &Event::Network(Network { online: false }));
    let message = "TypeError: cart is undefined";
    let (source, stack) = ("https://shop.example/js/cart.js", "total render");
    encoder.push(7300, &Event::Error(PageError { error: ErrorKind::Exception, count: 1, message, source, stack }));
    encoder.push(7400, &Event::LongTask(LongTask { duration: 210, blocking: 160, frame: true }));
    encoder.push(7500, &Event::Vital(Vital { vital: VitalName::Cls, value: 830 }));
    let help = element(encoder, "span", "help", "", "", FieldKind::None);
    encoder.push(7600, &Event::Unanswered(Unanswered { target: help }));
    encoder.push(7700, &Event::Custom(Custom { name: "added", data: r#"{"price":12}"# }));
    encoder.push(7800, &Event::Tag(Tag { name: "plan", value: "trial" }));
    encoder.push(7900, &Event::Friction(Friction { weight: 15, name: "empty-search" }));
    let offer = element(encoder, "section", "offer", "", "", FieldKind::None);
    encoder.bounds(offer, Bounds { x: 40, y: 1200, w: 600, h: 300, ..Bounds::default() });
    encoder.push(8000, &Event::Mark(Mark { target: offer }));
    encoder.push(8100, &Event::Pause(Pause { paused: true }));
}

#[test]
fn every_example_is_what_export_prints() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("store.sqlite");
    let server = Server::start(&path, &[]);
    assert_eq!(server.post(&visit()), 204);
    let printed = String::from_utf8(run(&["export", "--store", path.to_str().unwrap()]).stdout).unwrap();

    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/EVENTS.md");
    let page = fs::read_to_string(page).unwrap();
    let shown: Vec<_> = page.lines().filter(|line| line.starts_with(r#"{"session""#)).collect();
    let printed: Vec<_> = printed.lines().collect();
    assert_eq!(shown, printed);
    let headings = page.lines().filter_map(|line| line.strip_prefix("#### "));
    let kinds = printed.iter().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].clone());
    assert!(headings.eq(kinds.map(|kind| kind.as_str().unwrap_or_default().to_owned())), "a heading for each");
}
