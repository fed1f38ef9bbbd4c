//! The arithmetic coder: decisions and their probabilities to bytes, and back.
//!
//! Binary, 32 bits, no carries: the interval `low..=high` is cut in two at each decision, and its
//! leading bytes go out as soon as both ends agree on them.

use alloc::vec::Vec;

/// Probabilities are told in 1/65,536.
pub(crate) const PROBABILITY_BITS: u32 = 16;

/// What is left of the number line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interval {
    low: u32,
    high: u32,
}

impl Default for Interval {
    fn default() -> Self {
        Self { low: 0, high: u32::MAX }
    }
}

impl Interval {
    /// The last point of the part that stands for "yes", which has the probability `p`.
    fn middle(self, p: u16) -> u32 {
        let width = u64::from(self.high - self.low);
        self.low + ((width * u64::from(p)) >> PROBABILITY_BITS) as u32
    }

    fn narrow(&mut self, middle: u32, yes: bool) {
        if yes {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
    }

    /// The leading byte, once both ends have the same.
    fn settled(&mut self) -> Option<u8> {
        if (self.low ^ self.high) >> 24 != 0 {
            return None;
        }
        let byte = (self.low >> 24) as u8;
        self.low <<= 8;
        self.high = self.high << 8 | 0xff;
        Some(byte)
    }

    /// The point within that has the most zeros at its end.
    fn roundest(self) -> u32 {
        let Some(below) = self.low.checked_sub(1) else { return 0 };
        // Bits after the first in which the two differ are not needed to stay between them.
        let spare = 31 - (below ^ self.high).leading_zeros();
        self.high >> spare << spare
    }
}

/// Decisions to bytes.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    interval: Interval,
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn bit(&mut self, p: u16, yes: bool) {
        let middle = self.interval.middle(p);
        self.interval.narrow(middle, yes);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
    }

    /// The finished bytes. Zeros at the end go without saying: the reader supplies them.
    pub(crate) fn finish(&mut self) -> &[u8] {
        let mut tail = self.interval.roundest();
        while tail != 0 {
            self.bytes.push((tail >> 24) as u8);
            tail <<= 8;
        }
        while self.bytes.last() == Some(&0) {
            self.bytes.pop();
        }
        &self.bytes
    }
}

/// Bytes to decisions.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    interval: Interval,
    code: u32,
    bytes: &'a [u8],
    /// Bytes that have entered `code`, those behind the end included.
    taken: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { interval: Interval::default(), code: 0, bytes, taken: 0 };
        (0..4).for_each(|_| reader.shift());
        reader
    }

    fn shift(&mut self) {
        self.code = self.code << 8 | u32::from(self.bytes.get(self.taken).copied().unwrap_or(0));
        self.taken += 1;
    }

    pub(crate) fn bit(&mut self, p: u16) -> bool {
        let middle = self.interval.middle(p);
        let yes = self.code <= middle;
        self.interval.narrow(middle, yes);
        while self.interval.settled().is_some() {
            self.shift();
        }
        yes
    }

    /// Whether decisions were made of zeros that nobody wrote.
    pub(crate) fn is_beyond_end(&self) -> bool {
        self.taken > self.bytes.len() + 4
    }

    /// Whether a writer of the same decisions would have ended with the very bytes that are here.
    pub(crate) fn is_canonical(&self) -> bool {
        let settled = self.taken - 4;
        let tail = self.interval.roundest().to_be_bytes();
        // Whole bytes that went before, then the tail; zeros at the end go without saying.
        let expected = (0..settled).map(|at| self.bytes.get(at).copied().unwrap_or(0)).chain(tail);
        let mut end = 0;
        let mut same = true;
        for (at, byte) in expected.enumerate() {
            same &= self.bytes.get(at).copied().unwrap_or(0) == byte;
            if byte != 0 {
                end = at + 1;
            }
        }
        same && self.bytes.len() == end
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn write(decisions: &[(u16, bool)]) -> Vec<u8> {
        let mut writer = Writer::default();
        decisions.iter().for_each(|(p, yes)| writer.bit(*p, *yes));
        writer.finish().to_vec()
    }

    proptest! {
        #[test]
        fn decisions_come_back_and_the_end_is_canonical(
            decisions in prop::collection::vec((1..=u16::MAX, any::<bool>()), 0..400), extra in 1..=u8::MAX,
        ) {
            let mut bytes = write(&decisions);
            let mut reader = Reader::new(&bytes);
            for (p, yes) in &decisions {
                prop_assert_eq!(reader.bit(*p), *yes);
            }
            prop_assert!(reader.is_canonical());
            bytes.push(extra);
            let mut longer = Reader::new(&bytes);
            let same = decisions.iter().all(|(p, yes)| longer.bit(*p) == *yes);
            prop_assert!(!same || !longer.is_canonical());
        }
    }

    #[test]
    fn what_is_sure_costs_nearly_nothing() {
        assert_eq!(write(&[]), [0_u8; 0]);
        let sure = vec![(65_000, true); 1_000];
        assert!(write(&sure).len() <= 2);
        assert_eq!(write(&vec![(1 << 15, true); 800]).len(), 0, "all zeros");
        assert_eq!(write(&vec![(1 << 15, false); 800]).len(), 100);
    }
}
