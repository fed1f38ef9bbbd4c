super::kind::targeted! {
    /// Two clicks in short order, as the visitor's system counts them.
    DoubleClick, 15
}
