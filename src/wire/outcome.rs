super::signal::listed! {
    /// How an attempt to submit a form went.
    FormResult {
        /// The visitor tried.
        #[default]
        Attempt,
        /// It was taken.
        Success,
        /// It was refused.
        Failure,
    }
}

super::signal::signal! {
    /// How submitting a form went, as the site says; the target is the form.
    Outcome, 32, "gvv", on target {
        /// How.
        result: FormResult,
    }
}
