super::signal::signal! {
    /// An element took the whole screen, or gave it back.
    Fullscreen, 22, "gvb", on target {
        /// Whether it has the screen.
        on: bool,
    }
}
