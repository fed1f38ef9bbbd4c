super::signal::listed! {
    /// What became of a video or a sound.
    MediaAction {
        /// It plays.
        #[default]
        Play,
        /// It pauses.
        Pause,
        /// Another place of it was chosen.
        Seek,
        /// It came to its end.
        End,
        /// It became louder, quieter or mute.
        Volume,
    }
}

super::signal::signal! {
    /// A video or a sound in the page.
    Media, 25, "gvvvv", on target {
        /// What became of it.
        action: MediaAction,
        /// Where in it, in s.
        position: u32,
        /// How loud, in percent; 0 when mute.
        volume: u32,
    }
}
