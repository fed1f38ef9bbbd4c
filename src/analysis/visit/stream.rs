use alloc::string::String;
use alloc::vec::Vec;

use super::elements::Elements;
use super::page::Open;
use super::report::PageReport;
use crate::analysis::friction::{Thresholds, acted};
use crate::analysis::hover::Hover;
use crate::wire::{Event, Frame, MAX_TIME, Page, Record, View};

/// One document, walked through frame by frame.
///
/// Times are those of the first frame's wall clock and the stream's own since: a clock that is set
/// anew on the way bends nothing.
#[derive(Debug)]
pub(super) struct Walk<'a, 'b> {
    thresholds: &'b Thresholds,
    stream: String,
    origin: u64,
    /// The sequence number that follows without a gap.
    next: Option<u32>,
    open: Option<Open>,
    hover: Hover,
    acted: bool,
    pub(super) start: u64,
    pub(super) end: u64,
    /// Its pages, in the order of time.
    pub(super) pages: Vec<PageReport>,
    /// What the trail through the visit is made of: when; which of the pages, if it is one; the event.
    pub(super) steps: Vec<(u64, Option<usize>, Event<'a>)>,
}

impl<'a, 'b> Walk<'a, 'b> {
    /// Through frames of one stream, of which `first` is the first.
    pub(super) fn new(first: &Frame, thresholds: &'b Thresholds) -> Self {
        let header = first.header();
        Self {
            thresholds,
            stream: header.stream.to_hex(),
            origin: header.wall - header.mono,
            next: None,
            open: None,
            hover: Hover::default(),
            acted: false,
            start: header.wall,
            end: header.wall,
            pages: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The next frame that is there.
    pub(super) fn frame(&mut self, frame: &'a Frame, elements: &mut Elements) {
        let (header, view) = (frame.header(), frame.view());
        if self.next != Some(header.sequence) {
            self.hover.begin(view.scroll_x, view.scroll_y);
            let t = self.moment(header.mono);
            if let Some(open) = &mut self.open {
                open.gap(t, view);
            }
        }
        self.next = header.sequence.checked_add(1);
        for record in frame.events() {
            self.end = self.moment(record.mono);
            self.record(&record, view, elements);
        }
    }

    /// Nothing more is known of the document.
    pub(super) fn finish(&mut self, elements: &Elements) {
        self.pages.extend(self.open.take().map(|open| open.close(self.end, elements)));
    }

    /// Never before what already happened: a frame may begin a little before the last one's end.
    fn moment(&self, mono: u64) -> u64 {
        (self.origin + mono).min(MAX_TIME).max(self.end)
    }

    fn record(&mut self, record: &Record<'a>, view: View, elements: &mut Elements) {
        let t = self.end;
        if !self.acted && acted(&record.event) {
            self.acted = true;
            self.steps.push((t, None, record.event));
        }
        match &record.event {
            Event::Page(page) => {
                let view = self.open.as_ref().map_or(view, Open::view);
                let Page { viewport_w, viewport_h, document_w, document_h, zoom, .. } = *page;
                let view = View { viewport_w, viewport_h, document_w, document_h, zoom, ..view };
                self.finish(elements);
                self.steps.push((t, Some(self.pages.len()), record.event));
                self.open = Some(Open::new(t, self.stream.clone(), view, Some(page), self.thresholds));
            }
            // The frame that says which page it is has not arrived.
            _ if self.open.is_none() => {
                self.open = Some(Open::new(t, self.stream.clone(), view, None, self.thresholds));
            }
            _ => {}
        }
        if let Some(open) = &mut self.open {
            open.feed(t, record, &mut self.hover, elements, self.thresholds);
        }
    }
}
