super::signal::listed! {
    /// What was done with the clipboard.
    ClipboardAction {
        /// Something was copied.
        #[default]
        Copy,
        /// Something was cut out.
        Cut,
        /// Something was put in.
        Paste,
    }
}

super::signal::signal! {
    /// The clipboard was used. What is in it is never read.
    Clipboard, 27, "gvv", on target {
        /// How.
        action: ClipboardAction,
    }
}
