//! Bytes as calls of the encoder: any bytes are some calls, and a byte more or less leaves most of
//! them as they were, which is what a fuzzer wants.

mod signals;

use desireline::wire::{
    Blur, Bounds, Change, Click, Event, FieldKind, Focus, How, Input, Key, KeyClass, MAX_COORDINATE, MAX_PATH, Missing,
    Modifiers, Navigation, Page, Pointer, PointerKind, Resize, Scroll, Shortcut, Submit, TargetNo,
};

use super::steps::{Happening, Names, Step};

/// So many bytes make no frame that comes near the format's limits, beyond which the encoder changes
/// what it is told; `tests/wire_limits.rs` looks at those.
const LONGEST: usize = 4_096;
/// Bytes below stand for themselves; those from here on say how many follow.
const WIDE: u8 = 248;
/// Gaps of a whole script stay far below the latest time.
const GAP_BITS: u32 = 40;
/// Letters that do not make up UTF-8 take three bytes each, and names may have 80, languages 35.
const NAME: usize = 26;
const LANGUAGE: usize = 11;
const URL: usize = 255;

const FIELDS: [FieldKind; 4] = [FieldKind::None, FieldKind::Email, FieldKind::Password, FieldKind::Editable];
const WAYS: [How; 3] = [How::Other, How::Typed, How::Undone];
const SHORTCUTS: [Shortcut; 3] = [Shortcut::Other, Shortcut::Copy, Shortcut::Reload];
const NAVIGATIONS: [Navigation; 3] = [Navigation::Navigate, Navigation::Reload, Navigation::Told];
const POINTERS: [PointerKind; 3] = [PointerKind::Mouse, PointerKind::Touch, PointerKind::Pen];
const CLASSES: [KeyClass; 8] = [
    KeyClass::Other,
    KeyClass::Letter,
    KeyClass::Digit,
    KeyClass::Edit,
    KeyClass::Navigation,
    KeyClass::Modifier,
    KeyClass::Enter,
    KeyClass::Shortcut,
];

/// What is left of the bytes.
#[derive(Debug)]
struct Script<'a>(&'a [u8]);

/// The signal that bytes stand for.
pub fn signal(bytes: &[u8]) -> Happening {
    Script(bytes).signal()
}

/// The calls that bytes stand for.
pub fn steps(bytes: &[u8]) -> Vec<Step> {
    let mut script = Script(bytes.get(..LONGEST).unwrap_or(bytes));
    let mut steps = Vec::new();
    while !script.0.is_empty() {
        steps.push(script.step());
    }
    steps
}

impl Script<'_> {
    fn step(&mut self) -> Step {
        match self.byte() % 16 {
            0 => Step::Describe(Names {
                parts: std::array::from_fn(|_| self.text(NAME)),
                path: self.number() as u32 & MAX_PATH,
                field: self.one_of(&FIELDS),
            }),
            1 => Step::Place { target: self.number() as u16, scroller: self.number() as u16, bounds: self.bounds() },
            2 => {
                let [queue_full, refused, over_limit, sampled_out, private] =
                    std::array::from_fn(|_| self.number() as u32);
                Step::Seal { missing: Missing { queue_full, refused, over_limit, sampled_out, private } }
            }
            kind => {
                let gap = unzigzag(self.number()) % (1 << GAP_BITS);
                Step::Push { gap, target: self.number() as u16, event: self.event(kind) }
            }
        }
    }

    fn event(&mut self, kind: u8) -> Happening {
        let target = TargetNo::NONE;
        let mut texts: [String; 4] = Default::default();
        let event = match kind {
            3 => {
                texts = [self.text(URL), self.text(URL), self.text(LANGUAGE), String::new()];
                let [viewport_w, viewport_h, document_w, document_h, zoom] = std::array::from_fn(|_| self.size());
                let page = Page { viewport_w, viewport_h, document_w, document_h, zoom, ..Page::default() };
                let (screen_w, screen_h, navigation) = (self.size(), self.size(), self.one_of(&NAVIGATIONS));
                Event::Page(Page { screen_w, screen_h, navigation, ..page })
            }
            4 => {
                let [viewport_w, viewport_h, document_w, document_h, zoom] = std::array::from_fn(|_| self.size());
                Event::Resize(Resize { viewport_w, viewport_h, document_w, document_h, zoom })
            }
            5 => Event::Click(Click {
                x: self.place(),
                y: self.place(),
                button: self.byte(),
                modifiers: Modifiers::from_bits(self.byte()),
                pointer: self.one_of(&POINTERS),
                ..Click::default()
            }),
            6 => Event::Scroll(Scroll { target, x: self.place(), y: self.place() }),
            7 => Event::Key(Key {
                target,
                class: self.one_of(&CLASSES),
                modifiers: Modifiers::from_bits(self.byte()),
                repeat: self.flag(),
                shortcut: self.one_of(&SHORTCUTS),
            }),
            8 => Event::Focus(Focus { target }),
            9 => Event::Blur(Blur { target }),
            10 => Event::Input(Input { target, how: self.one_of(&WAYS) }),
            11 => Event::Change(Change { target }),
            12 => Event::Submit(Submit { target, fields: self.number() as u16 }),
            13 => {
                let (x, y, pointer) = (self.place(), self.place(), self.one_of(&POINTERS));
                Event::Pointer(Pointer { x, y, pointer, ..Pointer::default() })
            }
            _ => return self.signal(),
        };
        Happening { texts, event }
    }

    fn bounds(&mut self) -> Bounds {
        let held = |place: i32| place.clamp(-MAX_COORDINATE, MAX_COORDINATE);
        let (x, y) = (held(self.place()), held(self.place()));
        let (w, h, fixed) = (self.size(), self.size(), self.flag());
        Bounds { x, y, w, h, fixed, scroller: TargetNo::NONE }
    }

    /// 0 behind the end.
    fn byte(&mut self) -> u8 {
        let Some((byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *byte
    }

    fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    fn number(&mut self) -> u64 {
        match self.byte() {
            byte @ WIDE.. => (WIDE..=byte).fold(0, |number, _| number << 8 | u64::from(self.byte())),
            byte => u64::from(byte),
        }
    }

    fn size(&mut self) -> u32 {
        (self.number() % (MAX_COORDINATE as u64 + 1)) as u32
    }

    fn place(&mut self) -> i32 {
        unzigzag(self.number()) as i32
    }

    fn text(&mut self, longest: usize) -> String {
        let length = (usize::from(self.byte()) % (longest + 1)).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte()) % all.len()]
    }
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}
