use alloc::vec::Vec;

use super::backoff::{Chance, wait};

/// Most bytes of frames that wait for the collector. Ten minutes of a lively visit.
pub const MAX_QUEUED_BYTES: usize = 1 << 20;
/// Most frames that wait: ten minutes at one each 5 s, and some.
pub const MAX_QUEUED_FRAMES: usize = 128;
/// Most bytes of ours under way in keepalive requests. Browsers let a page have 64 KiB in all,
/// shared by every script (Fetch standard); the rest is the host page's.
pub const KEEPALIVE_BUDGET: usize = 48 * 1024;

/// Tries in a row without any answer, after which no more is made until the network is said to be back,
/// somebody asks, or the page may end. Where a blocker or a policy is in the way each is a line in the
/// page's console, and none will ever get through.
pub const MAX_UNANSWERED: u32 = 3;

/// What the network said about one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The HTTP status.
    Status(u16),
    /// A status that asks for another try, and after how many seconds (`Retry-After`).
    Later(u32),
    /// None: refused, cut off, timed out, blocked. Whether the collector got it is unknown.
    None,
}

/// A frame to be posted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parcel<'a> {
    /// Names the frame in [`Queue::answered`].
    pub number: u32,
    /// The frame.
    pub bytes: &'a [u8],
    /// Whether the request may outlive the page.
    pub keepalive: bool,
}

#[derive(Debug)]
struct Waiting {
    number: u32,
    bytes: Vec<u8>,
    under_way: Option<Request>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Request {
    keepalive: bool,
}

/// Frames that the collector has not acknowledged, oldest first.
///
/// The same bytes are posted until they are answered for good, one request at a time, except at
/// the page's end, when everything that fits goes at once.
///
/// ```
/// use desireline::delivery::{Answer, Queue};
/// let mut queue = Queue::default();
/// queue.push(vec![1, 2, 3]);
/// let number = queue.next(0.0).unwrap().number;
/// queue.answered(number, Answer::Status(503), 0.0, 0.0);
/// assert!(queue.next(0.0).is_none(), "it waits");
/// assert_eq!(queue.next(1_000.0).unwrap().bytes, [1, 2, 3]);
/// ```
#[derive(Debug, Default)]
pub struct Queue {
    frames: Vec<Waiting>,
    next_number: u32,
    failures: u32,
    unanswered: u32,
    not_before: f64,
    full: u32,
    refused: u32,
}

impl Queue {
    /// Adds a frame. When the queue is over a limit the oldest frame that is not under way goes,
    /// and is counted.
    pub fn push(&mut self, bytes: Vec<u8>) {
        self.frames.push(Waiting { number: self.next_number, bytes, under_way: None });
        self.next_number = self.next_number.wrapping_add(1);
        while self.frames.len() > MAX_QUEUED_FRAMES || self.bytes() > MAX_QUEUED_BYTES {
            let Some(oldest) = self.frames.iter().find(|frame| frame.under_way.is_none()) else { return };
            self.drop_frame(oldest.number);
            self.full += 1;
        }
    }

    /// The next frame to post in ordinary times: the oldest, when none is under way, the wait
    /// after the last failure is over, and it has not [given up](Self::gave_up). `now` in ms.
    pub fn next(&mut self, now: f64) -> Option<Parcel<'_>> {
        let waits = now < self.not_before || self.gave_up();
        if waits || self.frames.iter().any(|frame| frame.under_way.is_some()) {
            return None;
        }
        self.post(0)
    }

