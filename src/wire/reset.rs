super::kind::targeted! {
    /// A form was reset; the target is the form.
    Reset, 29
}
