super::signal::listed! {
    /// The rule that a value broke: the fields of `ValidityState`.
    Rule {
        /// A rule of the site's own, or one not listed here.
        #[default]
        Other,
        /// It must not be empty.
        Missing,
        /// It is no address, URL, …
        Type,
        /// It does not match the `pattern`.
        Pattern,
        /// It is too long.
        TooLong,
        /// It is too short.
        TooShort,
        /// It is under the `min`.
        TooSmall,
        /// It is over the `max`.
        TooLarge,
        /// It falls between two `step`s.
        Step,
        /// It is no number, date, …
        Bad,
    }
}

super::signal::signal! {
    /// A form control was found invalid as its form was to be submitted. Never told of secret fields.
    Invalid, 30, "gvv", on target {
        /// The first rule that it broke.
        rule: Rule,
    }
}
