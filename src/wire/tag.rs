super::signal::signal! {
    /// The site says something of the visit.
    Tag<'a>, 38, "gtt", {
        /// What about.
        name: &'a str,
        /// What it says.
        value: &'a str,
    }
}
