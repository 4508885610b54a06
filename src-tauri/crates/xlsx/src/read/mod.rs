pub(crate) mod archive;
pub(crate) mod builder;
pub(crate) mod cell_format;
mod decimal;
mod foreign;
mod moment;
mod ods;
pub(crate) mod page_text;
mod reference;
mod section;
pub(crate) mod texts;
mod value;
mod xls;
mod xlsx;
pub(crate) mod xml;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::Sheet as Entry;
use jixiao_model::Problem;
use jixiao_sheet::{Area, Mark, Sheet};

use crate::error::{Fault, ReadError};
use crate::limits;
use archive::Archive;

pub(crate) use cell_format::CellFormat;
pub(crate) use decimal::decimal_of;
pub(crate) use texts::{is_printable, unify_breaks};

/// A workbook's sheets, in its own order, and what of them was not taken as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbook {
    /// All sheets that hold cells, hidden ones included.
    pub sheets: Vec<Sheet>,
    /// What was left out, could not be understood, or deserves a second look.
    pub problems: Vec<SheetProblem>,
}

/// Something about one sheet that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProblem {
    /// The sheet's name; empty when the whole workbook is meant.
    pub sheet: String,
    /// What happened and what to do.
    pub problem: Problem,
}

impl Workbook {
    /// Adds a sheet and what is to be known about it.
    pub fn add(&mut self, (sheet, problems): (Sheet, Vec<Problem>)) {
        self.problems
            .extend(problems.into_iter().map(|problem| SheetProblem { sheet: sheet.name.clone(), problem }));
        self.sheets.push(sheet);
    }

    /// Marks an area of a sheet with a defined name that begins with `jixiao.`; `None` when the name points nowhere.
    fn mark(&mut self, name: String, place: Option<(String, Area)>) {
        let inside = |area: &Area| builder::is_inside(area.first) && builder::is_inside(area.last);
        let place = place.filter(|(_, area)| inside(area));
        let sheet = place.and_then(|(sheet, area)| {
            let found = self.sheets.iter_mut().find(|candidate| candidate.name == sheet);
            found.map(|found| (found, area))
        });
        match sheet {
            Some((sheet, area)) => sheet.marks.push(Mark { name, area }),
            None => self.report("", &format!("名称“{name}”所指的区域已失效，没有读入。")),
        }
    }

    /// Reports something about `sheet` as a whole.
    pub fn report(&mut self, sheet: &str, text: &str) {
        let problem = Problem { cell: String::new(), text: text.to_owned() };
        self.problems.push(SheetProblem { sheet: sheet.to_owned(), problem });
    }

    /// Reports a sheet that readers of the workbook do not see. Its cells are read like any others: a form that
    /// somebody hid is not lost, and nothing hidden is taken silently.
    pub fn report_hidden(&mut self, sheet: &str) {
        self.report(sheet, "这是隐藏的工作表，内容已读入。请核对其中是否有需要导入的自评表。");
    }

    /// Reports a chart, macro or dialog sheet, which has no cells.
    fn report_other_kind(&mut self, sheet: &str) {
        self.report(sheet, "这不是普通工作表（图表、宏表或对话框），没有读入。");
    }
}

/// Reads the workbook in `bytes`, an .xlsx, .xls or .ods file whatever its extension says.
///
/// Each sheet comes with its cells as shown: numbers with their format, dates as texts (`2021年12月31日` where the
/// format is Chinese, else `2021-12-31`), formulas with the value last saved, merged areas with the value of their
/// first cell, and the defined names that begin with `jixiao.` as marks. Looks, tracks, print
/// titles and paper are those of an .xlsx file, and writing the sheets again gives the same; other files say nothing about
/// them. Hidden sheets are read and reported. `file_name` is only used in messages.
///
/// # Errors
///
/// When the file is empty, too large, not a workbook, encrypted or damaged; see [`ReadError`].
pub fn read(bytes: &[u8], file_name: &str) -> Result<Workbook, ReadError> {
    read_guarded(bytes, file_name, read_any)
}

/// Does `work` on a file's bytes, unless there are none or too many of them. A panic there means a damaged file.
///
/// # Errors
/// Those of `work`; a file that is empty or too large, or has no sheets.
pub fn read_guarded(
    bytes: &[u8],
    file_name: &str,
    work: impl FnOnce(&[u8]) -> Result<Workbook, Fault>,
) -> Result<Workbook, ReadError> {
    let checked = || match bytes.len() {
        0 => Err(Fault::Empty),
        size if size > limits::FILE_BYTES => Err(Fault::TooLarge(size)),
        _ => {
            work(bytes).and_then(|book| if book.sheets.is_empty() { Err(Fault::NoSheets) } else { Ok(book) })
        }
    };
    catch_unwind(AssertUnwindSafe(checked))
        .unwrap_or_else(|_| Err(Fault::damaged("内部结构不符合规范")))
        .map_err(|fault| fault.of_file(file_name))
}

fn read_any(bytes: &[u8]) -> Result<Workbook, Fault> {
    let start = archive_start(bytes);
    if start < bytes.len() {
        read_archive(Archive::open(&bytes[start..])?)
    } else if xls::is_compound_file(bytes) || xls::is_bare_stream(bytes) {
        xls::read(bytes)
    } else {
        Err(foreign::name(bytes))
    }
}

/// Where an archive begins: some systems send a byte order mark or blank lines before it. The end when there is none.
fn archive_start(bytes: &[u8]) -> usize {
    let blank = |byte: &&u8| matches!(byte, 0xEF | 0xBB | 0xBF | b' ' | b'\r' | b'\n' | b'\t');
    let start = bytes.iter().take(16).take_while(blank).count();
    let begins = |mark: &[u8]| bytes[start..].starts_with(mark);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") { start } else { bytes.len() }
}

fn read_archive(mut archive: Archive<'_>) -> Result<Workbook, Fault> {
    match archive.kind()? {
        archive::Kind::Xlsx => xlsx::read(&mut archive),
        archive::Kind::Ods => ods::read(&mut archive),
    }
}

/// True for the defined names that our own exports carry.
fn is_mark(name: &str) -> bool {
    name.starts_with("jixiao.")
}

/// Fails when a workbook has more sheets than are read.
///
/// # Errors
/// There are more.
pub fn check_sheet_count(count: usize) -> Result<(), Fault> {
    if count > limits::SHEETS {
        return Err(Fault::TooMuch(format!("有 {count} 张工作表，最多读入 {} 张", limits::SHEETS)));
    }
    Ok(())
}

/// Fails when two sheets have one name, which Excel does not allow: calamine finds sheets by name.
fn check_sheet_names(entries: &[Entry]) -> Result<(), Fault> {
    let mut names = HashSet::new();
    match entries.iter().find(|entry| !names.insert(&entry.name)) {
        None => Ok(()),
        Some(entry) => Err(Fault::damaged(format!("有两张工作表都叫“{}”", entry.name))),
    }
}

/// Does `work`, which calls calamine; a panic there means that `what` is not as it should be.
fn unless_panic<T>(what: &str, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(unreadable(what)))
}

/// The error for what calamine refuses.
fn unreadable(what: &str) -> Fault {
    Fault::damaged(format!("{what}不合规范"))
}
