//! Attention: for how long which part of a page was before the visitor's eyes.

use alloc::vec::Vec;

use serde::Serialize;

use super::sorted::sorted;
use crate::wire::{Bounds, Event, PageState, TargetNo, View};

/// Height of a band, in CSS px: some four lines of text, finer than a glance takes in.
pub const BAND: u32 = 100;
/// Without any sign of the visitor for longer, nobody looks, in ms. A screen of some 120 words reads
/// in 30 s at 238 words a minute (Brysbaert 2019), and hardly anybody reads on without moving anything.
pub const IDLE: u64 = 30_000;
/// Most marked elements of a page whose time is kept: each costs at every step of the page's.
pub const MAX_MARKS: usize = 256;
/// How much of a marked element must be in view to count, in percent of its height, or of the
/// viewport's where it is higher: the Media Rating Council's half.
pub const MARK_SHARE: u32 = 50;

/// Bands next to each other that were in view equally long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// Where they begin, in CSS px from the document's top: a multiple of [`BAND`].
    pub top: u32,
    /// Where they end.
    pub bottom: u32,
    /// For how long their middle was in view, in ms.
    pub ms: u64,
}

/// One page's attention, step by step.
///
/// Time counts while the page is in sight, the recording is not paused, and the visitor gave a sign
/// within [`IDLE`]; a page is in sight unless an event says otherwise.
///
/// ```
/// use desireline::analysis::attention::{Attention, Band};
/// use desireline::wire::{Event, Scroll, View};
/// let view = View { viewport_h: 300, document_h: 900, ..View::default() };
/// let mut attention = Attention::new(0, view);
/// attention.feed(2_000, 0, None, &Event::Scroll(Scroll { y: 200, ..Scroll::default() }));
/// attention.advance(3_000);
/// assert_eq!(attention.bands(), [
///     Band { top: 0, bottom: 200, ms: 2_000 },
///     Band { top: 200, bottom: 300, ms: 3_000 },
///     Band { top: 300, bottom: 500, ms: 1_000 },
/// ]);
/// assert_eq!(attention.deepest(), 500);
/// ```
#[derive(Clone, Debug)]
pub struct Attention {
    view: View,
    /// The part of the viewport that a pinch shows: how far down, and how high in percent.
    pinch_top: i32,
    pinch_zoom: u32,
    sight: bool,
    paused: bool,
    /// Until when time is told, and the visitor's last sign.
    t: u64,
    sign: u64,
    visible: u64,
    attentive: u64,
    deepest: u32,
    /// Bands in view for some time: the first, the one after the last, and the time in ms.
    spans: Vec<(u32, u32, u64)>,
    marks: Vec<Marked>,
}

#[derive(Clone, Copy, Debug)]
struct Marked {
    who: u32,
    bounds: Bounds,
    ms: u64,
}

impl Attention {
    /// A page that stands so at `t`.
    pub fn new(t: u64, view: View) -> Self {
        let mut new = Self {
            view,
            pinch_top: 0,
            pinch_zoom: 100,
            sight: true,
            paused: false,
            t,
            sign: t,
            visible: 0,
            attentive: 0,
            deepest: 0,
            spans: Vec::new(),
            marks: Vec::new(),
        };
        new.reach();
        new
    }

    /// The next event: when, the identity and the bounds of its element, and what happened.
    pub fn feed(&mut self, t: u64, who: u32, bounds: Option<Bounds>, event: &Event<'_>) {
        self.advance(t);
        if sign(event) {
            self.sign = self.sign.max(t);
        }
        match event {
            Event::Resize(sizes) => {
                let crate::wire::Resize { viewport_w, viewport_h, document_w, document_h, zoom } = *sizes;
                self.view = View { viewport_w, viewport_h, document_w, document_h, zoom, ..self.view };
            }
            Event::Scroll(scroll) if scroll.target == TargetNo::NONE => {
                (self.view.scroll_x, self.view.scroll_y) = (scroll.x, scroll.y);
            }
            Event::Pinch(pinch) => (self.pinch_top, self.pinch_zoom) = (pinch.top, pinch.zoom.max(100)),
            Event::Visibility(visibility) => match visibility.state {
                PageState::Visible => self.sight = true,
                PageState::Hidden | PageState::Frozen => self.sight = false,
                PageState::Resumed => {}
            },
            Event::Pause(pause) => self.paused = pause.paused,
            Event::Mark(_) => self.mark(who, bounds),
            _ => {}
        }
        self.reach();
    }

    /// Time goes on and nothing happens.
    pub fn advance(&mut self, t: u64) {
        let (from, to) = (self.t, self.t.max(t));
        self.t = to;
        if !self.sight || self.paused {
            return;
        }
        self.visible += to - from;
        let ms = to.min(self.sign.saturating_add(IDLE)).saturating_sub(from);
        if ms == 0 {
            return;
        }
        self.attentive += ms;
        let (top, bottom) = self.shown();
        let (first, last) = (band(top), band(bottom));
        match self.spans.last_mut().filter(|span| (span.0, span.1) == (first, last)) {
            Some(span) => span.2 += ms,
            None if first < last => self.spans.push((first, last, ms)),
            None => {}
        }
        for mark in &mut self.marks {
            mark.ms += if in_view(mark.bounds, top, bottom) { ms } else { 0 };
        }
    }

