super::signal::signal! {
    /// The page is about to be printed, or was.
    Print, 23, "gb", {
        /// Whether the dialogue is over.
        done: bool,
    }
}
