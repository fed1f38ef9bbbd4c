super::signal::signal! {
    /// An event of the site's own.
    Custom<'a>, 37, "gtt", {
        /// Its name.
        name: &'a str,
        /// What the site says with it: a flat JSON object, or nothing.
        data: &'a str,
    }
}
