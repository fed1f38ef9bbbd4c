super::kind::targeted! {
    /// An element whose time in view the site wants to know; its bounds say where it lies.
    Mark, 40
}
