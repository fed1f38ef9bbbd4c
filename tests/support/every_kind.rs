//! A frame that holds every kind: a visit in short.

use desireline::wire::*;

use super::{BEGAN, BUY, ORIGIN, encoder};

/// Closed, with its body in plain.
pub fn frame() -> Vec<u8> {
    let mut encoder = encoder();
    opened(&mut encoder);
    let scroller = pointed(&mut encoder);
    gestures(&mut encoder, scroller);
    filled_in(&mut encoder);
    surroundings(&mut encoder);
    told(&mut encoder);
    let missing = Missing { queue_full: 1, refused: 0, over_limit: 300, sampled_out: 41, private: 2 };
    encoder.seal(ORIGIN, missing).expect("events")
}

fn opened(encoder: &mut Encoder) {
    let page = Page {
        url: "https://shop.example/é/*",
        referrer: "https://search.example/",
        language: "en-GB",
        viewport_w: 1280,
        viewport_h: 720,
        document_w: 1265,
        document_h: 3400,
        zoom: 100,
        screen_w: 1920,
        screen_h: 1080,
        navigation: Navigation::BackForward,
    };
    encoder.push(BEGAN, &Event::Page(page));
    let visitor = Visitor {
        version: 142,
        pixel_ratio: 200,
        scheme: Scheme::Dark,
        reduced_motion: true,
        touch: true,
        connection: Connection::G4,
        browser: "Firefox",
        system: "Linux",
        languages: "en-GB,de",
        time_zone: "Europe/Berlin",
    };
    encoder.push(60, &Event::Visitor(visitor));
    encoder.push(250, &Event::Vital(Vital { vital: VitalName::Fcp, value: 240 }));
    let sizes = Resize { viewport_w: 1280, viewport_h: 640, document_w: 1265, document_h: 3400, zoom: 150 };
    encoder.push(300, &Event::Resize(sizes));
    encoder.push(310, &Event::Scroll(Scroll { x: -20, y: 500, target: TargetNo::NONE }));
    encoder.push(315, &Event::Inside(Inside { inside: true }));
}

/// Gives the list that scrolls.
fn pointed(encoder: &mut Encoder) -> TargetNo {
    for step in 0..60 {
        let (x, y) = (100 + step * step / 4, 200 + step * 3);
        let pointer = if step < 50 { PointerKind::Mouse } else { PointerKind::Pen };
        encoder.push(320 + 17 * step as u64, &Event::Pointer(Pointer { x, y, pointer, ..Pointer::default() }));
    }
    let buy = encoder.target(&BUY).expect("room");
    let list = Target { tag: "ul", classes: "results wide", role: "listbox", path: 0x00_0abc, ..Target::default() };
    let scroller = encoder.target(&list).expect("room");
    encoder.bounds(buy, Bounds { x: 900, y: 860, w: 120, h: 40, fixed: false, scroller });
    let press = Press { target: buy, pointer: PointerKind::Pen, pressure: 50, ..Press::default() };
    encoder.push(1_360, &Event::Press(press));
    encoder.push(1_399, &Event::Press(Press { phase: PressPhase::Up, pressure: 0, ..press }));
    let modifiers = Modifiers::from_bits(5);
    encoder.push(1_400, &Event::Click(Click { target: buy, x: 960, y: 377, button: 2, modifiers, ..Click::default() }));
    encoder.push(1_401, &Event::ContextMenu(ContextMenu { target: buy }));
    encoder.bounds(buy, Bounds { x: 900, y: 360, w: 120, h: 40, fixed: true, scroller: TargetNo::NONE });
    encoder.push(1_500, &Event::Click(Click { target: buy, x: 961, y: 377, ..Click::default() }));
    encoder.push(1_501, &Event::DoubleClick(DoubleClick { target: buy }));
    encoder.push(1_550, &Event::Unanswered(Unanswered { target: buy }));
    encoder.push(1_560, &Event::Wheel(Wheel { dx: 0, dy: 360, mode: WheelMode::Pixel, events: 3 }));
    encoder.push(1_600, &Event::Scroll(Scroll { target: scroller, x: 0, y: 250 }));
    scroller
}

fn gestures(encoder: &mut Encoder, scroller: TargetNo) {
    encoder.bounds(scroller, Bounds { x: 40, y: 1_200, w: 600, h: 300, ..Bounds::default() });
    encoder.push(1_610, &Event::Mark(Mark { target: scroller }));
    let contact = Contact { contact: 1, phase: ContactPhase::Start, x: 400, y: 300, ..Contact::default() };
    encoder.push(1_620, &Event::Contact(contact));
    encoder.push(1_700, &Event::Contact(Contact { phase: ContactPhase::Move, x: 460, y: 260, ..contact }));
    encoder.push(1_710, &Event::Pinch(Pinch { zoom: 180, left: 120, top: -4 }));
    encoder.push(1_720, &Event::Contact(Contact { phase: ContactPhase::End, x: 470, y: 250, ..contact }));
    for (t, phase) in [(1_730, DragPhase::Start), (1_800, DragPhase::Drop), (1_801, DragPhase::End)] {
        encoder.push(t, &Event::Drag(Drag { target: scroller, phase }));
    }
    encoder.push(1_850, &Event::Selection(Selection { length: Length::Short }));
    let copy = Clipboard { target: TargetNo::NONE, action: ClipboardAction::Copy };
    encoder.push(1_860, &Event::Clipboard(copy));
}

