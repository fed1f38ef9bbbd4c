//! Whatever the hand does, the told path is within the tolerance of every place seen.

#![cfg(not(target_arch = "wasm32"))]

use desireline::path::{Path, Place, REST};
use proptest::prelude::*;
use proptest::sample::select;

/// Steps of a hand: small and even, tremors, jumps, rests, bursts at one moment, and a page whose
/// coordinates are wild.
fn step() -> impl Strategy<Value = (u64, i32, i32)> {
    let near = || -12..=12_i32;
    let far = || any::<i32>().prop_map(|value| value >> 6);
    prop_oneof![
        8 => (1..=20_u64, near(), near()),
        4 => (Just(1_u64), -1..=1_i32, -1..=1_i32),
        2 => (Just(0_u64), near(), near()),
        2 => (Just(16_u64), Just(5), Just(-3)),
        1 => (240..=260_u64, near(), near()),
        1 => (1..100_000_u64, near(), near()),
        1 => (0..300_u64, far(), far()),
    ]
}

fn places() -> impl Strategy<Value = Vec<Place>> {
    (0..1_u64 << 40, any::<i32>(), any::<i32>(), prop::collection::vec(step(), 0..400)).prop_map(|(t, x, y, steps)| {
        let mut places = vec![Place { t, x, y }];
        for (gap, dx, dy) in steps {
            let Some(last) = places.last().copied() else { break };
            places.push(Place { t: last.t + gap, x: last.x.saturating_add(dx), y: last.y.saturating_add(dy) });
        }
        places
    })
}

fn told(seen: &[Place], tolerance: f64) -> Vec<Place> {
    let mut path = Path::new(tolerance);
    let mut told = Vec::new();
    for place in seen {
        path.push(*place, &mut |place| told.push(place));
    }
    path.settle(&mut |place| told.push(place));
    told
}

fn apart(a: (f64, f64), b: Place) -> f64 {
    (a.0 - f64::from(b.x)).hypot(a.1 - f64::from(b.y))
}

/// How far the told path passes from a place at its moment; where two told places share that
/// moment, the path passes both.
fn error(told: &[Place], seen: Place) -> f64 {
    let at = |place: Place| (f64::from(place.x), f64::from(place.y));
    let on = told.iter().filter(|place| place.t == seen.t).map(|place| apart(at(*place), seen));
    let between = told.windows(2).filter(|pair| pair[0].t < seen.t && seen.t < pair[1].t).map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let part = if to.t - from.t > REST { 0.0 } else { (seen.t - from.t) as f64 / (to.t - from.t) as f64 };
        let way = |from: i32, to: i32| f64::from(from) + (f64::from(to) - f64::from(from)) * part;
        apart((way(from.x, to.x), way(from.y, to.y)), seen)
    });
    on.chain(between).fold(f64::INFINITY, f64::min)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_told_path_is_within_the_tolerance(seen in places(), tolerance in select(vec![0.0, 0.5, 1.0, 2.0, 10.0])) {
        let told = told(&seen, tolerance);
        for place in &seen {
            let off = error(&told, *place);
            // What binary fractions of such coordinates leave.
            prop_assert!(off <= tolerance + 1e-5, "{place:?} is {off} px off");
        }
        prop_assert!(told.len() <= seen.len());
        prop_assert_eq!(told.first(), seen.first());
        prop_assert_eq!(told.last().map(|place| place.t), seen.last().map(|place| place.t));
        prop_assert!(told.is_sorted_by_key(|place| place.t));
        let mut moments = seen.iter().map(|place| place.t);
        prop_assert!(told.iter().all(|place| moments.any(|t| t == place.t)), "a told place has a seen one's moment");
        if tolerance == 0.0 {
            prop_assert_eq!(told, seen);
        }
    }
}
