super::kind::targeted! {
    /// A click after which nothing happened in the page: no change, no scroll, no navigation.
    Unanswered, 41
}
