super::signal::signal! {
    /// The page was busy for so long that a visitor may notice.
    LongTask, 35, "gvvb", {
        /// How long, in ms.
        duration: u32,
        /// How much of it kept input waiting, in ms.
        blocking: u32,
        /// Whether a whole animation frame was measured (Long Animation Frames) and not one task.
        frame: bool,
    }
}
