//! How many bytes some bodies have, each way of compressing them.

use desireline::wire::Frame;
use desireline_bench::account::head_of;
use desireline_bench::baseline::deflated;

/// Sums over bodies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bytes {
    pub(crate) bodies: usize,
    pub(crate) plain: usize,
    pub(crate) deflated: usize,
    /// Of ours only.
    pub(crate) coded: usize,
    pub(crate) head: usize,
}

impl Bytes {
    pub(crate) fn of_frames<'a>(frames: impl IntoIterator<Item = &'a Vec<u8>>) -> Self {
        let mut sums = Self::default();
        for bytes in frames {
            let frame = Frame::read(bytes).expect("a good frame");
            let (coded, head) = (sums.coded + bytes.len(), sums.head + head_of(&frame));
            sums = Self { coded, head, ..sums.with(&frame.to_plain()) };
        }
        sums
    }

    pub(crate) fn of_bodies(bodies: impl IntoIterator<Item = Vec<u8>>) -> Self {
        bodies.into_iter().fold(Self::default(), |sums, body| sums.with(&body))
    }

    fn with(self, body: &[u8]) -> Self {
        let Self { bodies, plain, deflated: sum, .. } = self;
        Self { bodies: bodies + 1, plain: plain + body.len(), deflated: sum + deflated(body), ..self }
    }

    /// Cells: plain, deflated and coded bytes for each of so many.
    pub(crate) fn each(&self, count: usize) -> String {
        let each = |bytes: usize| format!("{:.2}", bytes as f64 / count as f64);
        let coded = if self.coded == 0 { "".to_owned() } else { format!("**{}**", each(self.coded)) };
        format!("{} | {} | {coded}", each(self.plain), each(self.deflated))
    }
}
