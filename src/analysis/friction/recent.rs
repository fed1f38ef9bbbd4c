/// The moments of the last few happenings, in constant memory.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Recent {
    /// In ms; the newest last.
    times: [u64; Self::MOST],
    count: usize,
}

impl Recent {
    /// Most happenings that a threshold may ask for.
    pub(super) const MOST: usize = 16;

    /// Notes one more. Whether `enough` of them happened within `span` ms; then the count begins
    /// anew, so that one fit of the visitor's is one signal.
    pub(super) fn reaches(&mut self, t: u64, enough: u32, span: u64) -> bool {
        // Not `rotate_left`, which weighs 700 bytes.
        self.times.copy_within(1.., 0);
        self.times[Self::MOST - 1] = t;
        self.count = (self.count + 1).min(Self::MOST);
        let enough = (enough as usize).clamp(1, Self::MOST);
        let reached = self.count >= enough && t.saturating_sub(self.times[Self::MOST - enough]) <= span;
        if reached {
            self.count = 0;
        }
        reached
    }

    pub(super) fn clear(&mut self) {
        self.count = 0;
    }
}
