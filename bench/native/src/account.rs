//! Which part of a frame takes how many bytes.

use desireline::wire::Frame;
use desireline::wire::train::{self, Trial};

/// Kinds of rows, by their number in the format (docs/FORMAT.md).
const ROWS: [(u8, &str); 45] = [
    (0, "target described"),
    (1, "page"),
    (2, "resize"),
    (3, "pointer"),
    (4, "click"),
    (5, "scroll"),
    (6, "key"),
    (7, "focus"),
    (8, "blur"),
    (9, "input"),
    (10, "change"),
    (11, "submit"),
    (12, "target's bounds"),
    (13, "press"),
    (14, "contact"),
    (15, "double click"),
    (16, "context menu"),
    (17, "wheel"),
    (18, "drag"),
    (19, "inside"),
    (20, "visibility"),
    (21, "orientation"),
    (22, "fullscreen"),
    (23, "print"),
    (24, "network"),
    (25, "media"),
    (26, "selection"),
    (27, "clipboard"),
    (28, "composition"),
    (29, "reset"),
    (30, "invalid"),
    (31, "field"),
    (32, "outcome"),
    (33, "visitor"),
    (34, "error"),
    (35, "long task"),
    (36, "vital"),
    (37, "custom"),
    (38, "tag"),
    (39, "friction"),
    (40, "mark"),
    (41, "unanswered"),
    (42, "pinch"),
    (43, "pause"),
    (44, "typed"),
];
/// Bits in a byte.
const BYTE: f64 = 8.0;

/// Rows of one kind, or one part of every frame.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What it is.
    pub name: &'static str,
    /// How often it stands there.
    pub count: usize,
    /// Bytes of the plain frames.
    pub plain: usize,
    /// Bytes of the coded ones, by what the coder's decisions cost.
    pub coded: f64,
}

/// The parts of frames, the head first. Together they are all bytes.
///
/// # Panics
/// A frame is not good.
pub fn of<'a>(frames: impl IntoIterator<Item = &'a Vec<u8>>) -> Vec<Part> {
    let named = |name| Part { name, ..Part::default() };
    let (mut head, mut view, mut end) = (named("head"), named("view"), named("sum and end"));
    let mut rows = ROWS.map(|(_, name)| named(name));
    let trial = Trial::new(None);
    for bytes in frames {
        let frame = Frame::read(bytes).expect("a good frame");
        let plain_view = train::view(&frame).len() - 1;
        let plain_head = head_of(&frame);
        let costs = trial.costs(&frame);
        head.add(plain_head, plain_head as f64);
        view.add(plain_view, costs[0] / BYTE);
        for (row, cost) in trial.rows(&frame).iter().zip(&costs[1..]) {
            let kind = ROWS.iter().position(|(tag, _)| *tag == row[0]).expect("a known kind");
            rows[kind].add(row.len(), cost / BYTE);
        }
        let coded = frame.to_coded().len() - plain_head;
        end.add(0, coded as f64 - costs.iter().sum::<f64>() / BYTE);
    }
    let parts = [head, view].into_iter().chain(rows).chain([end]);
    parts.filter(|part| part.count > 0).collect()
}

/// Bytes that stand before the view or the code, alike in both bodies: who, when, what is missing,
/// and the number of rows.
pub fn head_of(frame: &Frame) -> usize {
    frame.to_plain().len() - frame.plain_rows().len() - (train::view(frame).len() - 1)
}

impl Part {
    fn add(&mut self, plain: usize, coded: f64) {
        self.count += 1;
        self.plain += plain;
        self.coded += coded;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{session, sets};

    #[test]
    fn the_parts_are_all_bytes() {
        let told = session::tell_lines(&sets::visits()[2].tracks[0].lines, 1.0);
        let parts = of(&told.frames);
        let coded: usize = told.frames.iter().map(Vec::len).sum();
        let plain = told.frames.iter().map(|bytes| Frame::read(bytes).unwrap().to_plain().len());
        assert!((parts.iter().map(|part| part.coded).sum::<f64>() - coded as f64).abs() < 1e-6);
        assert_eq!(parts.iter().map(|part| part.plain).sum::<usize>(), plain.sum::<usize>());
        // Sixteen bits of sum, and the rounding to whole bytes.
        let end = parts.last().unwrap();
        assert!((1.0..3.5).contains(&(end.coded / end.count as f64)), "{end:?}");
    }
}
