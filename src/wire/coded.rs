//! Coded bodies: a frame's view and rows to code and back.

use alloc::vec::Vec;
use core::cell::RefCell;

use super::bytes::{Bytes, take};
use super::coder::{Coder, Sink, Sum};
use super::{ReadError, View, view};

std::thread_local! {
    /// Priming takes longer than reading a frame.
    static CODER: RefCell<Coder> = RefCell::new(Coder::new());
}

/// The code of a view and of plain rows.
pub(super) fn encode(view: View, rows: &[u8]) -> Vec<u8> {
    let mut plain = Bytes::default();
    view.write(&mut plain);
    CODER.with_borrow_mut(|coder| coder.frame(&plain.0, rows))
}

/// The view and so many rows, in plain, that code stands for; together they have room for so many bytes.
pub(super) fn decode(code: &[u8], rows: u32, room: usize) -> Result<(view::Row, Vec<u8>), ReadError> {
    let mut sink = Sink::new(code, room);
    CODER.with_borrow_mut(|coder| {
        coder.view(&mut sink);
        for _ in 0..rows {
            sink.check()?;
            coder.row(&mut sink);
        }
        sink.check()
    })?;
    let mut sum = Sum::default();
    sum.add(sink.rows());
    let proved = sum.code(&mut sink);
    let mut body = sink.finish(proved)?;
    let mut rest = &body[..];
    let view = take::<view::Row>(&mut rest)?;
    let view_len = body.len() - rest.len();
    body.drain(..view_len);
    Ok((view, body))
}
