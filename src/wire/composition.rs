super::signal::signal! {
    /// Text is being composed, by an input method for Chinese or Japanese, say.
    Composition, 28, "gvb", on target {
        /// Whether it is done.
        ended: bool,
    }
}
