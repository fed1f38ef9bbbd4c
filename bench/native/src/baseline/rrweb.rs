//! rrweb's events as JSON: `eventWithTime` objects in an array, as its guide has them posted.
//!
//! The snapshot of the page is left out, though rrweb always sends one: of a visit of a minute it is
//! about half of the bytes.

use std::fmt::Write;

use crate::ORIGIN;
use crate::seen::{Seen, What};

/// Time between two places of the pointer, in ms: the default of `sampling.mousemove`.
const MOVE_EVERY: u64 = 50;
/// Time for which places are gathered into one event, in ms.
const GATHER: u64 = 500;
/// Time between two positions of scrolling, in ms: the default of `sampling.scroll`.
const SCROLL_EVERY: u64 = 100;

/// `EventType.Meta` and `EventType.IncrementalSnapshot`.
const META: u8 = 4;
const INCREMENTAL: u8 = 3;

/// What its throttles leave: a move is dropped that comes too soon, a scroll is put off.
pub fn sampled(seen: &[Seen]) -> Vec<Seen> {
    let mut told = Vec::new();
    let (mut moved, mut scrolled) = (None, None::<u64>);
    let mut put_off: Option<Seen> = None;
    for seen in seen {
        let due = scrolled.map_or(0, |last| last + SCROLL_EVERY);
        if let Some(last) = put_off.take_if(|_| seen.t >= due) {
            scrolled = Some(due);
            told.push(Seen { t: due, ..last });
        }
        let soon = |last: Option<u64>, every: u64| last.is_some_and(|last| seen.t < last + every);
        match seen.what {
            What::Move(..) if soon(moved, MOVE_EVERY) => continue,
            What::Move(..) => moved = Some(seen.t),
            What::Scroll(..) if soon(scrolled, SCROLL_EVERY) => {
                put_off = Some(seen.clone());
                continue;
            }
            What::Scroll(..) => scrolled = Some(seen.t),
            _ => {}
        }
        told.push(seen.clone());
    }
    told.extend(put_off);
    told
}

/// One batch.
pub fn body(seen: &[Seen]) -> Vec<u8> {
    let mut body = Body { out: "[".to_owned(), open: Vec::new(), gathered: None };
    seen.iter().for_each(|seen| body.take(seen));
    body.gathered = body.gathered.map(|last| last + GATHER);
    body.moves();
    body.out.truncate(body.out.trim_end_matches(',').len());
    body.out.push(']');
    body.out.into_bytes()
}

struct Body<'a> {
    out: String,
    /// Moves that are not yet told.
    open: Vec<&'a Seen>,
    /// When moves were last told.
    gathered: Option<u64>,
}

impl<'a> Body<'a> {
    fn take(&mut self, seen: &'a Seen) {
        let Seen { t, node, what } = seen;
        let last = *self.gathered.get_or_insert(*t);
        if !self.open.is_empty() && *t >= last + GATHER {
            self.gathered = Some(last + GATHER);
            self.moves();
        }
        let at_pointer = |kind: u8, x: &i32, y: &i32| {
            format!(r#"{{"source":2,"type":{kind},"id":{node},"x":{x},"y":{y},"pointerType":0}}"#)
        };
        match what {
            What::Page { url, size: [width, height] } => {
                self.event(META, &format!(r#"{{"href":"{url}","width":{width},"height":{height}}}"#), *t);
            }
            What::Move(..) => {
                self.open.push(seen);
                if *t >= self.gathered.unwrap_or(*t) + GATHER {
                    self.gathered = Some(*t);
                    self.moves();
                }
            }
            What::Up(x, y) => self.event(INCREMENTAL, &at_pointer(0, x, y), *t),
            What::Down(x, y) => self.event(INCREMENTAL, &at_pointer(1, x, y), *t),
            What::Click { x, y, .. } => self.event(INCREMENTAL, &at_pointer(2, x, y), *t),
            What::Focus => self.event(INCREMENTAL, &format!(r#"{{"source":2,"type":5,"id":{node}}}"#), *t),
            What::Blur => self.event(INCREMENTAL, &format!(r#"{{"source":2,"type":6,"id":{node}}}"#), *t),
            What::Scroll(x, y) => {
                self.event(INCREMENTAL, &format!(r#"{{"source":3,"id":{node},"x":{x},"y":{y}}}"#), *t);
            }
            What::Input(length) => {
                // Masked as its option does it: one star for each character.
                let data = format!(r#"{{"source":5,"text":"{}","isChecked":false,"id":{node}}}"#, "*".repeat(*length));
                self.event(INCREMENTAL, &data, *t);
            }
            // Told by the input before.
            What::Change(_) => {}
        }
    }

    /// The gathered moves as one event, each at its time before the event's.
    fn moves(&mut self) {
        let Some(now) = self.gathered.filter(|_| !self.open.is_empty()) else { return };
        let place = |seen: &&Seen| match seen.what {
            What::Move(x, y) => {
                let offset = seen.t as i64 - now as i64;
                format!(r#"{{"x":{x},"y":{y},"id":{},"timeOffset":{offset}}}"#, seen.node)
            }
            _ => String::new(),
        };
        let places: Vec<_> = self.open.drain(..).map(|seen| place(&seen)).collect();
        self.event(INCREMENTAL, &format!(r#"{{"source":1,"positions":[{}]}}"#, places.join(",")), now);
    }

    fn event(&mut self, kind: u8, data: &str, t: u64) {
        write!(self.out, r#"{{"type":{kind},"data":{data},"timestamp":{}}},"#, ORIGIN + t).expect("memory takes all");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(times: &[u64]) -> Vec<Seen> {
        times.iter().map(|t| Seen { t: *t, node: 57, what: What::Move(412, 880) }).collect()
    }

    #[test]
    fn moves_are_gathered() {
        let body = String::from_utf8(body(&moves(&[1000, 1050, 1600]))).unwrap();
        let first = r#"{"x":412,"y":880,"id":57,"timeOffset":-500},{"x":412,"y":880,"id":57,"timeOffset":-450}"#;
        let first =
            format!(r#"{{"type":3,"data":{{"source":1,"positions":[{first}]}},"timestamp":{}}}"#, ORIGIN + 1500);
        assert!(body.starts_with(&format!("[{first},")), "{body}");
        let events: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(events.as_array().unwrap().len(), 2);
    }

    #[test]
    fn throttles_drop_moves_and_put_scrolls_off() {
        assert_eq!(sampled(&moves(&[0, 16, 49, 50, 99, 101])).len(), 3);
        let scrolls = [0, 16, 32, 300].map(|t| Seen { t, node: 1, what: What::Scroll(0, t as i32) });
        let told: Vec<_> = sampled(&scrolls).into_iter().map(|seen| (seen.t, seen.what)).collect();
        assert!(matches!(told[..], [(0, _), (100, What::Scroll(0, 32)), (300, _)]), "{told:?}");
    }
}
