super::signal::signal! {
    /// The pointer came into the page, or left it for the browser's own controls or another window.
    Inside, 19, "gb", {
        /// Whether it is in the page.
        inside: bool,
    }
}