    /// The next frame to post when the page may end now: the newest, whatever else is under way.
    /// What the keepalive budget has no room for goes without, unless nobody answers anyhow: it
    /// arrives if the page lives on, and often if it does not.
    pub fn next_at_exit(&mut self) -> Option<Parcel<'_>> {
        let newest = self.frames.iter().rposition(|frame| frame.under_way.is_none())?;
        if self.gave_up() && !self.outlives(newest) {
            return None;
        }
        self.post(newest)
    }

    /// Whether the keepalive budget has room for a frame.
    fn outlives(&self, at: usize) -> bool {
        let length = self.frames.get(at).map_or(0, |frame| frame.bytes.len());
        self.keepalive_bytes() + length <= KEEPALIVE_BUDGET
    }

    fn post(&mut self, at: usize) -> Option<Parcel<'_>> {
        let keepalive = self.outlives(at);
        let frame = self.frames.get_mut(at)?;
        frame.under_way = Some(Request { keepalive });
        Some(Parcel { number: frame.number, bytes: &frame.bytes, keepalive })
    }

    /// Takes the answer for one frame. A frame accepted (2xx) or refused for good (other than
    /// 408, 429 and 5xx) leaves the queue; any other stays and is tried again later.
    pub fn answered(&mut self, number: u32, answer: Answer, now: f64, chance: Chance) {
        let Some(frame) = self.frames.iter_mut().find(|frame| frame.number == number) else { return };
        frame.under_way = None;
        if answer != Answer::None {
            self.unanswered = 0;
        } else if self.frames.iter().all(|frame| frame.under_way.is_none()) {
            // What the page's end posts all at once is one try.
            self.unanswered = self.unanswered.saturating_add(1);
        }
        let after = match answer {
            Answer::Status(200..=299) => {
                self.drop_frame(number);
                self.failures = 0;
                return;
            }
            Answer::Later(seconds) => f64::from(seconds) * 1e3,
            Answer::Status(408 | 429 | 500..) | Answer::None => 0.0,
            Answer::Status(_) => {
                self.drop_frame(number);
                self.refused += 1;
                return;
            }
        };
        self.failures = self.failures.saturating_add(1);
        self.not_before = now + wait(self.failures, chance).max(after);
    }

    /// Whether too many tries in a row had no answer.
    pub fn gave_up(&self) -> bool {
        self.unanswered >= MAX_UNANSWERED
    }

    /// Tries again at once, whatever was before: the network is back, or somebody asks.
    pub fn try_again(&mut self) {
        self.unanswered = 0;
        self.not_before = 0.0;
    }

    fn drop_frame(&mut self, number: u32) {
        self.frames.retain(|frame| frame.number != number);
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// Frames thrown away for want of room so far.
    pub fn full(&self) -> u32 {
        self.full
    }

    /// Frames the collector refused for good so far.
    pub fn refused(&self) -> u32 {
        self.refused
    }

    fn bytes(&self) -> usize {
        self.frames.iter().map(|frame| frame.bytes.len()).sum()
    }

    fn keepalive_bytes(&self) -> usize {
        let outlives = |frame: &&Waiting| frame.under_way == Some(Request { keepalive: true });
        self.frames.iter().filter(outlives).map(|frame| frame.bytes.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(sizes: &[usize]) -> Queue {
        let mut queue = Queue::default();
        for size in sizes {
            queue.push(vec![0; *size]);
        }
        queue
    }

    fn sent(parcel: Option<Parcel<'_>>) -> Option<(u32, bool)> {
        parcel.map(|parcel| (parcel.number, parcel.keepalive))
    }

    #[test]
    fn one_at_a_time_and_in_order() {
        let mut queue = queue(&[10, 10]);
        assert_eq!(sent(queue.next(0.0)), Some((0, true)));
        assert_eq!(sent(queue.next(0.0)), None);
        queue.answered(0, Answer::Status(204), 0.0, 0.0);
        assert_eq!(sent(queue.next(0.0)), Some((1, true)));
        queue.answered(1, Answer::Status(204), 0.0, 0.0);
        assert!(queue.is_empty());
    }

    #[test]
    fn a_refused_frame_never_blocks_the_next() {
        let mut queue = queue(&[10, 10]);
        for (number, status) in [(0, 400), (1, 413)] {
            assert_eq!(sent(queue.next(0.0)), Some((number, true)));
            queue.answered(number, Answer::Status(status), 0.0, 0.0);
        }
        assert!(queue.is_empty());
        assert_eq!(queue.refused(), 2);
    }

    #[test]
    fn a_failure_waits_and_a_success_forgets_it() {
        let mut queue = queue(&[10]);
        for (failures, answer) in [(1, Answer::None), (2, Answer::Status(503)), (3, Answer::Status(429))] {
            let now = queue.not_before;
            assert!(queue.next(now).is_some());
            queue.answered(0, answer, now, 0.0);
            assert_eq!(queue.not_before, now + wait(failures, 0.0));
            assert!(queue.next(queue.not_before - 1.0).is_none());
        }
        let now = queue.not_before;
        queue.next(now);
        queue.answered(0, Answer::Status(204), now, 0.0);
        assert_eq!(queue.failures, 0);
    }

    #[test]
    fn a_collector_that_asks_for_time_gets_it() {
        let mut queue = queue(&[10]);
        queue.next(0.0);
        queue.answered(0, Answer::Later(90), 100.0, 0.0);
        assert!(queue.next(90_099.0).is_none());
        assert!(queue.next(90_100.0).is_some());
        queue.answered(0, Answer::Later(0), 90_100.0, 0.0);
        assert!(queue.next(90_101.0).is_none(), "no less than without");
    }

    #[test]
    fn three_tries_without_an_answer_are_enough_until_the_network_is_back() {
        let mut queue = queue(&[10, 10]);
        for _ in 0..MAX_UNANSWERED {
            let now = queue.not_before;
            assert!(queue.next(now).is_some() && !queue.gave_up());
            queue.answered(0, Answer::None, now, 0.0);
        }
        assert!(queue.gave_up());
        assert_eq!(queue.next(f64::MAX), None);
        assert_eq!(sent(queue.next_at_exit()), Some((1, true)), "the page's end tries once more");
        queue.answered(1, Answer::None, 0.0, 0.0);
        queue.try_again();
        assert_eq!(sent(queue.next(0.0)), Some((0, true)));
        queue.answered(0, Answer::Status(503), 0.0, 0.0);
        assert!(!queue.gave_up(), "that was an answer");
    }

    #[test]
    fn a_full_queue_drops_its_oldest_and_counts_it() {
        let mut queue = queue(&[1; MAX_QUEUED_FRAMES]);
        assert_eq!(sent(queue.next(0.0)), Some((0, true)));
        queue.push(vec![0]);
        assert_eq!((queue.full(), queue.frames[0].number, queue.frames[1].number), (1, 0, 2), "0 is under way");
        queue.push(vec![0; MAX_QUEUED_BYTES]);
        assert!(queue.bytes() <= MAX_QUEUED_BYTES);
    }

    #[test]
    fn at_exit_all_go_and_the_newest_outlive_the_page() {
        let mut queue = queue(&[16 * 1024; 5]);
        assert_eq!(sent(queue.next(0.0)), Some((0, true)));
        assert_eq!(sent(queue.next_at_exit()), Some((4, true)));
        assert_eq!(sent(queue.next_at_exit()), Some((3, true)));
        assert_eq!(sent(queue.next_at_exit()), Some((2, false)), "48 KiB are under way");
        assert_eq!(sent(queue.next_at_exit()), Some((1, false)));
        assert_eq!(sent(queue.next_at_exit()), None);

        let mut blocked = self::queue(&[16 * 1024; 5]);
        blocked.unanswered = MAX_UNANSWERED;
        assert!((0..3).all(|_| blocked.next_at_exit().is_some()));
        assert_eq!(sent(blocked.next_at_exit()), None, "each would be one line more in the page's console");
    }

    #[test]
    fn a_frame_over_the_budget_goes_without_keepalive() {
        let mut queue = queue(&[KEEPALIVE_BUDGET + 1]);
        assert_eq!(sent(queue.next(0.0)), Some((0, false)));
    }

    #[test]
    fn an_answer_for_nothing_is_no_matter() {
        queue(&[1]).answered(7, Answer::None, 0.0, 0.0);
    }
}
