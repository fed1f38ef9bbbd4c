use alloc::vec::Vec;

use super::bytes::Bytes;
use super::state::State;
use super::{Bounds, Coding, Event, Header, MAX_TARGETS, MAX_TIME, Missing, Target, TargetNo, View};
use crate::session::{SessionId, StreamId};

/// Body size at which a frame ought to be sealed, in bytes, so that it stays under 16 KiB with its
/// header (some 45 bytes) and one more event: several fit into what a page may send as it ends.
pub const SEAL_AT: usize = 15 * 1024;

/// Turns events into frames.
///
/// Each event becomes a row of the open frame when it is pushed, so [`seal`](Self::seal) has
/// next to nothing left to do and may be called at any moment.
///
/// ```
/// use desireline::session::{SessionId, StreamId};
/// use desireline::wire::{Encoder, Event, Frame, Missing, Pointer, View};
///
/// let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
/// encoder.push(40, &Event::Pointer(Pointer { x: 120, y: 80, ..Pointer::default() }));
/// let bytes = encoder.seal(1_700_000_000_000, Missing::default()).unwrap();
///
/// let frame = Frame::read(&bytes).unwrap();
/// let record = frame.events().next().unwrap();
/// assert!(matches!(record.event, Event::Pointer(Pointer { x: 120, y: 80, .. })));
/// ```
#[derive(Debug)]
pub struct Encoder {
    session: SessionId,
    stream: StreamId,
    sequence: u32,
    state: State,
    /// Where the open frame's targets were last said to lie.
    targets: Vec<Option<Bounds>>,
    rows: u32,
    /// When the open frame's first event was.
    began: Option<u64>,
    /// How the page stood before the open frame's first row.
    view: View,
    body: Bytes,
}

impl Encoder {
    /// An encoder for one stream, whose page stands as `view` says.
    pub fn new(session: SessionId, stream: StreamId, view: View) -> Self {
        Self {
            session,
            stream,
            sequence: 0,
            state: State { view: view.clamped(), t: 0 },
            targets: Vec::new(),
            rows: 0,
            began: None,
            view: View::default(),
            body: Bytes::default(),
        }
    }

    /// The visit that its frames belong to.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// The document that its frames belong to.
    pub fn stream(&self) -> StreamId {
        self.stream
    }

    /// Number of the frame that is open now.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// Bytes of the open frame's body so far.
    pub fn len(&self) -> usize {
        self.body.0.len()
    }

    /// Whether the open frame holds no event.
    pub fn is_empty(&self) -> bool {
        self.began.is_none()
    }

    /// Whether the open frame ought to be sealed: its body has [`SEAL_AT`] bytes.
    pub fn is_full(&self) -> bool {
        self.len() >= SEAL_AT
    }

    /// When the last event was, in ms.
    #[cfg(all(target_arch = "wasm32", feature = "recorder"))]
    pub(crate) fn last(&self) -> u64 {
        self.state.t
    }

    /// How the page stands after the events so far.
    pub fn view(&self) -> View {
        self.state.view
    }

    /// Describes an element in the open frame, for the events that follow. `None` once the
    /// frame has [`MAX_TARGETS`]; the number is good until the next [`seal`](Self::seal).
    pub fn target(&mut self, target: &Target<'_>) -> Option<TargetNo> {
        if self.targets.len() == MAX_TARGETS {
            return None;
        }
        self.open();
        target.write(&mut self.body);
        self.targets.push(None);
        Some(TargetNo(self.targets.len() as u16))
    }

    /// Says where a target of the open frame lies, unless that has been said.
    pub fn bounds(&mut self, target: TargetNo, bounds: Bounds) {
        let Some(last) = self.targets.get_mut(usize::from(target.0).wrapping_sub(1)) else { return };
        let bounds = bounds.clamped();
        if *last != Some(bounds) {
            *last = Some(bounds);
            self.open();
            bounds.write(target, &mut self.body, &self.state);
        }
    }

    /// Begins a row; the first says how the page stood.
    fn open(&mut self) {
        if self.rows == 0 {
            self.view = self.state.view;
        }
        self.rows += 1;
    }

    /// Appends one event at `t` ms on the stream's clock. Times may not run backwards: an
    /// earlier one counts as the last one's. What lies outside the format's range (times over
    /// [`MAX_TIME`], sizes and places over [`MAX_COORDINATE`](super::MAX_COORDINATE), texts over
    /// their length) is held within it.
    pub fn push(&mut self, t: u64, event: &Event<'_>) {
        self.begin(t, event.tag());
        event.write(&mut self.body, &mut self.state);
    }

