//! The pointer's path within a bound: the fewest places that tell all those seen.
//!
//! A path is read by going straight from each told place to the next, evenly in time. Every place
//! that was seen lies within the tolerance of that way *at the moment at which it was seen*, so
//! speed and hesitation are told as truly as the form. Peers sample by time instead and are off by
//! whole words between two samples.
//!
//! A told place has the time of one that was seen, and is it or lies beside it: a hand trembles, and
//! a way through the very places it trembled to takes a quarter more of them (docs/DESIGN.md).

/// Default distance between the told and the seen path, in CSS px.
pub const TOLERANCE: f64 = 1.0;
/// Largest distance that may be asked for, in CSS px: a wider path tells no target from another.
pub const MAX_TOLERANCE: f64 = 50.0;
/// Longest time between two told places of one movement, in ms. Where two places of a path are
/// further apart, the pointer rested at the first.
pub const REST: u64 = 250;
/// Most places that one straight way tells: those of [`REST`] at 250 Hz, and at 1,000 Hz still
/// sixty for one.
const WINDOW: usize = 64;

/// A place of the pointer: when, in ms, and where in the viewport, in whole CSS px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// On the stream's clock, in ms.
    pub t: u64,
    /// From the viewport's left edge, in CSS px.
    pub x: i32,
    /// From the viewport's top edge, in CSS px.
    pub y: i32,
}

/// Thins a path, online and in constant memory.
///
/// ```
/// use desireline::path::{Path, Place};
/// let mut path = Path::new(1.0);
/// let mut told = Vec::new();
/// for t in 0..20 {
///     path.push(Place { t: t * 10, x: t as i32 * 5, y: 100 }, &mut |place| told.push(place));
/// }
/// path.settle(&mut |place| told.push(place));
/// assert_eq!(told.len(), 2); // A straight way at an even pace has two ends.
/// ```
#[derive(Clone, Debug)]
pub struct Path {
    /// In CSS px.
    tolerance: f64,
    /// The last place told.
    anchor: Place,
    /// Where a straight way from there may end that tells all places seen since.
    end: Place,
    /// Those places, so many.
    seen: [Place; WINDOW],
    count: usize,
    /// Whether there is an anchor.
    begun: bool,
}

impl Path {
    /// A path told within `tolerance` CSS px, held within 0 and [`MAX_TOLERANCE`]. With 0 every
    /// place is told.
    pub fn new(tolerance: f64) -> Self {
        let place = Place::default();
        let tolerance = tolerance.clamp(0.0, MAX_TOLERANCE);
        Self { tolerance, anchor: place, end: place, seen: [place; WINDOW], count: 0, begun: false }
    }

    /// Takes a place and tells what is now known to be needed. Times may not run backwards: an
    /// earlier one counts as the last one's.
    pub fn push(&mut self, mut place: Place, tell: &mut dyn FnMut(Place)) {
        let last = if self.count > 0 { self.end.t } else { self.anchor.t };
        if self.begun {
            place.t = place.t.max(last);
        }
        if !self.begun || self.tolerance == 0.0 || place.t - last > REST {
            self.settle(tell);
            self.begun = true;
            self.anchor = place;
            return tell(place);
        }
        if !self.reaches(place) {
            self.settle(tell);
            self.end = place;
        }
        if let Some(seen) = self.seen.get_mut(self.count) {
            *seen = place;
            self.count += 1;
        }
    }

    /// Tells the path up to the last place seen.
    pub fn settle(&mut self, tell: &mut dyn FnMut(Place)) {
        if self.count > 0 {
            self.count = 0;
            self.anchor = self.end;
            tell(self.end);
        }
    }

    /// Forgets where the pointer was: what comes is another's path.
    pub fn part(&mut self) {
        self.begun = false;
    }

    /// Finds an end at the newest place, or beside it, for a straight way that tells all.
    fn reaches(&mut self, place: Place) -> bool {
        if place.t - self.anchor.t > REST || self.count == WINDOW {
            return false;
        }
        let beside = self.tolerance as i32;
        for (x, y) in [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)] {
            let end =
                Place { t: place.t, x: place.x.saturating_add(x * beside), y: place.y.saturating_add(y * beside) };
            if self.tells(end) {
                self.end = end;
                return true;
            }
        }
        false
    }

    /// Whether the straight way to that end passes within the tolerance of all places seen, each at
    /// its moment.
    fn tells(&self, to: Place) -> bool {
        let from = self.anchor;
        let span = (to.t - from.t) as f64;
        let allowed = self.tolerance * span;
        self.seen.iter().take(self.count).all(|seen| {
            let gone = (seen.t - from.t) as f64;
            let off = |from: i32, to: i32, seen: i32| {
                let from = f64::from(from);
                (f64::from(seen) - from) * span - (f64::from(to) - from) * gone
            };
            let (x, y) = (off(from.x, to.x, seen.x), off(from.y, to.y, seen.y));
            // With no time between them only one of two places can be on the way.
            span > 0.0 && x * x + y * y <= allowed * allowed
        })
    }
}
