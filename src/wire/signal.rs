//! Signals: kinds whose rows hold nothing but the element, numbers and texts, in this order, and that
//! change nothing for the rows after them. In the browser all of them go one way
//! ([`Encoder::signal`](super::Encoder::signal)).

use super::bytes::Bytes;

/// Longest text of a signal, in bytes: a stack of errors or the data of a site's own event in short.
/// Longer ones are cut.
pub const MAX_TEXT: usize = 512;

/// What a signal's row is made of.
pub(crate) trait Value {
    fn put(&self, out: &mut Bytes);
    /// Whether a frame may hold it.
    fn fits(&self) -> bool {
        true
    }
}

impl Value for u32 {
    fn put(&self, out: &mut Bytes) {
        out.number(*self);
    }
}

impl Value for bool {
    fn put(&self, out: &mut Bytes) {
        out.number(u8::from(*self));
    }
}

impl Value for &str {
    fn put(&self, out: &mut Bytes) {
        out.text(cut(self, MAX_TEXT));
    }

    fn fits(&self) -> bool {
        self.len() <= MAX_TEXT
    }
}

/// At most `limit` bytes of `text`, cut between two characters.
#[inline(never)]
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    let fits = |end: &usize| text.is_char_boundary(*end);
    (0..=text.len().min(limit)).rev().find(fits).and_then(|end| text.get(..end)).unwrap_or_default()
}

/// A list of which a row holds one, by its place.
macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$one])* $variant,)*
        }

        impl $name {
            /// All of them, by their numbers on the wire.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
        }

        impl super::signal::Value for $name {
            fn put(&self, out: &mut super::bytes::Bytes) {
                out.number(*self as u32);
            }
        }
    };
}

/// A kind that is a signal: `Name, tag, shape`, then `on target` where it belongs to an element, and
/// its values, texts last.
macro_rules! signal {
    ($(#[$doc:meta])* $name:ident, $tag:literal, $shape:literal, on target {
        $($(#[$one:meta])* $field:ident: $value:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            /// The element, by its number in the frame.
            #[serde(skip)]
            pub target: super::TargetNo,
            $($(#[$one])* pub $field: $value,)*
        }

        const _: () = {
            #[derive(serde::Serialize, serde::Deserialize)]
            pub(crate) struct Row {
                target: super::TargetNo,
                $($field: $value,)*
            }

            impl super::kind::Kind<'_> for $name {
                const TAG: u8 = $tag;
                const SHAPE: &'static str = $shape;
                type Row = Row;

                fn write(&self, out: &mut super::bytes::Bytes, _: &mut super::state::State) {
                    out.number(self.target.0);
                    $(super::signal::Value::put(&self.$field, out);)*
                }

                fn from_row(row: Row, _: &mut super::state::State) -> Result<Self, super::ReadError> {
                    let Row { target, $($field,)* } = row;
                    Ok(Self { target, $($field,)* })
                }

                fn target(&self) -> super::TargetNo {
                    self.target
                }
            }
        };
    };
    ($(#[$doc:meta])* $name:ident, $tag:literal, $shape:literal, {
        $($(#[$one:meta])* $field:ident: $value:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $name {
            $($(#[$one])* pub $field: $value,)*
        }

        super::signal::row!('_, $name, $tag, $shape, $($field)*);
    };
    ($(#[$doc:meta])* $name:ident<$life:lifetime>, $tag:literal, $shape:literal, {
        $($(#[$one:meta])* $field:ident: $value:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $name<$life> {
            $($(#[$one])* pub $field: $value,)*
        }

        super::signal::row!($life, $name<$life>, $tag, $shape, $($field)*);
    };
}

/// A signal without an element is its own row.
macro_rules! row {
    ($life:lifetime, $name:ident, $tag:literal, $shape:literal, $($field:ident)*) => {
        impl super::kind::Kind<'_> for $name {
            super::signal::row!(@ $name, $tag, $shape, $($field)*);
        }
    };
    ($life:lifetime, $name:ident<$same:lifetime>, $tag:literal, $shape:literal, $($field:ident)*) => {
        impl<$life> super::kind::Kind<$life> for $name<$same> {
            super::signal::row!(@ $name<$same>, $tag, $shape, $($field)*);
        }
    };
    (@ $name:ty, $tag:literal, $shape:literal, $($field:ident)*) => {
        const TAG: u8 = $tag;
        const SHAPE: &'static str = $shape;
        type Row = Self;

        fn write(&self, out: &mut super::bytes::Bytes, _: &mut super::state::State) {
            $(super::signal::Value::put(&self.$field, out);)*
        }

        fn from_row(row: Self, _: &mut super::state::State) -> Result<Self, super::ReadError> {
            let fits = true $(&& super::signal::Value::fits(&row.$field))*;
            if fits { Ok(row) } else { Err(super::ReadError::OutOfRange) }
        }
    };
}

pub(crate) use {listed, row, signal};