    /// The same for an event whose kind is known here: a recorder that calls this has room for no other.
    #[cfg(all(target_arch = "wasm32", feature = "recorder"))]
    pub(crate) fn push_kind<'a, K: super::Kind<'a>>(&mut self, t: u64, kind: &K) {
        self.begin(t, K::TAG);
        kind.write(&mut self.body, &mut self.state);
    }

    /// Appends a signal at `t`, a kind whose row holds the element, numbers and texts alone
    /// (`wire/signal.rs`): its number on the wire, and what stands in the row after the element.
    #[cfg(any(test, all(target_arch = "wasm32", feature = "recorder")))]
    pub(crate) fn signal(&mut self, t: u64, tag: u8, target: Option<TargetNo>, row: &[u8]) {
        self.begin(t, tag);
        if let Some(TargetNo(target)) = target {
            self.body.number(target);
        }
        self.body.bytes(row);
    }

    /// Begins an event's row: its kind, and the time since the row before.
    #[inline(never)]
    fn begin(&mut self, t: u64, tag: u8) {
        let t = t.min(MAX_TIME);
        self.open();
        if self.began.is_none() {
            self.state.t = self.state.t.max(t);
            self.began = Some(self.state.t);
        }
        let gap = t.saturating_sub(self.state.t);
        self.state.t += gap;
        self.body.number(tag);
        self.body.number(gap);
    }

