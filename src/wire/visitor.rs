super::signal::listed! {
    /// The colours that the visitor prefers.
    Scheme {
        /// Light ones, or none in particular.
        #[default]
        Light,
        /// Dark ones.
        Dark,
    }
}

super::signal::listed! {
    /// How quick the network is: `NetworkInformation.effectiveType`.
    Connection {
        /// The browser does not say.
        #[default]
        Unknown,
        /// As slow as `slow-2g`.
        #[serde(rename = "slow-2g")]
        Slow2g,
        /// As `2g`.
        #[serde(rename = "2g")]
        G2,
        /// As `3g`.
        #[serde(rename = "3g")]
        G3,
        /// As `4g`, or quicker.
        #[serde(rename = "4g")]
        G4,
    }
}

super::signal::signal! {
    /// What the browser says of itself and its surroundings, told once a stream. Each value is shared by very many.
    Visitor<'a>, 33, "gvvvbbvtttt", {
        /// The browser's major version; 0 where it does not say.
        version: u32,
        /// Device pixels to a CSS px, in percent.
        pixel_ratio: u32,
        /// Colours preferred.
        scheme: Scheme,
        /// Whether the visitor wants less movement.
        reduced_motion: bool,
        /// Whether the screen can be touched.
        touch: bool,
        /// How quick the network is.
        connection: Connection,
        /// The browser: `Chrome`, `Firefox`, `Safari`, `Edge`, …
        browser: &'a str,
        /// The operating system: `Windows`, `macOS`, `Linux`, `Android`, `iOS`, …
        system: &'a str,
        /// Preferred languages, at most three, parted by commas.
        languages: &'a str,
        /// Time zone, as `Europe/Berlin`.
        time_zone: &'a str,
    }
}
