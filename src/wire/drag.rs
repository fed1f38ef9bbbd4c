super::signal::listed! {
    /// Where in a drag.
    DragPhase {
        /// Something is dragged.
        #[default]
        Start,
        /// It was dropped on the target.
        Drop,
        /// The drag is over.
        End,
    }
}

super::signal::signal! {
    /// Something is dragged. What it is, is never read.
    Drag, 18, "gvv", on target {
        /// Where in the drag.
        phase: DragPhase,
    }
}
