//! Kinds of the page and its window, as values and as exact bytes.
//!
//! The bytes are written by hand from docs/FORMAT.md. A change of any byte of the format turns
//! this red, and then needs a new format version.

#![cfg(not(target_arch = "wasm32"))]

mod support;

use desireline::wire::{
    Clipboard, ClipboardAction, Event, Fullscreen, Length, Media, MediaAction, Navigation, Network, Orientation, Page,
    PageState, Pause, Print, Resize, Selection, Visibility,
};
use support::table::{ONE, alone, numbered, on_buy};

#[test]
fn page_and_resize() {
    let page = Page {
        url: "https://shop.example/é",
        referrer: "",
        language: "en-GB",
        viewport_w: 800,
        viewport_h: 600,
        document_w: 785,
        document_h: 2000,
        zoom: 150,
        screen_w: 1920,
        screen_h: 1080,
        navigation: Navigation::BackForward,
    };
    let row = "01 00  17 68747470733a2f2f73686f702e6578616d706c652fc3a9  00  05 656e2d4742
        800f b808  02  a006 d804 9106 d00f 9601";
    alone(Event::Page(page), row);
    let resize = Resize { viewport_w: 0, viewport_h: 127, document_w: 128, document_h: 1 << 25, zoom: 50 };
    alone(Event::Resize(resize), "02 00  00 7f 8001 80808010 32");
}

#[test]
fn every_navigation() {
    let navigations = [
        Navigation::Navigate,
        Navigation::Reload,
        Navigation::BackForward,
        Navigation::Restored,
        Navigation::Prerendered,
        Navigation::Push,
        Navigation::Replace,
        Navigation::Traverse,
        Navigation::Told,
    ];
    numbered(&navigations, "01 00  00 00 00  00 00  #  00 00 00 00 00", |navigation| {
        Event::Page(Page { navigation, ..Page::default() })
    });
}

#[test]
fn how_the_page_stands() {
    let states = [PageState::Visible, PageState::Hidden, PageState::Frozen, PageState::Resumed];
    numbered(&states, "14 00 #", |state| Event::Visibility(Visibility { state }));
    alone(Event::Orientation(Orientation { angle: 270 }), "15 00 8e02");
    on_buy(Event::Fullscreen(Fullscreen { target: ONE, on: true }), "16 00  01 01");
    numbered(&[false, true], "16 00 00 #", |on| Event::Fullscreen(Fullscreen { on, ..Fullscreen::default() }));
    numbered(&[false, true], "17 00 #", |done| Event::Print(Print { done }));
    numbered(&[false, true], "18 00 #", |online| Event::Network(Network { online }));
    numbered(&[false, true], "2b 00 #", |paused| Event::Pause(Pause { paused }));
}

#[test]
fn media() {
    let media = Media { target: ONE, action: MediaAction::Seek, position: 3600, volume: 80 };
    on_buy(Event::Media(media), "19 00  01 02 901c 50");
    let actions = [MediaAction::Play, MediaAction::Pause, MediaAction::Seek, MediaAction::End, MediaAction::Volume];
    numbered(&actions, "19 00 00 # 00 00", |action| Event::Media(Media { action, ..Media::default() }));
}

#[test]
fn selection_and_clipboard() {
    let lengths = [Length::None, Length::Short, Length::Medium, Length::Long];
    numbered(&lengths, "1a 00 #", |length| Event::Selection(Selection { length }));
    on_buy(Event::Clipboard(Clipboard { target: ONE, action: ClipboardAction::Paste }), "1b 00  01 02");
    let actions = [ClipboardAction::Copy, ClipboardAction::Cut, ClipboardAction::Paste];
    numbered(&actions, "1b 00 00 #", |action| Event::Clipboard(Clipboard { action, ..Clipboard::default() }));
}
