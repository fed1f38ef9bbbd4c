//! Rows into one Parquet file.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BinaryBuilder, BooleanBuilder, Int64Builder, StringBuilder, TimestampMillisecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use crate::Error;

/// Rows that are collected before they are packed: enough for a dictionary to pay, little enough
/// that a batch with many sites stays in some 100 MiB.
const ROWS: usize = 8192;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Flag,
    /// ms since 1970 UTC.
    Time,
    Bytes,
}

use Kind::{Bytes, Flag, Number, Text, Time};

type Columns = &'static [(&'static str, Kind)];

/// A frame as it came, and what the log says of it.
pub(super) const FRAMES: Columns = &[
    ("session", Text),
    ("stream", Text),
    ("seq", Number),
    ("received", Time),
    ("wall", Time),
    ("events", Number),
    ("number", Number),
    ("frame", Bytes),
];

/// An event, with the fields of docs/EVENTS.md; `at` is its place in the frame.
pub(super) const EVENTS: Columns = &[
    ("session", Text),
    ("stream", Text),
    ("seq", Number),
    ("at", Number),
    ("received", Time),
    ("t", Time),
    ("kind", Text),
    ("target", Text),
    ("path", Text),
    ("role", Text),
    ("field", Text),
    ("field_type", Text),
    ("scroller", Text),
    ("fixed", Flag),
    ("x", Number),
    ("y", Number),
    ("page_x", Number),
    ("page_y", Number),
    ("target_x", Number),
    ("target_y", Number),
    ("target_w", Number),
    ("target_h", Number),
    ("pointer", Text),
    ("button", Number),
    ("modifiers", Text),
    ("class", Text),
    ("repeat", Flag),
    ("fields", Number),
    ("url", Text),
    ("referrer", Text),
    ("language", Text),
    ("viewport_w", Number),
    ("viewport_h", Number),
    ("document_w", Number),
    ("document_h", Number),
    ("zoom", Number),
    ("screen_w", Number),
    ("screen_h", Number),
    ("navigation", Text),
    ("action", Text),
    ("position", Number),
    ("volume", Number),
    ("on", Flag),
    ("angle", Number),
    ("left", Number),
    ("top", Number),
    ("done", Flag),
    ("state", Text),
    ("dx", Number),
    ("dy", Number),
    ("mode", Text),
    ("events", Number),
    ("inside", Flag),
    ("phase", Text),
    ("pressure", Number),
    ("contact", Number),
    ("shortcut", Text),
    ("length", Text),
    ("character", Text),
    ("how", Text),
    ("ended", Flag),
    ("hesitation", Number),
    ("dwell", Number),
    ("edits", Number),
    ("corrections", Number),
    ("refills", Number),
    ("blank", Flag),
    ("rule", Text),
    ("result", Text),
    ("version", Number),
    ("pixel_ratio", Number),
    ("scheme", Text),
    ("reduced_motion", Flag),
    ("touch", Flag),
    ("connection", Text),
    ("browser", Text),
    ("system", Text),
    ("languages", Text),
    ("time_zone", Text),
    ("online", Flag),
    ("error", Text),
    ("count", Number),
    ("message", Text),
    ("source", Text),
    ("stack", Text),
    ("duration", Number),
    ("blocking", Number),
    ("frame", Flag),
    ("vital", Text),
    // A tag's is a text, a vital's a number.
    ("value", Text),
    ("name", Text),
    ("data", Text),
    ("weight", Number),
    ("target_left", Number),
    ("target_top", Number),
    ("paused", Flag),
];

/// One value of a row.
#[derive(Debug)]
pub(super) enum Cell<'a> {
    None,
    Text(&'a str),
    /// Several words: `ctrl+shift`.
    Words(String),
    Number(i64),
    Flag(bool),
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a [u8]> for Cell<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text),
            Value::Number(number) => number.as_i64().map_or(Self::None, Self::Number),
            Value::Bool(flag) => Self::Flag(*flag),
            Value::Array(words) => Self::Words(words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+")),
            Value::Null | Value::Object(_) => Self::None,
        }
    }
}

enum Column {
    Text(StringBuilder),
    Number(Int64Builder),
    Flag(BooleanBuilder),
    Time(TimestampMillisecondBuilder),
    Bytes(BinaryBuilder),
}

