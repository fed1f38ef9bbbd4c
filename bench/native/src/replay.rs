//! Frames as the events that made them, ready to be pushed again: what the benches time.

use desireline::wire::{Encoder, Record};

/// Pushes what a frame's records tell, with its descriptions of targets.
pub fn push(encoder: &mut Encoder, records: &[Record<'_>]) {
    let mut described = 0;
    for record in records {
        let number = record.event.target();
        if let Some(target) = record.target.as_ref().filter(|_| number.0 > described) {
            described = number.0;
            encoder.target(target);
        }
        if let Some(bounds) = record.bounds {
            encoder.bounds(number, bounds);
        }
        encoder.push(record.mono, &record.event);
    }
}

#[cfg(test)]
mod tests {
    use desireline::wire::{Frame, Missing};

    use super::*;
    use crate::{ORIGIN, encoder, session, sets};

    /// Rows of targets may come earlier there: the recorder meets an element before it settles the path.
    #[test]
    fn it_makes_frames_that_say_the_same() {
        let told = session::tell_lines(&sets::visits()[0].tracks[0].lines, 1.0);
        let frames: Vec<_> = told.frames.iter().map(|bytes| Frame::read(bytes).unwrap()).collect();
        let mut encoder = encoder(frames[0].view(), 0);
        for frame in &frames {
            push(&mut encoder, &frame.events().collect::<Vec<_>>());
            let again = encoder.seal(ORIGIN, Missing::default()).unwrap();
            assert_eq!(again.len(), frame.to_plain().len());
            assert!(Frame::read(&again).unwrap().events().eq(frame.events()));
        }
    }
}
