//! The table of what was not understood, from a cell to a whole file.

use std::borrow::Cow;

use jixiao_app::{FileRead, describe_error};
use jixiao_model::Problem;

use crate::column::{Column, optional_count, optional_text, text};
use crate::place::{FILE, FORM, FormPlace, REGION, YEAR, forms_of, region};

/// One problem.
pub struct ProblemRow<'f> {
    file: &'f FileRead,
    form: Option<FormPlace<'f>>,
    sheet: &'f str,
    cell: &'f str,
    text: Cow<'f, str>,
}

/// One row for each problem; one for a file that could not be read.
pub fn rows(file: &FileRead) -> Vec<ProblemRow<'_>> {
    let found = match &file.result {
        Ok(found) => found,
        Err(error) => {
            let text = describe_error(error).into();
            return vec![ProblemRow { file, form: None, sheet: "", cell: "", text }];
        }
    };
    let of_sheets = found.problems.iter().map(|found| ProblemRow {
        file,
        form: None,
        sheet: &found.sheet,
        cell: &found.problem.cell,
        text: found.problem.text.as_str().into(),
    });
    of_sheets.chain(forms_of(file).flat_map(rows_of)).collect()
}

fn rows_of(place: FormPlace<'_>) -> impl Iterator<Item = ProblemRow<'_>> {
    place.form.problems.iter().map(move |Problem { cell, text }| ProblemRow {
        file: place.file,
        form: Some(place),
        sheet: &place.form.sheet,
        cell,
        text: text.into(),
    })
}

type Row<'f> = ProblemRow<'f>;

/// The columns.
pub fn columns<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        text("file", FILE, |row: &Row| row.file.file.as_str().into()),
        optional_count("form", FORM, |row: &Row| row.form.map(|place| place.number)),
        optional_text("region", REGION, |row: &Row| region(&row.file.file)),
        optional_count("year", YEAR, |row: &Row| row.form?.form.form.year.map(usize::from)),
        text(
            "scope",
            "涉及什么：file 整个文件，sheet 整张工作表或其中不属于任何表的内容，form 一张表",
            |row: &Row| match (row.form, row.sheet) {
                (Some(_), _) => "form".into(),
                (None, "") => "file".into(),
                (None, _) => "sheet".into(),
            },
        ),
        text("sheet", "工作表的名称", |row: &Row| row.sheet.into()),
        text("cell", "单元格，如 C7；不限于一格时为空", |row: &Row| row.cell.into()),
        text("text", "什么没有读出，怎么办", |row: &Row| row.text.as_ref().into()),
    ]
}