    /// Closes the open frame and opens the next. `origin` is the wall clock at the stream's
    /// time 0, in ms since 1970 UTC. `None` when nothing happened since the last frame.
    pub fn seal(&mut self, origin: u64, missing: Missing) -> Option<Vec<u8>> {
        let mono = self.began.take()?;
        let Self { session, stream, sequence, rows, .. } = *self;
        let wall = origin.saturating_add(mono).min(MAX_TIME);
        let mut frame = Bytes::default();
        Header { session, stream, sequence, wall, mono, missing, coding: Coding::Plain }.write(&mut frame);
        self.view.write(&mut frame);
        frame.number(rows);
        frame.0.append(&mut self.body.0);
        self.sequence += 1;
        self.rows = 0;
        self.targets.clear();
        Some(frame.0)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::wire::signal::cut;
    use crate::wire::*;

    const ON: TargetNo = TargetNo(1);

    /// Both ways to write a signal, which must come to the same bytes, which a reader takes.
    fn both(event: Event<'_>, tag: u8, numbers: &[u32], texts: &[&str]) {
        let on = (event.target() == ON).then_some(ON);
        let [pushed, raw] = [true, false].map(|push| {
            let mut encoder = Encoder::new(SessionId([1; 16]), StreamId([2; 6]), View::default());
            encoder.target(&Target::default());
            encoder.push(40, &Event::Pointer(Pointer { x: 7, y: 9, ..Pointer::default() }));
            if push {
                encoder.push(300, &event);
            } else {
                // As signals.js writes it.
                let mut row = Bytes::default();
                numbers.iter().for_each(|number| row.number(*number));
                texts.iter().for_each(|text| row.text(cut(text, MAX_TEXT)));
                encoder.signal(300, tag, on, &row.0);
            }
            encoder.seal(0, Missing::default()).expect("two events")
        });
        assert_eq!(raw, pushed, "{event:?}");
        assert_eq!(Frame::read(&raw).map(|frame| frame.len()), Ok(2), "{event:?}");
    }

    #[test]
    fn signals_of_elements_are_written_alike_both_ways() {
        let target = ON;
        both(Event::Focus(Focus { target }), 7, &[], &[]);
        both(Event::Blur(Blur { target }), 8, &[], &[]);
        both(Event::Input(Input { target, how: How::Pasted }), 9, &[3], &[]);
        both(Event::Change(Change { target }), 10, &[], &[]);
        both(Event::Submit(Submit { target, fields: 300 }), 11, &[300], &[]);
        let press = Press { target, phase: PressPhase::Up, button: 2, pressure: 50, ..Press::default() };
        both(Event::Press(Press { pointer: PointerKind::Pen, ..press }), 13, &[1, 2, 2, 50], &[]);
        both(Event::DoubleClick(DoubleClick { target }), 15, &[], &[]);
        both(Event::ContextMenu(ContextMenu { target }), 16, &[], &[]);
        both(Event::Drag(Drag { target, phase: DragPhase::Drop }), 18, &[1], &[]);
        both(Event::Fullscreen(Fullscreen { target, on: true }), 22, &[1], &[]);
        let media = Media { target, action: MediaAction::Seek, position: 200, volume: 80 };
        both(Event::Media(media), 25, &[2, 200, 80], &[]);
        both(Event::Clipboard(Clipboard { target, action: ClipboardAction::Cut }), 27, &[1], &[]);
        both(Event::Composition(Composition { target, ended: true }), 28, &[1], &[]);
        both(Event::Reset(Reset { target }), 29, &[], &[]);
        both(Event::Invalid(Invalid { target, rule: Rule::Step }), 30, &[8], &[]);
        let field =
            Field { target, hesitation: 1, dwell: 200, edits: 3, corrections: 4, refills: 5, ..Field::default() };
        both(Event::Field(Field { length: Length::Long, blank: true, ..field }), 31, &[1, 200, 3, 4, 5, 3, 1], &[]);
        both(Event::Outcome(Outcome { target, result: FormResult::Failure }), 32, &[2], &[]);
        both(Event::Mark(Mark { target }), 40, &[], &[]);
        both(Event::Unanswered(Unanswered { target }), 41, &[], &[]);
        both(Event::Typed(Typed { target, character: 'é' }), 44, &[], &["é"]);
    }

    #[test]
    fn signals_of_the_page_are_written_alike_both_ways() {
        // Numbers with a sign are given as they stand on the wire, in zigzag.
        both(
            Event::Contact(Contact { contact: 1, phase: ContactPhase::Move, x: -3, y: 64, ..Contact::default() }),
            14,
            &[1, 1, 5, 128],
            &[],
        );
        both(Event::Wheel(Wheel { dx: -1, dy: 300, mode: WheelMode::Line, events: 4 }), 17, &[1, 600, 1, 4], &[]);
        both(Event::Inside(Inside { inside: true }), 19, &[1], &[]);
        both(Event::Visibility(Visibility { state: PageState::Frozen }), 20, &[2], &[]);
        both(Event::Orientation(Orientation { angle: 270 }), 21, &[270], &[]);
        both(Event::Print(Print { done: true }), 23, &[1], &[]);
        both(Event::Network(Network { online: true }), 24, &[1], &[]);
        both(Event::Selection(Selection { length: Length::Medium }), 26, &[2], &[]);
        both(Event::LongTask(LongTask { duration: 250, blocking: 200, frame: true }), 35, &[250, 200, 1], &[]);
        both(Event::Vital(Vital { vital: VitalName::Inp, value: 208 }), 36, &[2, 208], &[]);
        both(Event::Pinch(Pinch { zoom: 250, left: -1, top: 80 }), 42, &[250, 1, 160], &[]);
        both(Event::Pause(Pause { paused: true }), 43, &[1], &[]);
    }

    #[test]
    fn signals_with_texts_are_written_alike_both_ways() {
        let (long, cut) = ("é".repeat(300), "é".repeat(256));
        let visitor =
            Visitor { version: 120, pixel_ratio: 200, scheme: Scheme::Dark, touch: true, ..Visitor::default() };
        let visitor = Visitor { browser: "Firefox", system: "Linux", languages: "en,de", time_zone: "UTC", ..visitor };
        let texts = ["Firefox", "Linux", "en,de", "UTC"];
        both(Event::Visitor(Visitor { connection: Connection::G4, ..visitor }), 33, &[120, 200, 1, 0, 1, 4], &texts);
        let error = PageError { error: ErrorKind::Rejection, count: 300, message: &long, source: "", stack: "a b" };
        both(Event::Error(error), 34, &[1, 300], &[&long, "", "a b"]);
        both(Event::Error(error), 34, &[1, 300], &[&cut, "", "a b"]);
        both(Event::Custom(Custom { name: "seen", data: "{}" }), 37, &[], &["seen", "{}"]);
        both(Event::Tag(Tag { name: "plan", value: "free" }), 38, &[], &["plan", "free"]);
        both(Event::Friction(Friction { weight: 15, name: "shake" }), 39, &[15], &["shake"]);
    }
}
