super::signal::listed! {
    /// How the page stands with the visitor.
    PageState {
        /// It is in sight.
        #[default]
        Visible,
        /// It is out of sight: another tab, a minimised window, a locked screen.
        Hidden,
        /// The browser has stopped its scripts.
        Frozen,
        /// The browser lets them run again.
        Resumed,
    }
}

super::signal::signal! {
    /// The page came into sight or went out of it.
    Visibility, 20, "gv", {
        /// How it stands now.
        state: PageState,
    }
}
