//! docs/TABLES.md: the schema of the tables of many files.

use arrow_schema::Field;
use jixiao_tables::{Described, Table};

use crate::rules::markdown;

const HEAD: &str = "\
# 数据表

*In English:* the tables that `jixiao audit DIR --parquet OUT`, the Python package and the Spark job give. Written by `make tables` from \
`src-tauri/crates/tables`; a test fails when it is out of date. [QUERIES.md](QUERIES.md) has queries to begin with.

本页由 `make tables` 从 `src-tauri/crates/tables` 生成，请勿手改；与程序不符时测试不通过。怎么查询见 [QUERIES.md](QUERIES.md)。

- `file` 和 `form` 一起指明一张表，各表以这两列相连。
- 金额一律为**元**，分数为**分**，比率为**%**（98.94 即 98.94%），都是十进制定点数，八位小数，没有浮点数；读不成数时为空。名称以 `_text` 结尾的列是表上所填的，照录。
- 读不出的文件是 `problems` 和 `files` 中的行，不影响其他文件。
- 每个文件自成一批检查，与 `jixiao audit` 相同。
- 标“可空”的列可以没有值（`NULL`）。
";

/// The page.
#[must_use]
pub fn document() -> String {
    let tables: Vec<String> = Table::ALL.into_iter().map(section).collect();
    format!("{HEAD}\n{}", tables.join("\n"))
}

fn section(table: Table) -> String {
    let schema = table.schema();
    let row = |column: &Described| {
        let is_nullable = schema.field_with_name(column.name).is_ok_and(Field::is_nullable);
        let nullable = if is_nullable { "可空" } else { "" };
        vec![format!("`{}`", column.name), column.kind.clone(), nullable.to_owned(), column.about.to_owned()]
    };
    let rows: Vec<Vec<String>> = table.columns().iter().map(row).collect();
    let columns = markdown::table(&["列", "类型", "可空", "内容"], 4, &rows);
    format!("## `{}`\n\n{}。\n\n{columns}", table.name(), table.about())
}
