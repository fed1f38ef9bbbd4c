super::kind::targeted! {
    /// A form control's value is being edited. What it holds is never recorded.
    Input, 9
}
