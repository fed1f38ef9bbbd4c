//! OpenReplay-like messages: a type and its values, all varints, with the time in a message of its
//! own before those of its tick.
//!
//! The tracker also puts three bytes of size before each message, tells the tab each tick, and a
//! click's label and the snapshot of the page; those are left out, so it really sends more.

use std::collections::HashMap;
use std::mem::discriminant;

use crate::ORIGIN;
use crate::seen::{Seen, What};

/// Time in which messages are gathered, in ms.
const TICK: u64 = 30;
/// Times between two looks, in ms: at the pointer, at what is scrolled, at what a field holds.
const POINTER: u64 = 8 * TICK;
const SCROLL: u64 = 6 * TICK;
const VALUE: u64 = 4 * TICK;

/// Types of messages.
const TIMESTAMP: u64 = 0;
const PAGE: u64 = 4;
const PAGE_SCROLL: u64 = 6;
const NODE_SCROLL: u64 = 16;
const VALUE_SET: u64 = 18;
const MOUSE_MOVE: u64 = 20;
const FOCUS: u64 = 58;
const CLICK: u64 = 68;
const BATCH: u64 = 81;
const CHANGE: u64 = 112;

/// Steps across the page in which a click is placed.
const ACROSS: i32 = 10_000;
/// A page's size for that, in CSS px: any serves, since only the number's length counts.
const PAGE_SIZE: [i32; 2] = [1280, 5000];

/// What its looks find: the last state of each stretch, at the stretch's end.
pub fn sampled(seen: &[Seen]) -> Vec<Seen> {
    let mut told: Vec<Seen> = Vec::new();
    let mut found = HashMap::new();
    for seen in seen {
        let (every, node) = match seen.what {
            What::Move(..) => (POINTER, 0),
            What::Scroll(..) => (SCROLL, seen.node),
            What::Input(_) => (VALUE, seen.node),
            _ => (TICK, seen.node),
        };
        let t = seen.t.next_multiple_of(every);
        let at = *found.entry((discriminant(&seen.what), node, t)).or_insert(told.len());
        let last = Seen { t, ..seen.clone() };
        match told.get_mut(at).filter(|_| every > TICK) {
            Some(earlier) => *earlier = last,
            None => told.push(last),
        }
    }
    told.sort_by_key(|seen| seen.t);
    told
}

/// One batch.
pub fn body(seen: &[Seen]) -> Vec<u8> {
    let mut out = Vec::new();
    let Some(first) = seen.first() else { return out };
    // Version, page, number of the first message, time, address.
    numbers(&mut out, &[BATCH, 1, 1, 1000, ORIGIN + first.t]);
    text(&mut out, "");
    let mut tick = None;
    for Seen { t, node, what } in seen {
        if matches!(what, What::Down(..) | What::Up(..) | What::Blur) {
            continue;
        }
        if tick.replace(*t) != Some(*t) {
            numbers(&mut out, &[TIMESTAMP, ORIGIN + t]);
        }
        match what {
            What::Page { url, .. } => {
                numbers(&mut out, &[PAGE]);
                text(&mut out, url);
                text(&mut out, "");
                numbers(&mut out, &[ORIGIN]);
            }
            What::Move(x, y) => numbers(&mut out, &[MOUSE_MOVE, size(*x), size(*y)]),
            What::Click { x, y, selector } => {
                numbers(&mut out, &[CLICK, *node, 0]);
                text(&mut out, "");
                text(&mut out, selector);
                let across = |at: i32, of: i32| size(at * ACROSS / of);
                numbers(&mut out, &[across(*x, PAGE_SIZE[0]), across(*y, PAGE_SIZE[1])]);
            }
            What::Scroll(x, y) if *node == crate::seen::DOCUMENT => {
                numbers(&mut out, &[PAGE_SCROLL, size(*x), size(*y)])
            }
            What::Scroll(x, y) => numbers(&mut out, &[NODE_SCROLL, *node, size(*x), size(*y)]),
            What::Input(length) => {
                numbers(&mut out, &[VALUE_SET, *node]);
                text(&mut out, &"*".repeat(*length));
                numbers(&mut out, &[0]);
            }
            What::Change(length) => {
                numbers(&mut out, &[CHANGE, *node]);
                text(&mut out, &"*".repeat(*length));
                numbers(&mut out, &[1, 0, 0, 0]);
            }
            What::Focus => numbers(&mut out, &[FOCUS, *node]),
            What::Down(..) | What::Up(..) | What::Blur => {}
        }
    }
    out
}

fn size(value: i32) -> u64 {
    u64::from(value.max(0).unsigned_abs())
}

fn numbers(out: &mut Vec<u8>, values: &[u64]) {
    for value in values {
        let mut rest = *value;
        while rest > 127 {
            out.push(rest as u8 | 128);
            rest >>= 7;
        }
        out.push(rest as u8);
    }
}

fn text(out: &mut Vec<u8>, text: &str) {
    numbers(out, &[text.len() as u64]);
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves(times: &[u64]) -> Vec<Seen> {
        times.iter().map(|t| Seen { t: *t, node: 7, what: What::Move(412, 880) }).collect()
    }

    #[test]
    fn a_move_is_its_type_and_two_varints() {
        let end = |times: &[u64]| body(&moves(times))[body(&moves(&times[..1])).len()..].to_vec();
        assert_eq!(end(&[5, 5]), [0x14, 0x9c, 0x03, 0xf0, 0x06]);
        // Another tick has a time of its own: its type and 6 bytes.
        assert_eq!(end(&[5, 35]).len(), 7 + 5);
    }

    #[test]
    fn a_look_finds_the_last_state() {
        let times: Vec<_> = sampled(&moves(&[1, 100, 239, 241, 900])).iter().map(|seen| seen.t).collect();
        assert_eq!(times, [240, 480, 960]);
    }
}
