super::signal::signal! {
    /// The screen was turned.
    Orientation, 21, "gv", {
        /// From its natural orientation, in degrees: 0, 90, 180 or 270.
        angle: u32,
    }
}
