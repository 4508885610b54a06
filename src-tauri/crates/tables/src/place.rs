//! Where a row comes from: the columns that all tables begin with.

use std::borrow::Cow;

use jixiao_app::{FileForm, FileRead};

use crate::column::{Column, count, optional_count, optional_text, text};

/// A form in its file.
#[derive(Clone, Copy)]
pub struct FormPlace<'f> {
    /// The file.
    pub file: &'f FileRead,
    /// Its number in the file, from 1.
    pub number: usize,
    /// The form.
    pub form: &'f FileForm,
}

/// A row of a form.
pub trait OfForm {
    /// The form.
    fn place(&self) -> FormPlace<'_>;
}

/// The forms of a file.
pub fn forms_of(file: &FileRead) -> impl Iterator<Item = FormPlace<'_>> {
    let forms = file.result.as_ref().map_or(&[][..], |found| found.forms.as_slice());
    forms.iter().enumerate().map(move |(at, form)| FormPlace { file, number: at + 1, form })
}

/// The first folder of a file's path: what an audit of a province takes for its region.
pub fn region(file: &str) -> Option<Cow<'_, str>> {
    let (first, _) = file.split_once('/')?;
    (!first.is_empty()).then_some(Cow::Borrowed(first))
}

/// What `file` holds.
pub const FILE: &str = "文件：所检查文件夹以下的路径，以“/”分隔";
/// What `form` holds.
pub const FORM: &str = "表在文件中的序号，从 1 起；与 file 一起指明一张表";
/// What `region` holds.
pub const REGION: &str = "地区：路径的第一级文件夹；文件直接放在所检查的文件夹里时为空";
/// What `year` holds.
pub const YEAR: &str = "评价年度；表上没有写明时为空";

/// The columns of every row of a form.
pub fn of_form<R: OfForm>() -> Vec<Column<R>> {
    vec![
        text("file", FILE, |row: &R| row.place().file.file.as_str().into()),
        count("form", FORM, |row: &R| row.place().number),
        optional_text("region", REGION, |row: &R| region(&row.place().file.file)),
        optional_count("year", YEAR, |row: &R| row.place().form.form.year.map(usize::from)),
    ]
}
