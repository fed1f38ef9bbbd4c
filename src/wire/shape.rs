//! The coder goes through a row by its [`SHAPE`](super::Kind::SHAPE), the reader by its type: here the
//! type is asked which values it takes, and the two must say the same.

use std::fmt::Display;

use serde::de::value::U32Deserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, SeqAccess, Visitor};

use super::{Event, Target, bounds, target, view};

/// The letters of the values that a row takes.
pub(crate) fn of<'a, Row: Deserialize<'a>>() -> String {
    let mut letters = String::new();
    Row::deserialize(Tracer(&mut letters)).expect("zeros make any row");
    letters
}

/// Gives zeros for whatever is asked, and notes what that was.
struct Tracer<'t>(&'t mut String);

#[derive(Debug)]
struct Error;

impl Display for Error {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

macro_rules! values {
    ($($ask:ident, $letter:literal, $visit:ident, $zero:expr;)*) => {
        $(fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.0.push($letter);
            visitor.$visit($zero)
        })*
    };
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    values! {
        deserialize_bool, 'b', visit_bool, false;
        deserialize_u8, 'b', visit_u8, 0;
        deserialize_u16, 'v', visit_u16, 0;
        deserialize_u32, 'v', visit_u32, 0;
        deserialize_u64, 'v', visit_u64, 0;
        deserialize_i32, 's', visit_i32, 0;
        deserialize_str, 't', visit_borrowed_str, "";
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.0.push('v');
        visitor.visit_enum(U32Deserializer::new(0))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i64 i128 u128 f32 f64 char string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Tracer<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        seed.deserialize(Tracer(self.0)).map(Some)
    }
}

#[test]
fn each_shape_fits_its_row() {
    for (name, _, shape, row) in Event::rows() {
        assert_eq!(shape.strip_prefix('g'), Some(&*row), "{name}");
    }
    assert_eq!(of::<Target<'_>>(), target::SHAPE);
    assert_eq!(of::<bounds::Row>(), bounds::SHAPE);
    assert_eq!(of::<view::Row>(), view::SHAPE);
}

/// The coder tells the values of all rows apart by 16 times the kind and their place.
#[test]
fn each_kind_has_a_number_of_its_own() {
    let mut numbers: Vec<u8> = Event::rows().iter().map(|(_, number, ..)| *number).collect();
    numbers.extend([target::TAG, bounds::TAG]);
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(0..=44), "no number is left out or given twice");
    for (name, number, shape, _) in Event::rows() {
        assert!(number < view::TAG && shape.len() <= 16, "{name}");
    }
}
