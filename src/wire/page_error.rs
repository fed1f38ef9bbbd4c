super::signal::listed! {
    /// What went wrong.
    ErrorKind {
        /// An exception that nobody caught.
        #[default]
        Exception,
        /// A promise that nobody looked after.
        Rejection,
        /// A script, style, picture or other file that did not load.
        Resource,
    }
}

super::signal::signal! {
    /// Something in the page failed.
    PageError<'a>, 34, "gvvttt", {
        /// What.
        error: ErrorKind,
        /// How often the same was seen until now.
        count: u32,
        /// The message, without addresses, digits and quoted texts; for a resource its host.
        message: &'a str,
        /// Where: origin and path of the script, as addresses are told; for a resource its element.
        source: &'a str,
        /// Names of the functions, innermost first, parted by blanks.
        stack: &'a str,
    }
}
