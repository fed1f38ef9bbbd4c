//! Calls of the encoder, and what a reader must then say: for properties and for fuzzing.

use desireline::wire::{
    Blur, Bounds, Change, Click, Coding, Event, FieldKind, Focus, Frame, Input, Key, MAX_COORDINATE, Missing, Page,
    Pointer, Record, Scroll, Submit, Target, TargetNo,
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

/// An owned [`Event`].
#[derive(Clone, Debug)]
pub enum Happening {
    Page { texts: [String; 3], sizes: [u32; 7] },
    Other(Event<'static>),
}

impl Happening {
    /// The event, on the target with this number if it has one.
    fn event(&self, target: TargetNo) -> Event<'_> {
        match self {
            Self::Page { texts: [url, referrer, language], sizes } => {
                let [viewport_w, viewport_h, document_w, document_h, zoom, screen_w, screen_h] = *sizes;
                let page = Page {
                    url,
                    referrer,
                    language,
                    viewport_w,
                    viewport_h,
                    document_w,
                    document_h,
                    zoom,
                    screen_w,
                    screen_h,
                    ..Page::default()
                };
                Event::Page(page)
            }
            Self::Other(event) => aimed(*event, target),
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
        other => other,
    }
}

/// What the reader must say: kept beside the encoder, in absolute terms, with none of its code.
struct Model<'a> {
    t: u64,
    scrolled: (i32, i32),
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
                Event::Pointer(Pointer { x, y, page_x: x + scroll_x, page_y: y + scroll_y, pointer })
            }
            Event::Click(click) => {
                let (x, y) = (held(click.x), held(click.y));
                Event::Click(Click { x, y, page_x: x + scroll_x, page_y: y + scroll_y, ..click })
            }
            Event::Scroll(Scroll { target, x, y }) => {
                let (x, y) = (held(x), held(y));
                if target == TargetNo::NONE {
                    self.scrolled = (x, y);
                }
                Event::Scroll(Scroll { target, x, y })
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
    let mut model = Model { t: 0, scrolled, targets: Vec::new(), bounds: Vec::new(), records: Vec::new() };
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
