//! Frames that hold nothing but the pointer's places.

use desireline::path::{Path, Place};
use desireline::wire::{Event, Pointer, View};

use super::INTERVAL;

/// Places cut where a recorder would have sealed.
pub fn by_time(places: &[Place]) -> impl Iterator<Item = &[Place]> {
    places.chunk_by(|a, b| a.t / INTERVAL == b.t / INTERVAL)
}

/// One coded frame of each batch, every place as it is. The batches are one stream's: time does not
/// run backwards between them.
pub fn frames<'a>(batches: impl IntoIterator<Item = &'a [Place]>) -> Vec<Vec<u8>> {
    let mut encoder = super::encoder(View::default(), 0);
    let frame = |batch: &[Place]| {
        for place in batch {
            encoder.push(place.t, &Event::Pointer(Pointer { x: place.x, y: place.y, ..Pointer::default() }));
        }
        super::seal(&mut encoder)
    };
    batches.into_iter().map(frame).collect()
}

/// Each batch by the fewest places that tell it within a tolerance, in CSS px.
pub fn thinned<'a>(batches: impl IntoIterator<Item = &'a [Place]>, tolerance: f64) -> Vec<Vec<Place>> {
    let mut path = Path::new(tolerance);
    let thin = |batch: &[Place]| {
        let mut told = Vec::new();
        batch.iter().for_each(|place| path.push(*place, &mut |place| told.push(place)));
        path.settle(&mut |place| told.push(place));
        told
    };
    // A batch in which the pointer only trembled where it was before tells nothing.
    batches.into_iter().map(thin).filter(|told| !told.is_empty()).collect()
}
