//! Browser sessions, an event a line as `bench/sessions/record.mjs` writes them, told as the
//! recorder tells them.

use std::collections::HashMap;
use std::fs;
use std::path::Path as FilePath;

use desireline::path::{Path, Place};
use desireline::wire::{
    Blur, Bounds, Change, Click, DoubleClick, Encoder, Event, Field, Focus, How, Input, Key, Length, Modifiers, Page,
    Pointer, Press, PressPhase, Scroll, Submit, Target, TargetNo, View, Visitor, Wheel,
};
use serde_json::Value;

use super::{INTERVAL, line};

/// Wheel events this close, in ms, are one turn: the recorder's.
const TURN: u64 = 300;
/// Steps in which keys are timed, in ms: the recorder's.
const KEY_GRAIN: u64 = 100;

/// A session's frames, and the pointer's places that they tell.
#[derive(Debug, Default)]
pub struct Told {
    /// The frames, in order.
    pub frames: Vec<Vec<u8>>,
    /// Every place that was seen.
    pub seen: Vec<Place>,
    /// Those that were kept.
    pub kept: Vec<Place>,
    /// Events of each kind.
    pub events: usize,
}

#[derive(Debug)]
struct Teller<'a> {
    encoder: Encoder,
    path: Path,
    targets: &'a HashMap<u64, Value>,
    numbers: HashMap<u64, TargetNo>,
    told: Told,
    frame_began: u64,
    /// The wheel's turn that goes on, and when it last moved.
    turn: Option<(u64, Wheel)>,
    /// Since when a field has the focus, its first edit and how many.
    stay: Option<(u64, Option<u64>, u32)>,
}

/// Tells a recorded session with a tolerance in CSS px, under the ids of that number.
///
/// # Panics
/// The file is not of that form.
pub fn tell(file: &FilePath, tolerance: f64, visit: u8) -> Told {
    tell_lines_as(&lines(file), tolerance, visit)
}

