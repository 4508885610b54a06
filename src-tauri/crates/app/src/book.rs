use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use jixiao_container::{ReadError, Workbook, read_clipboard_html, read_clipboard_text};
use jixiao_model::{Form, Problem};
use jixiao_recover::{Recovered, RecoveredForm, recover};
use jixiao_sheet::Sheet;

use crate::catalogue::Catalogue;
use crate::files::require_file;
use crate::unexpected::caught_file;

/// No workbook of forms is larger. The reader has limits of its own on what is inside.
pub(crate) const LARGEST: u64 = 64 * 1024 * 1024;

/// A workbook that was read.
#[derive(Clone, Debug)]
pub struct Book {
    /// Its file name.
    pub name: String,
    /// Its sheets on which something stands, in its order.
    pub sheets: Vec<Arc<Sheet>>,
    /// Its forms, in the order of the book.
    pub forms: Vec<BookForm>,
    /// What concerns no form, by sheet.
    pub problems: Vec<SheetProblem>,
    /// What the reader of the file found beside the cells, among the problems.
    of_reader: Vec<SheetProblem>,
    /// When the file was last changed, in seconds since 1970-01-01 00:00 UTC. Exports carry it as their date, so that the same
    /// book always gives the same files.
    pub modified: i64,
}

/// A form and the sheet it stood on.
#[derive(Clone, Debug)]
pub struct BookForm {
    /// Name of the sheet.
    pub sheet: String,
    /// The sheet as it stands in the book.
    pub source: Arc<Sheet>,
    /// The form and what was not understood in it.
    pub recovered: RecoveredForm,
}

/// A problem that concerns no form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProblem {
    /// Name of the sheet; empty when it is about the whole book.
    pub sheet: String,
    /// The problem.
    pub problem: Problem,
}

impl BookForm {
    /// The form itself.
    #[must_use]
    pub const fn form(&self) -> &Form {
        &self.recovered.form
    }
}

impl Book {
    /// True when every cell of every form was understood and nothing else stood in the book.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.problems.is_empty() && self.forms.iter().all(|form| form.recovered.problems.is_empty())
    }

    /// The same book, its sheets read again with what the catalogue knows now.
    #[must_use]
    pub fn read_again(&self, catalogue: &Catalogue) -> Self {
        let again = recover_sheets(self.sheets.clone(), self.of_reader.clone(), &self.name, catalogue);
        Self { modified: self.modified, ..again }
    }

    /// Takes what was found on a sheet; one on which nothing stands is left out.
    fn take(&mut self, sheet: Arc<Sheet>, recovered: Recovered) {
        if recovered.forms.is_empty() && is_blank(&sheet) {
            return;
        }
        let on_sheet = |problem| SheetProblem { sheet: sheet.name.clone(), problem };
        if recovered.forms.is_empty() {
            let text = "未识别出自评表，整张工作表未导入".to_owned();
            self.problems.push(on_sheet(Problem { cell: String::new(), text }));
        } else {
            self.problems.extend(recovered.problems.into_iter().map(on_sheet));
        }
        let forms = recovered.forms.into_iter();
        self.forms.extend(forms.map(|recovered| BookForm {
            sheet: sheet.name.clone(),
            source: Arc::clone(&sheet),
            recovered,
        }));
        self.sheets.push(sheet);
    }
}

/// Reads a workbook's forms.
///
/// # Errors
/// The file cannot be opened or is no workbook that can be read; the message says which and what to do.
pub fn read_book(path: &Path, catalogue: &Catalogue) -> Result<Book> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let (bytes, modified) = read_file(path, &name)?;
    let book = caught_file(&name, || recover_book(&bytes, &name, catalogue))?;
    Ok(Book { modified, ..book })
}

/// The bytes of a file and when it was last changed; `name` is used in messages only.
pub(crate) fn read_file(path: &Path, name: &str) -> Result<(Vec<u8>, i64)> {
    let about = fs::metadata(path).with_context(|| format!("打不开“{name}”"))?;
    if about.is_dir() {
        bail!("“{name}”是文件夹，请选择其中的文件");
    }
    require_file(&about, name)?;
    let mut file = File::open(path).with_context(|| format!("打不开“{name}”"))?;
    if about.len() > LARGEST {
        bail!("“{name}”有{}MB，超过 64MB 的上限，请先另存为只含自评表的工作簿", about.len() / 1024 / 1024);
    }
    let mut bytes = Vec::new();
    let failed = || format!("读取“{name}”时出错");
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).with_context(failed)?;
    let about = file.metadata().with_context(failed)?;
    if u64::try_from(bytes.len()) != Ok(about.len()) {
        bail!("“{name}”正在被其他程序写入，没有读取，请等它写完再试");
    }
    let modified = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok((bytes, modified.and_then(|age| i64::try_from(age.as_secs()).ok()).unwrap_or_default()))
}

/// Finds the forms in a workbook's bytes; `name` is used in messages only.
///
/// # Errors
/// The bytes are no workbook that can be read.
pub fn recover_book(bytes: &[u8], name: &str, catalogue: &Catalogue) -> Result<Book> {
    Ok(recover_workbook(jixiao_container::read(bytes, name)?, name, catalogue))
}

/// How what was pasted is called, in place of a file's name.
const CLIPBOARD: &str = "剪贴板";

/// Finds the forms in a table that was copied in a browser, Word or WPS: in its HTML, else in its tab-separated lines.
///
/// # Errors
/// There is no table in it, or more than is read.
pub fn recover_pasted(html: &str, text: &str, catalogue: &Catalogue) -> Result<Book> {
    let read = match read_clipboard_html(html) {
        Err(ReadError::Empty { .. } | ReadError::NoSheets { .. }) => read_clipboard_text(text),
        read => read,
    };
    match read {
        Err(ReadError::Empty { .. } | ReadError::NoSheets { .. }) => {
            bail!("剪贴板里没有表格。请在浏览器、Word 或 WPS 里选中整张表，复制后再试。")
        }
        read => Ok(recover_workbook(read?, CLIPBOARD, catalogue)),
    }
}

fn recover_workbook(workbook: Workbook, name: &str, catalogue: &Catalogue) -> Book {
    let of_reader = workbook.problems.into_iter();
    let of_reader =
        of_reader.map(|found| SheetProblem { sheet: found.sheet, problem: found.problem }).collect();
    recover_sheets(workbook.sheets.into_iter().map(Arc::new).collect(), of_reader, name, catalogue)
}

fn recover_sheets(
    sheets: Vec<Arc<Sheet>>,
    of_reader: Vec<SheetProblem>,
    name: &str,
    catalogue: &Catalogue,
) -> Book {
    let mut book = Book {
        name: name.to_owned(),
        sheets: Vec::new(),
        forms: Vec::new(),
        problems: Vec::new(),
        of_reader,
        modified: 0,
    };
    let recover_one = |sheet: &Arc<Sheet>| recover(sheet, catalogue.for_recovery());
    let found: Vec<Recovered> = sheets.par_iter().map(recover_one).collect();
    for (sheet, recovered) in sheets.into_iter().zip(found) {
        book.take(sheet, recovered);
    }
    book.problems.extend(book.of_reader.iter().cloned());
    book
}

/// True for a sheet on which nothing stands, as Excel adds them to a new workbook.
fn is_blank(sheet: &Sheet) -> bool {
    sheet.cells.iter().all(|cell| cell.value.shown().trim().is_empty())
}
