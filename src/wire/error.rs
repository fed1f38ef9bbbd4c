/// Why a frame is refused. The reason never holds anything out of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The bytes do not begin with a frame's magic.
    NotAFrame,
    /// A frame, but of a format version this reader does not know.
    UnknownVersion,
    /// The body is coded in a way this reader does not know.
    UnknownCoding,
    /// Longer than [`MAX_FRAME`](super::MAX_FRAME).
    TooLong,
    /// It ends in the middle of something.
    Truncated,
    /// A value is not spelled in the one shortest way, or is of no known shape.
    Malformed,
    /// A value or a count lies outside what the format allows.
    OutOfRange,
    /// An event names a target that the frame has not described.
    UnknownTarget,
    /// An event of a kind this reader does not know.
    UnknownKind,
}

impl ReadError {
    /// One sentence for people.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::NotAFrame => "the bytes are not a desireline frame",
            Self::UnknownVersion => "the frame's format version is unknown to this reader",
            Self::UnknownCoding => "the frame's body is coded in a way unknown to this reader",
            Self::TooLong => "the frame is longer than the format allows",
            Self::Truncated => "the frame ends too early",
            Self::Malformed => "a value in the frame is malformed",
            Self::OutOfRange => "a value in the frame is out of range",
            Self::UnknownTarget => "an event refers to a target that the frame does not describe",
            Self::UnknownKind => "the frame holds an event of an unknown kind",
        }
    }
}

impl core::fmt::Display for ReadError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.reason())
    }
}

impl core::error::Error for ReadError {}
