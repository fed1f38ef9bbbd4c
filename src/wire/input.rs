super::signal::listed! {
    /// How a form control is edited: the sorts of `InputEvent.inputType`.
    How {
        /// In a way that the browser does not tell, or one not listed here.
        #[default]
        Other,
        /// A key was typed.
        Typed,
        /// Something was taken away.
        Deleted,
        /// It was pasted.
        Pasted,
        /// It was dropped there.
        Dropped,
        /// An input method composes it.
        Composed,
        /// The browser's own suggestion, autofill or spelling took its place.
        Replaced,
        /// The last edit was undone or done again.
        Undone,
    }
}

super::signal::signal! {
    /// A form control's value is being edited. What it holds is never recorded.
    Input, 9, "gvv", on target {
        /// How.
        how: How,
    }
}
