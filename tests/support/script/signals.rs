//! The kinds that are signals, each with the values that its numbers and texts may have.

use desireline::wire::{
    Clipboard, ClipboardAction, Composition, Connection, Contact, ContactPhase, ContextMenu, Custom, DoubleClick, Drag,
    DragPhase, ErrorKind, Event, Field, FormResult, Friction, Fullscreen, Inside, Invalid, Length, LongTask, Mark,
    Media, MediaAction, Network, Orientation, Outcome, PageError, PageState, Pause, Pinch, Press, PressPhase, Print,
    Reset, Rule, Scheme, Selection, Tag, TargetNo, Typed, Unanswered, Visibility, Visitor, Vital, VitalName, Wheel,
    WheelMode,
};

use super::super::steps::Happening;
use super::{POINTERS, Script};

/// Letters that do not make up UTF-8 take three bytes each, and a signal's texts may have 512.
const TEXT: usize = 170;

const PRESSES: [PressPhase; 3] = [PressPhase::Down, PressPhase::Up, PressPhase::Cancel];
const CONTACTS: [ContactPhase; 4] = [ContactPhase::Start, ContactPhase::Move, ContactPhase::End, ContactPhase::Cancel];
const WHEELS: [WheelMode; 3] = [WheelMode::Pixel, WheelMode::Line, WheelMode::Page];
const DRAGS: [DragPhase; 3] = [DragPhase::Start, DragPhase::Drop, DragPhase::End];
const STATES: [PageState; 4] = [PageState::Visible, PageState::Hidden, PageState::Frozen, PageState::Resumed];
const PLAYING: [MediaAction; 3] = [MediaAction::Play, MediaAction::Seek, MediaAction::Volume];
const LENGTHS: [Length; 4] = [Length::None, Length::Short, Length::Medium, Length::Long];
const CLIPBOARD: [ClipboardAction; 3] = [ClipboardAction::Copy, ClipboardAction::Cut, ClipboardAction::Paste];
const RULES: [Rule; 3] = [Rule::Other, Rule::Missing, Rule::Bad];
const RESULTS: [FormResult; 3] = [FormResult::Attempt, FormResult::Success, FormResult::Failure];
const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];
const NETWORKS: [Connection; 3] = [Connection::Unknown, Connection::Slow2g, Connection::G4];
const ERRORS: [ErrorKind; 3] = [ErrorKind::Exception, ErrorKind::Rejection, ErrorKind::Resource];
const VITALS: [VitalName; 3] = [VitalName::Lcp, VitalName::Cls, VitalName::Ttfb];

impl Script<'_> {
    pub(super) fn signal(&mut self) -> Happening {
        let mut texts: [String; 4] = Default::default();
        let event = match self.byte() {
            // The last number came last: what the others mean stays.
            u8::MAX => {
                let character = self.text(1).chars().next().filter(|it| !it.is_control() && !it.is_ascii_digit());
                Event::Typed(Typed { target: TargetNo::NONE, character: character.unwrap_or('x') })
            }
            kind => self.kind(kind % 31, &mut texts),
        };
        Happening { texts, event }
    }

    fn kind(&mut self, kind: u8, texts: &mut [String; 4]) -> Event<'static> {
        match kind {
            0 => Event::Press(Press {
                phase: self.one_of(&PRESSES),
                button: self.value(),
                pointer: self.one_of(&POINTERS),
                pressure: self.value(),
                ..Press::default()
            }),
            1 => Event::Contact(Contact {
                contact: self.value(),
                phase: self.one_of(&CONTACTS),
                x: self.place(),
                y: self.place(),
                ..Contact::default()
            }),
            2 => Event::DoubleClick(DoubleClick::default()),
            3 => Event::ContextMenu(ContextMenu::default()),
            4 => {
                let (dx, dy, mode, events) = (self.place(), self.place(), self.one_of(&WHEELS), self.value());
                Event::Wheel(Wheel { dx, dy, mode, events })
            }
            5 => Event::Drag(Drag { phase: self.one_of(&DRAGS), ..Drag::default() }),
            6 => Event::Inside(Inside { inside: self.flag() }),
            7 => Event::Visibility(Visibility { state: self.one_of(&STATES) }),
            8 => Event::Orientation(Orientation { angle: self.value() }),
            9 => Event::Fullscreen(Fullscreen { on: self.flag(), ..Fullscreen::default() }),
            10 => Event::Print(Print { done: self.flag() }),
            11 => Event::Network(Network { online: self.flag() }),
            12 => {
                let (action, position, volume) = (self.one_of(&PLAYING), self.value(), self.value());
                Event::Media(Media { action, position, volume, ..Media::default() })
            }
            13 => Event::Selection(Selection { length: self.one_of(&LENGTHS) }),
            14 => Event::Clipboard(Clipboard { action: self.one_of(&CLIPBOARD), ..Clipboard::default() }),
            15 => Event::Composition(Composition { ended: self.flag(), ..Composition::default() }),
            16 => Event::Reset(Reset::default()),
            17 => Event::Invalid(Invalid { rule: self.one_of(&RULES), ..Invalid::default() }),
            18 => Event::Field(Field {
                hesitation: self.value(),
                dwell: self.value(),
                edits: self.value(),
                corrections: self.value(),
                refills: self.value(),
                length: self.one_of(&LENGTHS),
                blank: self.flag(),
                ..Field::default()
            }),
            19 => Event::Outcome(Outcome { result: self.one_of(&RESULTS), ..Outcome::default() }),
            20 => {
                *texts = std::array::from_fn(|_| self.text(TEXT));
                Event::Visitor(Visitor {
                    version: self.value(),
                    pixel_ratio: self.value(),
                    scheme: self.one_of(&SCHEMES),
                    reduced_motion: self.flag(),
                    touch: self.flag(),
                    connection: self.one_of(&NETWORKS),
                    ..Visitor::default()
                })
            }
            21 => {
                *texts = [self.text(TEXT), self.text(TEXT), self.text(TEXT), String::new()];
                Event::Error(PageError { error: self.one_of(&ERRORS), count: self.value(), ..PageError::default() })
            }
            22 => {
                let (duration, blocking, frame) = (self.value(), self.value(), self.flag());
                Event::LongTask(LongTask { duration, blocking, frame })
            }
            23 => Event::Vital(Vital { vital: self.one_of(&VITALS), value: self.value() }),
            24 => {
                *texts = [self.text(TEXT), self.text(TEXT), String::new(), String::new()];
                Event::Custom(Custom::default())
            }
            25 => {
                *texts = [self.text(TEXT), self.text(TEXT), String::new(), String::new()];
                Event::Tag(Tag::default())
            }
            26 => {
                texts[0] = self.text(TEXT);
                Event::Friction(Friction { weight: self.value(), ..Friction::default() })
            }
            27 => Event::Mark(Mark::default()),
            28 => Event::Unanswered(Unanswered::default()),
            29 => Event::Pinch(Pinch { zoom: self.value(), left: self.place(), top: self.place() }),
            _ => Event::Pause(Pause { paused: self.flag() }),
        }
    }

    fn value(&mut self) -> u32 {
        self.number() as u32
    }
}
