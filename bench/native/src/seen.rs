//! What any recorder could have seen of a visit, for those that are measured beside ours.

use std::collections::HashMap;

use desireline::path::Place;
use serde_json::Value;

use super::line;

/// The document's number. Peers number every node of a page, which has some hundreds, so that
/// their numbers have three digits.
pub(crate) const DOCUMENT: u64 = 100;

/// One event.
#[derive(Clone, Debug)]
pub struct Seen {
    /// In ms since the page began.
    pub t: u64,
    /// The element.
    pub node: u64,
    /// What happened to it.
    pub what: What,
}

/// What happened. Coordinates and offsets in CSS px.
#[derive(Clone, Debug)]
pub enum What {
    /// A page was opened.
    Page {
        /// Its address.
        url: String,
        /// The viewport's sizes.
        size: [i64; 2],
    },
    /// The pointer was there.
    Move(i32, i32),
    /// A button was pressed there.
    Down(i32, i32),
    /// A button was released there.
    Up(i32, i32),
    /// A click there.
    Click {
        /// Where.
        x: i32,
        /// Where.
        y: i32,
        /// Which element, by its markup.
        selector: String,
    },
    /// It is scrolled so far.
    Scroll(i32, i32),
    /// It now holds so many characters.
    Input(usize),
    /// It was left with another value.
    Change(usize),
    /// It got the focus.
    Focus,
    /// It lost the focus.
    Blur,
}

/// Places of one element's.
pub fn from_places(places: &[Place]) -> Vec<Seen> {
    places.iter().map(|place| Seen { t: place.t, node: DOCUMENT, what: What::Move(place.x, place.y) }).collect()
}

/// The events of a document's lines that peers record.
pub fn from_lines(lines: &[Value]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    let mut selectors = HashMap::new();
    let mut lengths: HashMap<u64, usize> = HashMap::new();
    for line in lines {
        let whole = |name: &str| line[name].as_f64().unwrap_or(0.0).round() as i32;
        let (x, y) = (whole("x"), whole("y"));
        let number = line["target"].as_u64().unwrap_or(0);
        let what = match line["type"].as_str().unwrap_or_default() {
            "target" => {
                selectors.insert(line["n"].as_u64().unwrap_or(0), selector(line));
                continue;
            }
            "page" => {
                let size = [0, 1].map(|at| line["viewport"][at].as_i64().unwrap_or(0));
                What::Page { url: line::url(line), size }
            }
            "pointermove" => {
                let moved = line::places(line).into_iter();
                let moved = moved.map(|place| (place.t, What::Move(place.x, place.y)));
                moved.for_each(|(t, what)| seen.push(Seen { t, node: DOCUMENT + number, what }));
                continue;
            }
            "pointerdown" => What::Down(x, y),
            "pointerup" => What::Up(x, y),
            "click" => What::Click { x, y, selector: selectors.get(&number).cloned().unwrap_or_default() },
            "scroll" if line["target"].is_null() => What::Scroll(whole("sx"), whole("sy")),
            "scroll" => What::Scroll(whole("left"), whole("top")),
            "input" => {
                let length = lengths.entry(number).or_default();
                match line["input"].as_str().unwrap_or_default() {
                    kind if kind.starts_with("insert") => *length += 1,
                    kind if kind.starts_with("delete") => *length = length.saturating_sub(1),
                    _ => {}
                }
                What::Input(*length)
            }
            "change" => What::Change(lengths.get(&number).copied().unwrap_or_default()),
            "focusin" => What::Focus,
            "focusout" => What::Blur,
            _ => continue,
        };
        seen.push(Seen { t: line["t"].as_f64().unwrap_or(0.0) as u64, node: DOCUMENT + number, what });
    }
    seen.sort_by_key(|seen| seen.t);
    seen
}

fn selector(target: &Value) -> String {
    let text = |name: &str| target[name].as_str().unwrap_or_default();
    match (text("id"), text("class")) {
        ("", "") => text("tag").to_owned(),
        ("", class) => format!("{}.{}", text("tag"), class.replace(' ', ".")),
        (id, _) => format!("#{id}"),
    }
}

/// The pointer's places among events.
pub fn places(seen: &[Seen]) -> Vec<Place> {
    let place = |seen: &Seen| match seen.what {
        What::Move(x, y) => Some(Place { t: seen.t, x, y }),
        _ => None,
    };
    seen.iter().filter_map(place).collect()
}

/// Events cut into batches of 5 s, as [`pointer::by_time`](super::pointer::by_time) cuts places.
pub fn by_time(seen: &[Seen]) -> impl Iterator<Item = &[Seen]> {
    seen.chunk_by(|a, b| a.t / super::INTERVAL == b.t / super::INTERVAL)
}
