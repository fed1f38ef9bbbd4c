//! The queue of frames against a plain list: nothing is sent again after its acknowledgement, nothing is lost
//! uncounted, and memory and requests stay within their bounds.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use desireline::delivery::{
    Answer, KEEPALIVE_BUDGET, MAX_QUEUED_BYTES, MAX_QUEUED_FRAMES, MAX_UNANSWERED, MAX_WAIT, Queue,
};
use proptest::prelude::*;

/// What happens to a queue.
#[derive(Clone, Debug)]
enum Step {
    Push(usize),
    /// So many ms pass, and a frame is posted if one may be.
    Tick(u32),
    /// The page may end: everything that may goes at once.
    Exit,
    /// One of those under way is answered.
    Answered(prop::sample::Index, Answer),
    /// The network is back.
    Online,
}

fn step() -> impl Strategy<Value = Step> {
    let statuses = prop::sample::select(vec![200, 204, 299, 301, 400, 401, 404, 408, 409, 413, 429, 500, 503, 599]);
    let answer = prop_oneof![
        4 => statuses.prop_map(Answer::Status),
        2 => Just(Answer::None),
        1 => (0..3_600_u32).prop_map(Answer::Later),
    ];
    prop_oneof![
        4 => (1..20_000_usize).prop_map(Step::Push),
        1 => (20_000..400_000_usize).prop_map(Step::Push),
        4 => (0..60_000_u32).prop_map(Step::Tick),
        1 => Just(Step::Exit),
        6 => (any::<prop::sample::Index>(), answer).prop_map(|(which, answer)| Step::Answered(which, answer)),
        1 => Just(Step::Online),
    ]
}

/// What a frame has come to, as a plain list has it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Waiting,
    UnderWay {
        keepalive: bool,
    },
    /// Taken or refused for good.
    Gone,
}

#[derive(Default)]
struct Model {
    queue: Queue,
    /// Length and state by what stands in the frame.
    frames: BTreeMap<u32, (usize, State)>,
    /// The queue's number of each frame under way, and the frame.
    under_way: Vec<(u32, u32)>,
    refused: u32,
    now: f64,
}

impl Model {
    fn push(&mut self, length: usize) {
        let name = self.frames.len() as u32;
        // So long at least, that its name fits.
        let length = length.max(4);
        let mut bytes = vec![0; length];
        bytes[..4].copy_from_slice(&name.to_le_bytes());
        self.queue.push(bytes);
        self.frames.insert(name, (length, State::Waiting));
    }

    /// Takes one parcel of the queue; whether there was one.
    fn post(&mut self, exit: bool) -> bool {
        let now = self.now;
        let parcel = if exit { self.queue.next_at_exit() } else { self.queue.next(now) };
        let Some(parcel) = parcel else { return false };
        let name = u32::from_le_bytes(parcel.bytes[..4].try_into().expect("four bytes"));
        let (length, state) = self.frames[&name];
        assert_eq!(parcel.bytes.len(), length, "other bytes than it was pushed with");
        assert_eq!(state, State::Waiting, "{name} is posted although it is {state:?}");
        let (number, keepalive) = (parcel.number, parcel.keepalive);
        self.frames.insert(name, (length, State::UnderWay { keepalive }));
        self.under_way.push((number, name));
        let alive = |state: State| state == State::UnderWay { keepalive: true };
        let budget: usize = self.frames.values().filter(|(_, state)| alive(*state)).map(|(length, _)| length).sum();
        assert!(budget <= KEEPALIVE_BUDGET, "{budget} bytes outlive the page");
        true
    }

    fn answer(&mut self, at: usize, answer: Answer) {
        let (number, name) = self.under_way.remove(at);
        self.queue.answered(number, answer, self.now, 0.5);
        let state = match answer {
            Answer::Status(200..=299) => State::Gone,
            Answer::Later(_) | Answer::None | Answer::Status(408 | 429 | 500..) => State::Waiting,
            Answer::Status(_) => {
                self.refused += 1;
                State::Gone
            }
        };
        let length = self.frames[&name].0;
        self.frames.insert(name, (length, state));
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Push(length) => self.push(length),
            Step::Tick(ms) => {
                self.now += f64::from(ms);
                if self.post(false) {
                    assert_eq!(self.under_way.len(), 1, "one at a time");
                }
            }
            Step::Exit => while self.post(true) {},
            Step::Answered(which, answer) if !self.under_way.is_empty() => {
                self.answer(which.index(self.under_way.len()), answer);
            }
            Step::Answered(..) => {}
            Step::Online => self.queue.try_again(),
        }
        assert_eq!(self.queue.refused(), self.refused);
    }

    /// Everything is answered well from now on; what arrives then.
    fn drain(mut self) -> (Self, usize) {
        self.queue.try_again();
        let mut arrived = 0;
        loop {
            while let Some(at) = self.under_way.len().checked_sub(1) {
                self.answer(at, Answer::Status(204));
                arrived += 1;
            }
            self.now += MAX_WAIT;
            if !self.post(false) {
                break;
            }
        }
        (self, arrived)
    }
}

proptest! {
    #[test]
    fn every_frame_arrives_or_is_counted(steps in prop::collection::vec(step(), 0..200)) {
        let mut model = Model::default();
        for step in steps {
            model.take(step);
        }
        let before = model.frames.values().filter(|(_, state)| *state == State::Gone).count();
        let (pushed, full) = (model.frames.len(), model.queue.full() as usize);
        let (model, arrived) = model.drain();
        prop_assert!(model.queue.is_empty());
        prop_assert_eq!(before + arrived + full, pushed);
    }

    #[test]
    fn memory_is_bounded(lengths in prop::collection::vec(1..300_000_usize, 1..400)) {
        let mut model = Model::default();
        for length in lengths {
            model.push(length);
        }
        let (mut frames, mut bytes) = (0, 0);
        while model.post(false) {
            let (_, name) = model.under_way[0];
            bytes += model.frames[&name].0;
            frames += 1;
            model.answer(0, Answer::Status(204));
        }
        prop_assert!(frames <= MAX_QUEUED_FRAMES && bytes <= MAX_QUEUED_BYTES, "{} frames, {} bytes", frames, bytes);
    }

    #[test]
    fn without_answers_there_are_few_tries(pushes in 1..50_usize, ticks in 1..200_usize) {
        let mut model = Model::default();
        (0..pushes).for_each(|_| model.push(100));
        let mut tries = 0;
        for _ in 0..ticks {
            model.now += 2.0 * MAX_WAIT;
            if model.post(false) {
                tries += 1;
                model.answer(0, Answer::None);
            }
        }
        prop_assert_eq!(tries, ticks.min(MAX_UNANSWERED as usize));
    }
}
