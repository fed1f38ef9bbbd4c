super::kind::targeted! {
    /// A form control's value was changed and left so. What it holds is never recorded.
    Change, 10
}
