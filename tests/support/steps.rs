//! Calls of the encoder, and what a reader must then say: for properties and for fuzzing.

use desireline::wire::{
    Blur, Bounds, Change, Click, Clipboard, Coding, Composition, Contact, ContextMenu, Custom, DoubleClick, Drag,
    Event, Field, FieldKind, Focus, Frame, Friction, Fullscreen, Input, Invalid, Key, MAX_COORDINATE, Mark, Media,
    Missing, Outcome, Page, PageError, Pinch, Pointer, Press, Record, Reset, Scroll, Submit, Tag, Target, TargetNo,
    Typed, Unanswered, Visitor, Wheel,
};

use super::{ORIGIN, SESSION, STREAM, VIEW, coded, encoder, plain, records};

/// One call of the encoder.
#[derive(Clone, Debug)]
pub enum Step {
    Describe(Names),
    Place { target: u16, scroller: u16, bounds: Bounds },
    Push { gap: i64, target: u16, event: Happening },
    Seal { missing: Missing },
}

/// An owned [`Target`].
#[derive(Clone, Debug)]
pub struct Names {
    pub parts: [String; 5],
    pub path: u32,
    pub field: FieldKind,
}

impl Names {
    fn target(&self) -> Target<'_> {
        let [tag, id, classes, name, role] = &self.parts;
        Target { tag, id, classes, name, role, path: self.path, field: self.field }
    }
}

/// An owned [`Event`]: its texts stand beside it, in the order in which the kind has them.
#[derive(Clone, Debug)]
pub struct Happening {
    pub texts: [String; 4],
    pub event: Event<'static>,
}

impl Happening {
    /// The event with its texts, on the target with this number if it has one.
    fn event(&self, target: TargetNo) -> Event<'_> {
        let [first, second, third, fourth] = self.texts.each_ref().map(String::as_str);
        match self.event {
            Event::Page(page) => Event::Page(Page { url: first, referrer: second, language: third, ..page }),
            Event::Visitor(visitor) => Event::Visitor(Visitor {
                browser: first,
                system: second,
                languages: third,
                time_zone: fourth,
                ..visitor
            }),
            Event::Error(error) => Event::Error(PageError { message: first, source: second, stack: third, ..error }),
            Event::Custom(_) => Event::Custom(Custom { name: first, data: second }),
            Event::Tag(_) => Event::Tag(Tag { name: first, value: second }),
            Event::Friction(friction) => Event::Friction(Friction { name: first, ..friction }),
            other => aimed(other, target),
        }
    }
}

fn aimed(event: Event<'static>, target: TargetNo) -> Event<'static> {
    match event {
        Event::Click(click) => Event::Click(Click { target, ..click }),
        Event::Scroll(scroll) => Event::Scroll(Scroll { target, ..scroll }),
        Event::Key(key) => Event::Key(Key { target, ..key }),
        Event::Focus(_) => Event::Focus(Focus { target }),
        Event::Blur(_) => Event::Blur(Blur { target }),
        Event::Input(input) => Event::Input(Input { target, ..input }),
        Event::Change(_) => Event::Change(Change { target }),
        Event::Submit(submit) => Event::Submit(Submit { target, ..submit }),
        Event::Press(press) => Event::Press(Press { target, ..press }),
        Event::DoubleClick(_) => Event::DoubleClick(DoubleClick { target }),
        Event::ContextMenu(_) => Event::ContextMenu(ContextMenu { target }),
        Event::Drag(drag) => Event::Drag(Drag { target, ..drag }),
        Event::Fullscreen(fullscreen) => Event::Fullscreen(Fullscreen { target, ..fullscreen }),
        Event::Media(media) => Event::Media(Media { target, ..media }),
        Event::Clipboard(clipboard) => Event::Clipboard(Clipboard { target, ..clipboard }),
        Event::Composition(composition) => Event::Composition(Composition { target, ..composition }),
        Event::Reset(_) => Event::Reset(Reset { target }),
        Event::Invalid(invalid) => Event::Invalid(Invalid { target, ..invalid }),
        Event::Field(field) => Event::Field(Field { target, ..field }),
        Event::Outcome(outcome) => Event::Outcome(Outcome { target, ..outcome }),
        Event::Mark(_) => Event::Mark(Mark { target }),
        Event::Unanswered(_) => Event::Unanswered(Unanswered { target }),
        Event::Typed(typed) => Event::Typed(Typed { target, ..typed }),
        other => other,
    }
}

/// What the reader must say: kept beside the encoder, in absolute terms, with none of its code.
struct Model<'a> {
    t: u64,
    scrolled: (i32, i32),
    pointer: (i32, i32),
    targets: Vec<Target<'a>>,
    bounds: Vec<Option<Bounds>>,
    records: Vec<Record<'a>>,
}

