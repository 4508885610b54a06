//! One row for each file, its rows in each table as a list: how the tables of many files come out of one pass.

use std::sync::Arc;

use anyhow::Result;
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use jixiao_app::FileRead;

use crate::table::{Table, tables};

/// The schema of [`nested`]: a column for each table, by its name.
#[must_use]
pub fn nested_schema() -> SchemaRef {
    let list = |table: &Table| Field::new_list(table.name(), item(*table), false);
    Arc::new(Schema::new(Table::ALL.iter().map(list).collect::<Vec<_>>()))
}

/// The files, one row each.
///
/// # Errors
/// More text than one array holds, 2 GiB.
pub fn nested(files: &[FileRead]) -> Result<RecordBatch> {
    let lists = Table::ALL.iter().zip(tables(files)?).map(|(table, rows)| {
        let offsets = OffsetBuffer::from_lengths(rows.lengths);
        let list = ListArray::try_new(item(*table), offsets, Arc::new(StructArray::from(rows.batch)), None)?;
        Ok(Arc::new(list) as ArrayRef)
    });
    Ok(RecordBatch::try_new(nested_schema(), lists.collect::<Result<Vec<_>>>()?)?)
}

fn item(table: Table) -> FieldRef {
    Arc::new(Field::new("item", DataType::Struct(table.schema().fields().clone()), false))
}
