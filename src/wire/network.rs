super::signal::signal! {
    /// The browser lost the network or found it again.
    Network, 24, "gb", {
        /// Whether it has one.
        online: bool,
    }
}
