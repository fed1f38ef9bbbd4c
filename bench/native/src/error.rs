//! How far a told path is from the places that were seen, each at its moment, in CSS px.

use desireline::path::{Place, REST};

/// The largest and the mean distance.
pub fn worst_and_mean(seen: &[Place], error: impl Fn(Place) -> f64) -> [f64; 2] {
    let errors = seen.iter().map(|place| error(*place));
    let (worst, sum) = errors.fold((0.0_f64, 0.0), |(worst, sum), error| (worst.max(error), sum + error));
    [worst, sum / seen.len().max(1) as f64]
}

/// By the format's rule: straight and evenly from place to place, and where the next is more than
/// [`REST`] away, no way at all.
pub fn ours(told: &[Place], seen: Place) -> f64 {
    let after = told.partition_point(|place| place.t < seen.t);
    let near = told[after.saturating_sub(1)..].iter().take_while(|place| place.t <= seen.t + REST);
    let near: Vec<Place> = near.copied().collect();
    let at = near.iter().filter(|place| place.t == seen.t).map(|place| apart(*place, seen));
    let between = near.windows(2).filter_map(|leg| {
        let (from, to) = (leg[0], leg[1]);
        let spans = from.t <= seen.t && to.t >= seen.t && to.t > from.t && to.t - from.t <= REST;
        spans.then(|| between(from, to, seen))
    });
    at.chain(between).fold(f64::INFINITY, f64::min)
}

/// For peers, who have no rule: whichever is nearer, the straight way or staying at the place
/// before. No reader of theirs can always choose right, so they are not worse than this.
pub fn at_best(told: &[Place], seen: Place) -> f64 {
    let after = told.partition_point(|place| place.t < seen.t);
    let (before, next) = (after.checked_sub(1).and_then(|at| told.get(at)), told.get(after));
    let same = told[after..].iter().take_while(|place| place.t == seen.t);
    let straight = before.zip(next).map(|(from, to)| between(*from, *to, seen));
    // Before the first place no pointer is shown.
    let stay = before.or(next).map(|place| apart(*place, seen));
    same.map(|place| apart(*place, seen)).chain(straight).chain(stay).fold(f64::INFINITY, f64::min)
}

fn between(from: Place, to: Place, seen: Place) -> f64 {
    let gone = (seen.t - from.t) as f64 / (to.t - from.t) as f64;
    let along = |from: i32, to: i32| f64::from(from) + (f64::from(to) - f64::from(from)) * gone;
    (along(from.x, to.x) - f64::from(seen.x)).hypot(along(from.y, to.y) - f64::from(seen.y))
}

fn apart(place: Place, seen: Place) -> f64 {
    (f64::from(place.x) - f64::from(seen.x)).hypot(f64::from(place.y) - f64::from(seen.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Place = Place { t: 100, x: 0, y: 0 };

    #[test]
    fn between_two_places_the_way_is_straight() {
        let told = [FROM, Place { t: 200, x: 100, y: 0 }];
        let seen = Place { t: 150, x: 50, y: 3 };
        assert_eq!([ours(&told, seen), at_best(&told, seen)], [3.0, 3.0]);
    }

    #[test]
    fn no_way_leads_over_a_rest() {
        let told = [FROM, Place { t: 900, x: 100, y: 0 }];
        let seen = Place { t: 500, x: 0, y: 4 };
        assert_eq!(ours(&told, seen), f64::INFINITY);
        assert_eq!(at_best(&told, seen), 4.0);
        assert_eq!(ours(&told, told[1]), 0.0);
    }
}
