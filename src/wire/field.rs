super::signal::signal! {
    /// A form control was left: what happened in it since it had the focus. Of secret fields nothing is.
    Field, 31, "gvvvvvvvb", on target {
        /// From the focus to the first edit, in tenths of a second; the whole stay where there was none.
        hesitation: u32,
        /// From the focus to now, in tenths of a second.
        dwell: u32,
        /// Edits: `input` events.
        edits: u32,
        /// Those of them that took something away.
        corrections: u32,
        /// How often it was emptied and filled again.
        refills: u32,
        /// About how long the value is.
        length: super::Length,
        /// Whether it is empty.
        blank: bool,
    }
}