    /// Nobody knows what happened until `t`, and then the page stands so: frames are missing.
    pub fn gap(&mut self, t: u64, view: View) {
        self.t = self.t.max(t);
        self.sign = self.t;
        self.view = view;
        self.reach();
    }

    /// How the page stands now.
    pub fn view(&self) -> View {
        self.view
    }

    /// How long it was in sight, in ms.
    pub fn visible(&self) -> u64 {
        self.visible
    }

    /// How long it was looked at, in ms.
    pub fn attentive(&self) -> u64 {
        self.attentive
    }

    /// The deepest point that came into view, in CSS px from the document's top.
    pub fn deepest(&self) -> u32 {
        self.deepest
    }

    /// The same, in percent of the document's height as it is now; 0 where that is not known.
    pub fn deepest_percent(&self) -> u32 {
        let height = u64::from(self.view.document_h);
        (u64::from(self.deepest) * 100).checked_div(height).unwrap_or(0).min(100) as u32
    }

    /// For how long each marked element was in view: its identity, and ms.
    pub fn marks(&self) -> impl Iterator<Item = (u32, u64)> {
        self.marks.iter().map(|mark| (mark.who, mark.ms))
    }

    /// How long each part of the page was in view, from its top; parts that never were are left out.
    pub fn bands(&self) -> Vec<Band> {
        let begin = self.spans.iter().map(|span| (span.0, span.2, 0));
        let end = self.spans.iter().map(|span| (span.1, 0, span.2));
        let edges: Vec<(u32, u64, u64)> = begin.chain(end).collect();
        let mut bands: Vec<Band> = Vec::new();
        let (mut top, mut ms) = (0, 0);
        // Of one edge beginnings come first, so that the sum never falls below 0.
        for at in sorted(edges.iter().map(|edge| edge.0.into())) {
            let (edge, more, less) = edges[at];
            let bottom = edge * BAND;
            match bands.last_mut().filter(|band| band.bottom == top && band.ms == ms) {
                Some(band) => band.bottom = bottom,
                None if ms > 0 && bottom > top => bands.push(Band { top, bottom, ms }),
                None => {}
            }
            (top, ms) = (bottom, ms + more - less);
        }
        bands
    }

    /// The part of the document in view.
    fn shown(&self) -> (i64, i64) {
        let top = i64::from(self.view.scroll_y) + i64::from(self.pinch_top);
        let bottom = top + i64::from(self.view.viewport_h) * 100 / i64::from(self.pinch_zoom);
        // A page may be shorter than the viewport, or bounce past its end; nothing is there.
        let end = if self.view.document_h == 0 { u32::MAX } else { self.view.document_h };
        (top, bottom.clamp(0, end.into()))
    }

    fn reach(&mut self) {
        if self.sight && !self.paused {
            self.deepest = self.deepest.max(self.shown().1 as u32);
        }
    }

    fn mark(&mut self, who: u32, bounds: Option<Bounds>) {
        let Some(bounds) = bounds else { return };
        if let Some(mark) = self.marks.iter_mut().find(|mark| mark.who == who) {
            mark.bounds = bounds;
        } else if self.marks.len() < MAX_MARKS {
            self.marks.push(Marked { who, bounds, ms: 0 });
        }
    }
}

/// The first band whose middle lies at `place` or below.
fn band(place: i64) -> u32 {
    let half = i64::from(BAND / 2);
    ((place - half).max(0) as u64).div_ceil(BAND.into()) as u32
}

fn in_view(bounds: Bounds, top: i64, bottom: i64) -> bool {
    if bounds.fixed {
        return true;
    }
    let (from, height) = (i64::from(bounds.y), i64::from(bounds.h));
    let seen = (from + height).min(bottom) - from.max(top);
    seen > 0 && seen * 100 >= height.min(bottom - top) * i64::from(MARK_SHARE)
}

/// Whether it shows that somebody is there. What scripts, the network and the browser do does not.
fn sign(event: &Event<'_>) -> bool {
    !matches!(
        event,
        Event::Resize(_)
            | Event::Media(_)
            | Event::Network(_)
            | Event::Visitor(_)
            | Event::Error(_)
            | Event::LongTask(_)
            | Event::Vital(_)
            | Event::Custom(_)
            | Event::Tag(_)
            | Event::Friction(_)
            | Event::Outcome(_)
            | Event::Mark(_)
            | Event::Typed(_)
            | Event::Unanswered(_)
    ) && !matches!(event, Event::Visibility(visibility) if visibility.state != PageState::Visible)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "attention_tests.rs"]
mod tests;