impl Column {
    fn new(kind: Kind) -> Self {
        match kind {
            Text => Self::Text(StringBuilder::new()),
            Number => Self::Number(Int64Builder::new()),
            Flag => Self::Flag(BooleanBuilder::new()),
            Time => Self::Time(TimestampMillisecondBuilder::new().with_timezone("UTC")),
            Bytes => Self::Bytes(BinaryBuilder::new()),
        }
    }

    /// A cell of another kind than the column's is left empty.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.append_value(text),
            (Self::Text(column), Cell::Words(text)) => column.append_value(text),
            (Self::Text(column), Cell::Number(number)) => column.append_value(number.to_string()),
            (Self::Number(column), Cell::Number(number)) => column.append_value(number),
            (Self::Flag(column), Cell::Flag(flag)) => column.append_value(flag),
            (Self::Time(column), Cell::Number(ms)) => column.append_value(ms),
            (Self::Bytes(column), Cell::Bytes(bytes)) => column.append_value(bytes),
            (Self::Text(column), _) => column.append_null(),
            (Self::Number(column), _) => column.append_null(),
            (Self::Flag(column), _) => column.append_null(),
            (Self::Time(column), _) => column.append_null(),
            (Self::Bytes(column), _) => column.append_null(),
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => ArrayBuilder::finish(column),
            Self::Number(column) => ArrayBuilder::finish(column),
            Self::Flag(column) => ArrayBuilder::finish(column),
            Self::Time(column) => ArrayBuilder::finish(column),
            Self::Bytes(column) => ArrayBuilder::finish(column),
        }
    }
}

/// A file in the making.
pub(super) struct Table {
    names: Columns,
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
    writer: Result<ArrowWriter<Vec<u8>>, ParquetError>,
}

impl Table {
    pub(super) fn new(names: Columns) -> Self {
        let field = |(name, kind): &(&str, Kind)| Field::new(*name, data_type(*kind), true);
        let schema = Arc::new(Schema::new(names.iter().map(field).collect::<Vec<_>>()));
        let level = ZstdLevel::default();
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = ArrowWriter::try_new(Vec::new(), schema.clone(), Some(properties));
        let columns = names.iter().map(|(_, kind)| Column::new(*kind)).collect();
        Self { names, schema, columns, rows: 0, writer }
    }

    /// One row, whose values are asked for by name.
    pub(super) fn push<'a>(&mut self, value: impl Fn(&'static str) -> Cell<'a>) {
        for ((name, _), column) in self.names.iter().zip(&mut self.columns) {
            column.push(value(name));
        }
        self.rows += 1;
        if self.rows == ROWS {
            self.pack();
        }
    }

    /// A failure is kept, and told at the end.
    fn pack(&mut self) {
        let arrays = self.columns.iter_mut().map(Column::take).collect();
        self.rows = 0;
        if let Ok(writer) = &mut self.writer {
            let written = RecordBatch::try_new(self.schema.clone(), arrays).map_err(ParquetError::from);
            if let Err(error) = written.and_then(|batch| writer.write(&batch)) {
                self.writer = Err(error);
            }
        }
    }

    /// The file's bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.pack();
        let bytes = self.writer.and_then(ArrowWriter::into_inner);
        bytes.map_err(|source| Error::Files { doing: "cannot write Parquet", source: source.into() })
    }
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Text => DataType::Utf8,
        Number => DataType::Int64,
        Flag => DataType::Boolean,
        Time => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        Bytes => DataType::Binary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_an_event_has_a_column_of_its_kind() {
        let page = include_str!("../../../docs/EVENTS.md");
        let rows = page.lines().filter(|line| line.starts_with(r#"{"session""#));
        for (name, value) in rows.flat_map(|row| serde_json::from_str::<serde_json::Map<_, _>>(row).unwrap()) {
            let (_, kind) = EVENTS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name}"));
            let fits = match kind {
                Text => value.is_string() || value.is_array() || (name == "value" && value.is_number()),
                Number | Time => value.is_number(),
                Flag => value.is_boolean(),
                Bytes => false,
            };
            assert!(fits, "{name} is {value}");
        }
    }
}
