//! A column: its name, its kind, what it holds, and how it is taken from a row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, Int32Array, Int64Array, RecordBatch, RecordBatchOptions,
    StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use jixiao_model::half_up;
use rust_decimal::Decimal;

/// All digits of a decimal of 128 bits.
const DIGITS: u8 = 38;
/// Decimal places of every figure.
const PLACES: u32 = 8;
/// The same, as Arrow writes it.
const SCALE: i8 = 8;

/// The key by which a field of the schema says what it holds.
const ABOUT: &str = "about";

/// A column of rows of this kind.
pub struct Column<R> {
    /// Its name.
    pub name: &'static str,
    /// What it holds, with its unit, in Chinese.
    pub about: &'static str,
    cell: Cell<R>,
}

/// How a column is taken from a row; what kind it is of follows.
enum Cell<R> {
    Text(fn(&R) -> Cow<'_, str>),
    OptionalText(fn(&R) -> Option<Cow<'_, str>>),
    Count(fn(&R) -> usize),
    OptionalCount(fn(&R) -> Option<usize>),
    Size(fn(&R) -> Option<u64>),
    Flag(fn(&R) -> bool),
    Figure(fn(&R) -> Option<Decimal>),
    Records(&'static [&'static str], fn(&R) -> Vec<Vec<Cow<'_, str>>>),
}

/// A text, empty where nothing stands.
pub fn text<R>(name: &'static str, about: &'static str, of: fn(&R) -> Cow<'_, str>) -> Column<R> {
    Column { name, about, cell: Cell::Text(of) }
}

/// A text that may be missing.
pub fn optional_text<R>(
    name: &'static str,
    about: &'static str,
    of: fn(&R) -> Option<Cow<'_, str>>,
) -> Column<R> {
    Column { name, about, cell: Cell::OptionalText(of) }
}

/// A number of things, or a number by which a thing goes.
pub fn count<R>(name: &'static str, about: &'static str, of: fn(&R) -> usize) -> Column<R> {
    Column { name, about, cell: Cell::Count(of) }
}

/// The same where it may be missing.
pub fn optional_count<R>(name: &'static str, about: &'static str, of: fn(&R) -> Option<usize>) -> Column<R> {
    Column { name, about, cell: Cell::OptionalCount(of) }
}

/// A number of bytes.
pub fn size<R>(name: &'static str, about: &'static str, of: fn(&R) -> Option<u64>) -> Column<R> {
    Column { name, about, cell: Cell::Size(of) }
}

/// Yes or no.
pub fn flag<R>(name: &'static str, about: &'static str, of: fn(&R) -> bool) -> Column<R> {
    Column { name, about, cell: Cell::Flag(of) }
}

/// A decimal, missing where the text is none.
pub fn figure<R>(name: &'static str, about: &'static str, of: fn(&R) -> Option<Decimal>) -> Column<R> {
    Column { name, about, cell: Cell::Figure(of) }
}

/// A list of records of texts.
pub fn records<R>(
    name: &'static str,
    about: &'static str,
    keys: &'static [&'static str],
    of: fn(&R) -> Vec<Vec<Cow<'_, str>>>,
) -> Column<R> {
    Column { name, about, cell: Cell::Records(keys, of) }
}

impl<R> Column<R> {
    /// The field of the schema.
    pub fn field(&self) -> Field {
        let (kind, nullable) = match &self.cell {
            Cell::Text(_) => (DataType::Utf8, false),
            Cell::OptionalText(_) => (DataType::Utf8, true),
            Cell::Count(_) => (DataType::Int32, false),
            Cell::OptionalCount(_) => (DataType::Int32, true),
            Cell::Size(_) => (DataType::Int64, true),
            Cell::Flag(_) => (DataType::Boolean, false),
            Cell::Figure(_) => (DataType::Decimal128(DIGITS, SCALE), true),
            Cell::Records(keys, _) => (DataType::List(Arc::new(record(keys))), false),
        };
        let about = HashMap::from([(ABOUT.to_owned(), self.about.to_owned())]);
        Field::new(self.name, kind, nullable).with_metadata(about)
    }

