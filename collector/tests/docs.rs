//! `docs/EVENTS.md` shows one line for each kind of event: exactly what `export` prints.

mod support;

use std::fs;
use std::path::Path;

use desireline::wire::{
    Blur, Bounds, Change, Click, Encoder, Event, FieldKind, Focus, Input, Key, KeyClass, Missing, Modifiers, Page,
    Pointer, PointerKind, Resize, Scroll, Submit, Target, TargetNo,
};
use support::program::{Server, run};

/// The visit that the document shows, one event of each kind.
fn visit() -> Vec<u8> {
    let mut encoder = support::encoder(0x5e, 0x3a);
    let element = |encoder: &mut Encoder, tag, id, classes, name, field| {
        encoder.target(&Target { tag, id, classes, name, field, ..Target::default() }).unwrap()
    };
    let control = |modifier| Modifiers::from_bits(modifier);
    let (viewport_w, viewport_h, document_w, document_h) = (1280, 720, 1265, 3400);
    let (url, referrer, language) = ("https://shop.example/bags/*", "https://search.example/", "en-GB");
    let (screen_w, screen_h) = (1920, 1080);
    encoder.push(
        12,
        &Event::Page(Page {
            url,
            referrer,
            language,
            viewport_w,
            viewport_h,
            document_w,
            document_h,
            zoom: 100,
            screen_w,
            screen_h,
            ..Page::default()
        }),
    );
    encoder.push(340, &Event::Resize(Resize { viewport_w, viewport_h: 640, document_w, document_h, zoom: 100 }));
    encoder.push(905, &Event::Scroll(Scroll { x: 0, y: 480, target: TargetNo::NONE }));
    encoder.push(1410, &Event::Pointer(Pointer { x: 402, y: 318, pointer: PointerKind::Mouse, ..Pointer::default() }));
    let buy = element(&mut encoder, "button", "buy", "", "", FieldKind::Button);
    encoder.bounds(buy, Bounds { x: 400, y: 780, w: 120, h: 40, ..Bounds::default() });
    encoder.push(1650, &Event::Click(Click { target: buy, x: 410, y: 320, modifiers: control(1), ..Click::default() }));
    let email = element(&mut encoder, "input", "", "", "email", FieldKind::Email);
    encoder.push(2210, &Event::Focus(Focus { target: email }));
    encoder.push(2500, &Event::Key(Key { target: email, class: KeyClass::Letter, ..Key::default() }));
    encoder.push(2500, &Event::Input(Input { target: email, ..Input::default() }));
    encoder.push(5300, &Event::Change(Change { target: email }));
    encoder.push(5342, &Event::Blur(Blur { target: email }));
    let form = element(&mut encoder, "form", "", "checkout", "", FieldKind::None);
    encoder.push(6100, &Event::Submit(Submit { target: form, fields: 4 }));
    encoder.seal(support::WALL, Missing::default()).unwrap()
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
}
