//! The tables by name, and files as their rows.

use anyhow::Result;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use jixiao_app::FileRead;
use rayon::prelude::*;

use crate::column::{Column, batch, schema};
use crate::{files, findings, forms, funds, indicators, problems};

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// One row for each form.
    Forms,
    /// One for each row of the funds of a form.
    Funds,
    /// One for each indicator of a form.
    Indicators,
    /// One for each finding in a form.
    Findings,
    /// One for each thing that was not understood.
    Problems,
    /// One for each file.
    Files,
}

/// The rows of files in a table.
pub struct Tables {
    /// The rows.
    pub batch: RecordBatch,
    /// How many of them each file has, in the order of the files.
    pub lengths: Vec<usize>,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// Its kind, in words of SQL.
    pub kind: String,
    /// What it holds, with its unit, in Chinese.
    pub about: &'static str,
}

/// Does the same with the columns and rows of whichever table it is.
macro_rules! of_table {
    ($table:expr, $columns:ident, $rows:ident => $done:expr) => {
        match $table {
            Table::Forms => of_table!(@ forms, $columns, $rows => $done),
            Table::Funds => of_table!(@ funds, $columns, $rows => $done),
            Table::Indicators => of_table!(@ indicators, $columns, $rows => $done),
            Table::Findings => of_table!(@ findings, $columns, $rows => $done),
            Table::Problems => of_table!(@ problems, $columns, $rows => $done),
            Table::Files => of_table!(@ files, $columns, $rows => $done),
        }
    };
    (@ $module:ident, $columns:ident, $rows:ident => $done:expr) => {{
        let ($columns, $rows) = ($module::columns(), $module::rows);
        $done
    }};
}

impl Table {
    /// All tables; the last says which files were read.
    pub const ALL: [Self; 6] =
        [Self::Forms, Self::Funds, Self::Indicators, Self::Findings, Self::Problems, Self::Files];

    /// Their names, in the same order.
    pub const NAMES: &[&str] = &["forms", "funds", "indicators", "findings", "problems", "files"];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forms => "forms",
            Self::Funds => "funds",
            Self::Indicators => "indicators",
            Self::Findings => "findings",
            Self::Problems => "problems",
            Self::Files => "files",
        }
    }

    /// What it holds, in Chinese.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Forms => "自评表，每张一行",
            Self::Funds => "资金，每张表的资金表的每行一行",
            Self::Indicators => "指标，每个三级指标一行",
            Self::Findings => "检查结果，每条一行；每个文件自成一批",
            Self::Problems => "没有读出的内容，从一个单元格到整个文件，每处一行",
            Self::Files => "文件，每个一行，读不出的也在内",
        }
    }

    /// Its schema.
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        of_table!(self, columns, _rows => schema(&columns))
    }

    /// Its columns, described.
    #[must_use]
    pub fn columns(self) -> Vec<Described> {
        of_table!(self, columns, _rows => columns.iter().map(described).collect())
    }

    /// The rows of these files, in their order.
    ///
    /// # Errors
    /// More text than one array holds, 2 GiB.
    pub fn rows(self, of: &[FileRead]) -> Result<Tables> {
        of_table!(self, columns, rows => {
            let mut all = Vec::new();
            let mut lengths = Vec::new();
            for file in of {
                let before = all.len();
                all.extend(rows(file));
                lengths.push(all.len() - before);
            }
            Ok(Tables { batch: batch(&columns, &all)?, lengths })
        })
    }
}

/// The rows of these files in all tables, in the order of [`Table::ALL`].
///
/// # Errors
/// More text than one array holds, 2 GiB.
pub fn tables(of: &[FileRead]) -> Result<Vec<Tables>> {
    Table::ALL.par_iter().map(|table| table.rows(of)).collect()
}

fn described<R>(column: &Column<R>) -> Described {
    Described { name: column.name, kind: column.kind(), about: column.about }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_the_tables() {
        assert_eq!(Table::ALL.map(Table::name), Table::NAMES);
    }
}