fn filled_in(encoder: &mut Encoder) {
    let email = Target { tag: "input", name: "email", path: 0xff_ffff, field: FieldKind::Email, ..Target::default() };
    let target = encoder.target(&email).expect("room");
    let modifiers = Modifiers::from_bits(5);
    encoder.push(2_000, &Event::Focus(Focus { target }));
    encoder.push(2_100, &Event::Key(Key { target, class: KeyClass::Letter, ..Key::default() }));
    encoder.push(2_100, &Event::Typed(Typed { target, character: 'ö' }));
    encoder.push(2_100, &Event::Input(Input { target, how: How::Typed }));
    encoder.push(2_150, &Event::Composition(Composition { target, ended: false }));
    encoder.push(2_190, &Event::Composition(Composition { target, ended: true }));
    encoder.push(2_200, &Event::Input(Input { target, how: How::Composed }));
    let shortcut = Key { class: KeyClass::Shortcut, shortcut: Shortcut::Undo, ..Key::default() };
    encoder.push(2_250, &Event::Key(Key { target, modifiers: Modifiers::from_bits(1), ..shortcut }));
    encoder.push(
        2_300,
        &Event::Key(Key { target, class: KeyClass::Navigation, modifiers, repeat: true, ..Key::default() }),
    );
    encoder.push(2_310, &Event::Change(Change { target }));
    let field = Field { target, hesitation: 1, dwell: 3, edits: 2, corrections: 1, refills: 0, ..Field::default() };
    encoder.push(2_310, &Event::Field(Field { length: Length::Short, ..field }));
    encoder.push(2_310, &Event::Blur(Blur { target }));
    encoder.push(2_390, &Event::Invalid(Invalid { target, rule: Rule::Type }));
    encoder.push(2_400, &Event::Submit(Submit { target: TargetNo::NONE, fields: 300 }));
    let form = Target { tag: "form", id: "order", ..Target::default() };
    let target = encoder.target(&form).expect("room");
    encoder.push(2_410, &Event::Outcome(Outcome { target, result: FormResult::Failure }));
    encoder.push(2_500, &Event::Reset(Reset { target }));
}

fn surroundings(encoder: &mut Encoder) {
    let clip = Target { tag: "video", id: "clip", ..Target::default() };
    let target = encoder.target(&clip).expect("room");
    encoder.push(2_600, &Event::Media(Media { target, action: MediaAction::Seek, position: 95, volume: 60 }));
    encoder.push(2_610, &Event::Fullscreen(Fullscreen { target, on: true }));
    encoder.push(2_650, &Event::Orientation(Orientation { angle: 90 }));
    encoder.push(2_700, &Event::Fullscreen(Fullscreen { target, on: false }));
    encoder.push(2_710, &Event::Print(Print { done: false }));
    encoder.push(2_750, &Event::Print(Print { done: true }));
    encoder.push(2_760, &Event::Network(Network { online: false }));
    encoder.push(2_800, &Event::Inside(Inside { inside: false }));
    encoder.push(2_810, &Event::Visibility(Visibility { state: PageState::Hidden }));
    encoder.push(9_000, &Event::Visibility(Visibility { state: PageState::Visible }));
    encoder.push(9_010, &Event::Network(Network { online: true }));
}

fn told(encoder: &mut Encoder) {
    let error = PageError {
        error: ErrorKind::Exception,
        count: 2,
        message: "TypeError: x is not a function",
        source: "https://shop.example/app.js",
        stack: "add onclick",
    };
    encoder.push(9_100, &Event::Error(error));
    encoder.push(9_110, &Event::LongTask(LongTask { duration: 210, blocking: 160, frame: true }));
    encoder.push(9_120, &Event::Custom(Custom { name: "added", data: r#"{"price":12}"# }));
    encoder.push(9_130, &Event::Tag(Tag { name: "plan", value: "trial" }));
    encoder.push(9_140, &Event::Friction(Friction { weight: 15, name: "empty-search" }));
    encoder.push(9_150, &Event::Pause(Pause { paused: true }));
    encoder.push(9_300, &Event::Pause(Pause { paused: false }));
    encoder.push(9_400, &Event::Vital(Vital { vital: VitalName::Cls, value: 830 }));
}
