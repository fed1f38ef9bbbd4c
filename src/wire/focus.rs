super::kind::targeted! {
    /// A form control got the focus. Recorded for secret fields too: it is all they yield,
    /// with [`Blur`](super::Blur).
    Focus, 7
}
