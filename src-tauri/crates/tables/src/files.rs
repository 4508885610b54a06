//! The table of files: what was read, and by which content it is known again.

use jixiao_app::{FileRead, describe_error};

use crate::column::{Column, count, optional_text, size, text};
use crate::counts::Counts;
use crate::place::{FILE, REGION, region};

/// One row for each file.
pub fn rows(file: &FileRead) -> Vec<&FileRead> {
    vec![file]
}

type Row<'f> = &'f FileRead;

/// The columns.
pub fn columns<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        text("file", FILE, |row: &Row| row.file.as_str().into()),
        optional_text("region", REGION, |row: &Row| region(&row.file)),
        optional_text("sha256", "文件内容的 SHA-256；打不开时为空", |row: &Row| {
            row.content.as_ref().map(|content| content.sha256.as_str().into())
        }),
        size("size", "文件大小，字节", |row: &Row| row.content.as_ref().map(|content| content.size)),
        count("forms", "自评表，张", |row: &Row| Counts::of(row).forms),
        count("errors", "检查出的错误，条", |row: &Row| Counts::of(row).errors),
        count("warnings", "警告，条", |row: &Row| Counts::of(row).warnings),
        count("hints", "提示，条", |row: &Row| Counts::of(row).hints),
        count("problems", "未能识别，处", |row: &Row| Counts::of(row).problems),
        optional_text("error", "为什么整个文件读不出；读出了为空", |row: &Row| {
            row.result.as_ref().err().map(|error| describe_error(error).into())
        }),
    ]
}
