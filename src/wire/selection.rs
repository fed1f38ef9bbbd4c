super::signal::listed! {
    /// About how much text. Never how much exactly, and never which.
    Length {
        /// Nothing.
        #[default]
        None,
        /// At most 16 characters.
        Short,
        /// At most 128.
        Medium,
        /// More, or across several elements.
        Long,
    }
}

super::signal::signal! {
    /// Text of the page was selected. Told outside of fields only.
    Selection, 26, "gv", {
        /// About how much.
        length: Length,
    }
}
