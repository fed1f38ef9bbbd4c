super::signal::signal! {
    /// The site paused the recording, or let it go on.
    Pause, 43, "gb", {
        /// Whether it is paused.
        paused: bool,
    }
}