    /// The kind in words of SQL.
    pub fn kind(&self) -> String {
        match &self.cell {
            Cell::Text(_) | Cell::OptionalText(_) => "VARCHAR".to_owned(),
            Cell::Count(_) | Cell::OptionalCount(_) => "INTEGER".to_owned(),
            Cell::Size(_) => "BIGINT".to_owned(),
            Cell::Flag(_) => "BOOLEAN".to_owned(),
            Cell::Figure(_) => format!("DECIMAL({DIGITS},{PLACES})"),
            Cell::Records(keys, _) => format!("STRUCT({})[]", keys.join(", ")),
        }
    }

    fn array(&self, rows: &[R]) -> Result<ArrayRef, ArrowError> {
        Ok(match &self.cell {
            Cell::Text(of) => Arc::new(StringArray::from_iter_values(rows.iter().map(of))),
            Cell::OptionalText(of) => Arc::new(rows.iter().map(of).collect::<StringArray>()),
            Cell::Count(of) => Arc::new(Int32Array::from_iter_values(rows.iter().map(|row| int(of(row))))),
            Cell::OptionalCount(of) => {
                Arc::new(rows.iter().map(|row| of(row).map(int)).collect::<Int32Array>())
            }
            Cell::Size(of) => {
                let size = |row| of(row).map(|size| i64::try_from(size).unwrap_or(i64::MAX));
                Arc::new(rows.iter().map(size).collect::<Int64Array>())
            }
            Cell::Flag(of) => Arc::new(rows.iter().map(|row| Some(of(row))).collect::<BooleanArray>()),
            Cell::Figure(of) => {
                let figures = rows.iter().map(|row| of(row).and_then(units)).collect::<Decimal128Array>();
                Arc::new(figures.with_precision_and_scale(DIGITS, SCALE)?)
            }
            Cell::Records(keys, of) => record_lists(keys, rows.iter().map(of)),
        })
    }
}

/// The schema of these columns.
pub fn schema<R>(columns: &[Column<R>]) -> SchemaRef {
    Arc::new(Schema::new(columns.iter().map(Column::field).collect::<Vec<_>>()))
}

/// The rows as arrays.
///
/// # Errors
/// More text than one array holds, 2 GiB.
pub fn batch<R>(columns: &[Column<R>], rows: &[R]) -> Result<RecordBatch, ArrowError> {
    let arrays = columns.iter().map(|column| column.array(rows)).collect::<Result<Vec<_>, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(schema(columns), arrays, &options)
}

fn int(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// How many units of the last decimal place a figure is. What is finer is rounded half up; figures of forms are below 10¹⁶ of a unit
/// of at most 亿元, and fit.
fn units(figure: Decimal) -> Option<i128> {
    let figure = if figure.scale() > PLACES { half_up(figure, PLACES) } else { figure };
    figure.mantissa().checked_mul(10_i128.checked_pow(PLACES.checked_sub(figure.scale())?)?)
}

fn record(keys: &[&str]) -> Field {
    Field::new_struct("item", texts_of(keys), false)
}

fn texts_of(keys: &[&str]) -> Fields {
    keys.iter().map(|key| Field::new(*key, DataType::Utf8, false)).collect()
}

fn record_lists<'r>(keys: &[&str], lists: impl Iterator<Item = Vec<Vec<Cow<'r, str>>>>) -> ArrayRef {
    let records = StructBuilder::from_fields(texts_of(keys), 0);
    let mut builder = ListBuilder::new(records).with_field(record(keys));
    for list in lists {
        for texts in list {
            let record = builder.values();
            for (at, text) in texts.iter().enumerate() {
                if let Some(column) = record.field_builder::<StringBuilder>(at) {
                    column.append_value(text);
                }
            }
            record.append(true);
        }
        builder.append(true);
    }
    Arc::new(builder.finish())
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn figures_are_exact() {
        for (figure, expected) in [
            (dec!(0), 0),
            (dec!(-36751.12), -3_675_112_000_000),
            (dec!(0.123456785), 12_345_679),
            (dec!(9999999999999999.99) * dec!(1_00), 99_999_999_999_999_999_900_000_000),
        ] {
            assert_eq!(units(figure), Some(expected), "{figure}");
        }
        let widest = units(dec!(9_999_999_999_999_999) * dec!(100_000_000)).unwrap();
        assert!(widest < 10_i128.pow(u32::from(DIGITS)), "the widest amount, in 元, fits");
    }
}
