super::kind::targeted! {
    /// A form control lost the focus.
    Blur, 8
}