impl<'a> Model<'a> {
    fn push(&mut self, t: u64, event: Event<'a>) {
        self.t = self.t.max(t);
        let held = |value: i32| value.clamp(-MAX_COORDINATE, MAX_COORDINATE);
        let (scroll_x, scroll_y) = self.scrolled;
        let event = match event {
            Event::Pointer(Pointer { x, y, pointer, .. }) => {
                let (x, y) = (held(x), held(y));
                self.pointer = (x, y);
                Event::Pointer(Pointer { x, y, page_x: x + scroll_x, page_y: y + scroll_y, pointer })
            }
            Event::Click(click) => {
                let (x, y) = (held(click.x), held(click.y));
                self.pointer = (x, y);
                Event::Click(Click { x, y, page_x: x + scroll_x, page_y: y + scroll_y, ..click })
            }
            Event::Scroll(Scroll { target, x, y }) => {
                let (x, y) = (held(x), held(y));
                if target == TargetNo::NONE {
                    self.scrolled = (x, y);
                }
                Event::Scroll(Scroll { target, x, y })
            }
            Event::Press(press) => {
                let (x, y) = self.pointer;
                Event::Press(Press { x, y, page_x: x + scroll_x, page_y: y + scroll_y, ..press })
            }
            Event::Contact(contact) => {
                let (x, y) = (held(contact.x), held(contact.y));
                Event::Contact(Contact { x, y, page_x: x + scroll_x, page_y: y + scroll_y, ..contact })
            }
            Event::Wheel(wheel) => Event::Wheel(Wheel { dx: held(wheel.dx), dy: held(wheel.dy), ..wheel }),
            Event::Pinch(Pinch { zoom, left, top }) => {
                Event::Pinch(Pinch { zoom: zoom.min(MAX_COORDINATE as u32), left: held(left), top: held(top) })
            }
            other => other,
        };
        let named = |number: TargetNo| usize::from(number.0).checked_sub(1);
        let target = named(event.target()).map(|index| self.targets[index]);
        let bounds = named(event.target()).and_then(|index| self.bounds[index]);
        let scroller = bounds.and_then(|bounds| named(bounds.scroller)).map(|index| self.targets[index]);
        self.records.push(Record { mono: self.t, wall: ORIGIN + self.t, target, bounds, scroller, event });
    }
}

/// Runs the steps and gives each sealed frame to `check` with what it must hold.
pub fn run(steps: &[Step], mut check: impl FnMut(u32, Missing, &[u8], &[Record<'_>])) {
    let mut encoder = encoder();
    let scrolled = (VIEW.scroll_x, VIEW.scroll_y);
    let pointer = (VIEW.x, VIEW.y);
    let mut model = Model { t: 0, scrolled, pointer, targets: Vec::new(), bounds: Vec::new(), records: Vec::new() };
    let mut sequence = 0;
    let last = Step::Seal { missing: Missing::default() };
    for step in steps.iter().chain([&last]) {
        match step {
            Step::Describe(names) => {
                model.targets.push(names.target());
                model.bounds.push(None);
                let number = encoder.target(&names.target()).expect("far from the limit");
                assert_eq!(usize::from(number.0), model.targets.len());
            }
            Step::Place { target, scroller, bounds } if !model.targets.is_empty() => {
                let count = model.targets.len() as u16;
                let (index, scroller) = (target % count, TargetNo(scroller % (count + 1)));
                let bounds = Bounds { scroller, ..*bounds };
                model.bounds[usize::from(index)] = Some(bounds);
                encoder.bounds(TargetNo(index + 1), bounds);
            }
            Step::Place { .. } => {}
            Step::Push { gap, target, event } => {
                let t = model.t.saturating_add_signed(*gap);
                let event = event.event(TargetNo(target % (model.targets.len() as u16 + 1)));
                model.push(t, event);
                encoder.push(t, &event);
            }
            Step::Seal { missing } => {
                let sealed = encoder.seal(ORIGIN, *missing);
                assert_eq!(sealed.is_some(), !model.records.is_empty());
                if let Some(bytes) = sealed {
                    check(sequence, *missing, &bytes, &model.records);
                    sequence += 1;
                    model.targets.clear();
                    model.bounds.clear();
                    model.records.clear();
                }
            }
        }
    }
}

/// What was pushed is read from each frame alone, whichever way its body is coded.
pub fn come_back(steps: &[Step]) {
    run(steps, |sequence, missing, bytes, pushed| {
        let coded = Frame::read(&coded(bytes)).unwrap();
        let plain = Frame::read(&plain(bytes)).unwrap();
        assert_eq!((coded.header().coding, plain.header().coding), (Coding::Coded, Coding::Plain));
        assert_eq!((plain.to_plain(), plain.to_coded()), (coded.to_plain(), coded.to_coded()));
        for frame in [coded, plain] {
            let header = frame.header();
            assert_eq!((header.session, header.stream), (SESSION, STREAM));
            assert_eq!((header.sequence, header.missing), (sequence, missing));
            assert_eq!((header.mono, header.wall), (pushed[0].mono, pushed[0].wall));
            assert_eq!(records(&frame), pushed);
            assert_eq!((frame.len(), frame.events().len()), (pushed.len(), pushed.len()));
        }
    });
}
