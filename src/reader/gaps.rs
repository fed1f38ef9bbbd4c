use alloc::string::String;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use serde::{Serialize, Serializer};

use crate::session::{SessionId, StreamId};
use crate::wire::Header;

/// A stream of which not every frame is there. In JSON the ids are hexadecimal and a range is
/// `{"start":1,"end":2}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gaps {
    /// The visit.
    #[serde(serialize_with = "session")]
    pub session: SessionId,
    /// The document in its tab.
    #[serde(serialize_with = "stream")]
    pub stream: StreamId,
    /// The sequence numbers that are missing below the highest that is there, ascending.
    pub missing: Vec<RangeInclusive<u32>>,
}

impl Gaps {
    /// How many frames are missing.
    pub fn count(&self) -> u64 {
        self.missing.iter().map(|range| u64::from(range.end() - range.start()) + 1).sum()
    }
}

/// Which frames are missing among some, as far as those can tell: in each stream the sequence
/// numbers from 0 to the highest that is there. Streams that lack none are left out. What a stream
/// lost after its last frame nobody can know.
///
/// The frames may come in any order, of any visits, and more than once. Time and memory go with how
/// many there are, whatever numbers they bear.
///
/// ```
/// # use desireline::{reader, session::{SessionId, StreamId}, wire};
/// # let mut encoder = wire::Encoder::new(SessionId([1; 16]), StreamId([2; 6]), wire::View::default());
/// # let frames: Vec<_> = (0..6).map(|t| {
/// #     encoder.push(t, &wire::Event::Pointer(wire::Pointer::default()));
/// #     wire::Frame::read(&encoder.seal(0, wire::Missing::default()).unwrap()).unwrap()
/// # }).collect();
/// // Of six frames the second and the third have not arrived.
/// let arrived = [&frames[5], &frames[0], &frames[3], &frames[4]];
/// let gaps = reader::gaps(arrived.map(|frame| frame.header()));
/// assert_eq!(gaps[0].stream, StreamId([2; 6]));
/// assert_eq!(gaps[0].missing, [1..=2]);
/// ```
pub fn gaps<'a>(headers: impl IntoIterator<Item = &'a Header>) -> Vec<Gaps> {
    let id = |Header { session, stream, sequence, .. }: &Header| (*session, *stream, *sequence);
    let mut ids: Vec<_> = headers.into_iter().map(id).collect();
    ids.sort_unstable();
    let streams = ids.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    streams.filter_map(gaps_of).collect()
}

/// The gaps in a stream's numbers, which ascend.
fn gaps_of(ids: &[(SessionId, StreamId, u32)]) -> Option<Gaps> {
    let mut next = 0_u32;
    let mut missing = Vec::new();
    for (.., number) in ids {
        if *number > next {
            missing.push(next..=number - 1);
        }
        next = number.saturating_add(1);
    }
    let (session, stream, _) = *ids.first().filter(|_| !missing.is_empty())?;
    Some(Gaps { session, stream, missing })
}

fn session<S: Serializer>(id: &SessionId, serializer: S) -> Result<S::Ok, S::Error> {
    hex(id.to_hex(), serializer)
}

fn stream<S: Serializer>(id: &StreamId, serializer: S) -> Result<S::Ok, S::Error> {
    hex(id.to_hex(), serializer)
}

fn hex<S: Serializer>(id: String, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&id)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wire::{Coding, Missing};

    fn header(session: u8, stream: u8, sequence: u32) -> Header {
        let (session, stream) = (SessionId([session; 16]), StreamId([stream; 6]));
        Header { session, stream, sequence, wall: 0, mono: 0, missing: Missing::default(), coding: Coding::Plain }
    }

    fn missing(numbers: &[u32]) -> Vec<RangeInclusive<u32>> {
        let headers: Vec<_> = numbers.iter().map(|number| header(1, 2, *number)).collect();
        gaps(&headers).pop().map_or_else(Vec::new, |gaps| gaps.missing)
    }

    #[test]
    fn what_is_there_leaves_no_gap() {
        assert_eq!(gaps([]), []);
        for whole in [&[0][..], &[0, 1, 2], &[2, 0, 1, 1, 0]] {
            assert_eq!(missing(whole), [], "{whole:?}");
        }
    }

    #[test]
    fn a_gap_is_a_range_at_the_beginning_and_between() {
        assert_eq!(missing(&[1]), [0..=0]);
        assert_eq!(missing(&[9, 3, 2, 5, 5, 9]), [0..=1, 4..=4, 6..=8]);
    }

    #[test]
    fn the_widest_claim_is_one_range() {
        assert_eq!(missing(&[0, u32::MAX, u32::MAX]), [1..=u32::MAX - 1]);
        assert_eq!(missing(&[u32::MAX, u32::MAX - 1]), [0..=u32::MAX - 2]);
        assert_eq!(gaps([&header(1, 2, u32::MAX)])[0].count(), u64::from(u32::MAX));
    }

    #[test]
    fn streams_and_visits_are_told_apart() {
        let headers = [header(2, 1, 1), header(1, 2, 2), header(1, 1, 0), header(1, 2, 0), header(2, 2, 0)];
        let told: Vec<_> = gaps(&headers).into_iter().map(|it| (it.session.0[0], it.stream.0[0], it.missing)).collect();
        assert_eq!(told, [(1, 2, vec![1..=1]), (2, 1, vec![0..=0])]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// A number is in exactly one range, or there: never both, never neither.
        #[test]
        fn every_number_is_there_or_missing(
            frames in prop::collection::vec((0..2_u8, 0..2_u8, prop_oneof![0..40_u32, u32::MAX - 3..=u32::MAX]), 0..60),
        ) {
            let headers: Vec<_> = frames.iter().map(|(session, stream, number)| header(*session, *stream, *number)).collect();
            let found = gaps(&headers);
            prop_assert!(found.is_sorted_by_key(|gaps| (gaps.session, gaps.stream)));
            prop_assert!(found.iter().all(|gaps| !gaps.missing.is_empty()));
            for id in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let mut there: Vec<u32> = frames.iter().filter(|it| (it.0, it.1) == id).map(|it| it.2).collect();
                there.sort_unstable();
                there.dedup();
                let gaps = found.iter().find(|gaps| (gaps.session.0[0], gaps.stream.0[0]) == id);
                let missing = gaps.map_or(&[][..], |gaps| &gaps.missing);
                let end = there.last().map_or(0, |last| u64::from(*last) + 1);
                prop_assert_eq!(gaps.map_or(0, Gaps::count), end - there.len() as u64);
                prop_assert!(missing.len() <= there.len());
                // A number between two ranges parts them, so they are as wide as they can be.
                prop_assert!(missing.windows(2).all(|pair| u64::from(*pair[0].end()) + 1 < u64::from(*pair[1].start())));
                for number in (0..50).chain(u32::MAX - 5..=u32::MAX).filter(|number| u64::from(*number) < end) {
                    let ranges = missing.iter().filter(|range| range.contains(&number)).count();
                    prop_assert_eq!(ranges + usize::from(there.contains(&number)), 1, "{}", number);
                }
            }
        }
    }
}
