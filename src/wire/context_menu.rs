super::kind::targeted! {
    /// A context menu was asked for, by the mouse, a long touch or the keyboard.
    ContextMenu, 16
}