/// A visit's lines.
///
/// # Panics
/// They are no JSON.
pub fn lines(file: &FilePath) -> Vec<Value> {
    let text = fs::read_to_string(file).expect("a readable file");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Tells what stands in some lines, a page's or a visit's.
///
/// # Panics
/// There is no page.
pub fn tell_lines(lines: &[Value], tolerance: f64) -> Told {
    tell_lines_as(lines, tolerance, 0)
}

fn tell_lines_as(lines: &[Value], tolerance: f64, visit: u8) -> Told {
    let targets = lines.iter().filter(|line| line["type"] == "target");
    let targets: HashMap<u64, Value> = targets.map(|line| (line["n"].as_u64().unwrap(), line.clone())).collect();
    let page = lines.iter().find(|line| line["type"] == "page").expect("a page");
    let size = |what: &str, at: usize| page[what][at].as_f64().unwrap_or(0.0) as u32;
    let view = View {
        viewport_w: size("viewport", 0),
        viewport_h: size("viewport", 1),
        document_w: size("document", 0),
        document_h: size("document", 1),
        zoom: 100,
        ..View::default()
    };
    let mut teller = Teller {
        encoder: super::encoder(view, visit),
        path: Path::new(tolerance),
        targets: &targets,
        numbers: HashMap::new(),
        told: Told::default(),
        frame_began: 0,
        turn: None,
        stay: None,
    };
    for line in lines {
        teller.line(line, view, page);
    }
    teller.settle();
    teller.seal();
    teller.told
}

impl Teller<'_> {
    fn line(&mut self, line: &Value, view: View, page: &Value) {
        let t = line["t"].as_f64().unwrap_or(0.0) as u64;
        if t >= self.frame_began + INTERVAL && line["type"] != "target" {
            self.turned();
            self.settle();
            self.seal();
            self.frame_began = t - t % INTERVAL;
        }
        let round = |name: &str| line[name].as_f64().unwrap_or(0.0).round() as i32;
        let coarse = t / KEY_GRAIN * KEY_GRAIN;
        match line["type"].as_str().unwrap_or_default() {
            "page" => {
                let screen = |at: usize| page["screen"][at].as_u64().unwrap_or(0) as u32;
                let url = line::url(page);
                let language = page["language"].as_str().unwrap_or_default();
                let (screen_w, screen_h) = (screen(0), screen(1));
                let page = Page { url: &url, language, screen_w, screen_h, ..view.sizes().into() };
                self.push(t, &Event::Page(page));
                let visitor = Visitor { version: 142, pixel_ratio: 100, browser: "Chrome", ..Visitor::default() };
                let visitor = Visitor { system: "Linux", languages: "en-US", time_zone: "UTC", ..visitor };
                self.push(t, &Event::Visitor(visitor));
            }
            "pointerdown" | "pointerup" => {
                let phase = if line["type"] == "pointerup" { PressPhase::Up } else { PressPhase::Down };
                let target = self.target(line);
                self.push(t, &Event::Press(Press { target, phase, pressure: 0, ..Press::default() }));
            }
            "dblclick" => {
                let target = self.target(line);
                self.push(t, &Event::DoubleClick(DoubleClick { target }));
            }
            "wheel" => {
                if self.turn.is_some_and(|(last, _)| t > last + TURN) {
                    self.turned();
                }
                let (_, Wheel { dx, dy, events, mode }) = self.turn.unwrap_or_default();
                self.turn = Some((t, Wheel { dx: dx + round("dx"), dy: dy + round("dy"), events: events + 1, mode }));
            }
            "pointermove" => {
                for place in line::places(line) {
                    self.told.seen.push(place);
                    let mut kept = Vec::new();
                    self.path.push(place, &mut |place| kept.push(place));
                    self.keep(kept);
                }
            }
            "click" | "auxclick" => {
                let target = self.target(line);
                let sides: Vec<f64> = line["box"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
                if let [x, y, w, h] = sides[..] {
                    let (x, y) = (x + f64::from(round("sx")), y + f64::from(round("sy")));
                    let bounds = Bounds { x: x as i32, y: y as i32, w: w as u32, h: h as u32, ..Bounds::default() };
                    self.settle();
                    self.encoder.bounds(target, bounds);
                }
                let click = Click { target, x: round("x"), y: round("y"), ..Click::default() };
                self.push(t, &Event::Click(click));
            }
            "scroll" => {
                let (x, y) = (round("sx"), round("sy"));
                if line["target"].is_null() {
                    self.push(t, &Event::Scroll(Scroll { target: TargetNo::NONE, x, y }));
                } else {
                    let target = self.target(line);
                    self.push(t, &Event::Scroll(Scroll { target, x: round("left"), y: round("top") }));
                }
            }
            "keydown" => {
                let target = self.target(line);
                let class = line::class(line["class"].as_str().unwrap_or_default());
                let repeat = line["repeat"] == true;
                self.push(
                    coarse,
                    &Event::Key(Key { target, class, modifiers: Modifiers::default(), repeat, ..Key::default() }),
                );
            }
            "input" => {
                let target = self.target(line);
                if let Some((_, first, edits)) = &mut self.stay {
                    first.get_or_insert(t);
                    *edits += 1;
                }
                self.push(coarse, &Event::Input(Input { target, how: How::Typed }));
            }
            "change" => {
                let target = self.target(line);
                self.push(coarse, &Event::Change(Change { target }));
            }
            "focusin" => {
                let target = self.target(line);
                self.push(t, &Event::Focus(Focus { target }));
                self.stay = Some((t, None, 0));
            }
            "focusout" => {
                let target = self.target(line);
                self.push(t, &Event::Blur(Blur { target }));
                if let Some((since, first, edits)) = self.stay.take().filter(|(_, _, edits)| *edits > 0) {
                    let tenths = |t: u64| ((t - since) / 100) as u32;
                    let (hesitation, dwell) = (tenths(first.unwrap_or(t)), tenths(t));
                    let field = Field { target, hesitation, dwell, edits, length: Length::Medium, ..Field::default() };
                    self.push(coarse, &Event::Field(field));
                }
            }
            "submit" => {
                let target = self.target(line);
                self.push(t, &Event::Submit(Submit { target, fields: 8 }));
            }
            _ => {}
        }
    }

    fn turned(&mut self) {
        if let Some((last, wheel)) = self.turn.take() {
            self.push(last, &Event::Wheel(wheel));
        }
    }

    fn push(&mut self, t: u64, event: &Event<'_>) {
        self.settle();
        self.encoder.push(t, event);
        self.told.events += 1;
    }

    fn settle(&mut self) {
        let mut kept = Vec::new();
        self.path.settle(&mut |place| kept.push(place));
        self.keep(kept);
    }

    fn keep(&mut self, kept: Vec<Place>) {
        for place in kept {
            self.encoder.push(place.t, &Event::Pointer(Pointer { x: place.x, y: place.y, ..Pointer::default() }));
            self.told.kept.push(place);
            self.told.events += 1;
        }
    }

    fn target(&mut self, line: &Value) -> TargetNo {
        let Some(number) = line["target"].as_u64() else { return TargetNo::NONE };
        if let Some(number) = self.numbers.get(&number) {
            return *number;
        }
        let target = &self.targets[&number];
        let text = |name: &str| target[name].as_str().unwrap_or_default();
        let tag = text("tag");
        let field = line::field(tag, text("input"));
        let path = if text("id").is_empty() { number.wrapping_mul(0x9e37_79b1) as u32 & 0xff_ffff } else { 0 };
        let target =
            Target { tag, id: text("id"), classes: text("class"), name: text("name"), role: text("role"), path, field };
        let given = self.encoder.target(&target).unwrap_or_default();
        self.numbers.insert(number, given);
        given
    }

    fn seal(&mut self) {
        self.numbers.clear();
        if !self.encoder.is_empty() {
            self.told.frames.push(super::seal(&mut self.encoder));
        }
    }
}
