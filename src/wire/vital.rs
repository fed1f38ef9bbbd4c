super::signal::listed! {
    /// A measure of how quick and steady a page is, as web-vitals defines it.
    VitalName {
        /// Largest contentful paint, in ms.
        #[default]
        Lcp,
        /// Cumulative layout shift, in 1/10,000.
        Cls,
        /// Interaction to next paint, in ms.
        Inp,
        /// First contentful paint, in ms.
        Fcp,
        /// Time to first byte, in ms.
        Ttfb,
    }
}

super::signal::signal! {
    /// How quick or steady the page is, told when the value is final or the page is left.
    Vital, 36, "gvv", {
        /// Which measure.
        vital: VitalName,
        /// Its value.
        value: u32,
    }
}
