super::signal::signal! {
    /// The site saw something that annoys visitors.
    Friction<'a>, 39, "gvt", {
        /// How much, in tenths.
        weight: u32,
        /// What.
        name: &'a str,
    }
}
