//! 检查汇总: every workbook and document below a folder, checked, one line for each form.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};

use jixiao_check::{BatchFacts, CheckId};
use jixiao_layout::{Column, Table, TableRow, table};
use jixiao_model::Form;
use jixiao_sheet::{Horizontal, Number, Sheet, Value};

use crate::book::read_book;
use crate::catalogue::Catalogue;
use crate::checking::{Checked, CheckedForm, FindingTally, check_books};
use crate::describe::form_count;
use crate::desk::{Actor, check_document};
use crate::error_text::describe_error;
use crate::export::agency;
use crate::files::is_document;
use crate::unexpected::caught_file;
use crate::walk::{Met, walk};

/// Checks that are named in a form's line.
const MAX_FREQUENT: usize = 5;

/// A file of an audit.
#[derive(Debug)]
pub struct Audited {
    /// Its path below the folder, with `/` on every system.
    pub file: String,
    /// What was found in it, or why it could not be read.
    pub result: Result<AuditedFile>,
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditedFile {
    /// Its forms with their findings.
    pub checked: Checked,
    /// How many cells and sheets of it were not understood.
    pub not_understood: usize,
}

/// What lies below a folder, each in the order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Below {
    /// The workbooks and documents.
    pub files: Vec<PathBuf>,
    /// Folders that could not be read, or not to their end: what lies in them is unknown.
    pub unreadable: Vec<PathBuf>,
    /// Files of other kinds, and PDFs beside a file of the same name: they are not opened.
    pub passed_over: Vec<PathBuf>,
}

impl Below {
    /// The names below `folder` of the files that are passed over.
    #[must_use]
    pub fn passed_over_names(&self, folder: &Path) -> Vec<String> {
        self.passed_over.iter().map(|path| name_below(folder, path)).collect()
    }
}

/// The workbooks and documents below a folder, in the order of their paths. Hidden files and those by which office programs lock a
/// workbook (`~$…`) are passed over, and links to folders are not followed.
///
/// # Errors
/// There is no such folder, or it cannot be read. A folder below it that cannot be read is told of.
pub fn files_below(folder: &Path) -> Result<Below> {
    let mut below = Below::default();
    for met in walk(folder)? {
        match met {
            Met::File(path) => below.files.push(path),
            Met::Unreadable(path) => below.unreadable.push(path),
            Met::PassedOver(path) => below.passed_over.push(path),
        }
    }
    Ok(below)
}

/// What is told of a folder that could not be read.
pub const UNREADABLE: &str = "打不开这个文件夹，其中的文件没有读取；请检查读取权限和网络连接后再试";

/// A folder that could not be read, in the place of its files.
#[must_use]
pub fn audit_unreadable(folder: &Path, path: &Path) -> Audited {
    Audited { file: name_below(folder, path), result: Err(anyhow!(UNREADABLE)) }
}

/// The path below a folder, with `/` on every system.
#[must_use]
pub fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

/// Checks one file of a folder as a batch of its own.
#[must_use]
pub fn audit_file(folder: &Path, path: &Path, actor: &Actor, catalogue: &Catalogue) -> Audited {
    let file = name_below(folder, path);
    let result = caught_file(&file, || checked_file(path, actor, catalogue));
    Audited { file, result }
}

fn checked_file(path: &Path, actor: &Actor, catalogue: &Catalogue) -> Result<AuditedFile> {
    let facts = BatchFacts::default();
    if is_document(path) {
        let checked = check_document(path, None, &facts, actor, catalogue)?;
        return Ok(AuditedFile { checked, not_understood: 0 });
    }
    let book = read_book(path, catalogue)?;
    if book.forms.is_empty() {
        bail!("没有找到自评表");
    }
    let in_forms: usize = book.forms.iter().map(|form| form.recovered.problems.len()).sum();
    let not_understood = book.problems.len() + in_forms;
    Ok(AuditedFile { checked: check_books(&[book], None, &facts, catalogue)?, not_understood })
}

/// The checks that were found most often in a form, the most frequent first: at most five. What is waived does not count.
#[must_use]
pub fn most_frequent(form: &CheckedForm) -> Vec<(CheckId, usize)> {
    let mut counts: BTreeMap<CheckId, usize> = BTreeMap::new();
    for found in form.findings.iter().filter(|found| found.waived.is_none()) {
        *counts.entry(found.finding.check).or_default() += 1;
    }
    let mut counts: Vec<(CheckId, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(check, count)| (std::cmp::Reverse(*count), *check));
    counts.truncate(MAX_FREQUENT);
    counts
}

/// The same in words: `C43 原因雷同 3，C20 实际值单位`.
#[must_use]
pub fn most_frequent_shown(form: &CheckedForm) -> String {
    let shown = |(check, count): (CheckId, usize)| match count {
        1 => format!("{check} {}", check.title()),
        _ => format!("{check} {}×{count}", check.title()),
    };
    most_frequent(form).into_iter().map(shown).collect::<Vec<_>>().join("，")
}

/// Who hands a form in: 实施单位, or 主管部门 where there is none.
#[must_use]
pub fn agency_of(form: &Form) -> String {
    match form.implementing_unit() {
        "" => agency(std::slice::from_ref(form)),
        agency => agency.to_owned(),
    }
}

/// The columns, 2670 tenths of a millimetre in all.
const COLUMNS: [Column; 6] = [
    Column::new("单位", 520, Horizontal::Left),
    Column::new("名称", 780, Horizontal::Left),
    Column::new("错误", 120, Horizontal::Right),
    Column::new("警告", 120, Horizontal::Right),
    Column::new("提示", 120, Horizontal::Right),
    Column::new("最常见的问题", 1010, Horizontal::Left),
];

/// The summary of an audit as a table to print. `name` is the folder's.
#[must_use]
pub fn audit_report(name: &str, audited: &[Audited]) -> Sheet {
    table(&Table {
        name: "检查汇总".to_owned(),
        title: "绩效自评表检查汇总".to_owned(),
        remarks: vec![remark(name, audited)],
        columns: COLUMNS.to_vec(),
        rows: audited.iter().flat_map(file_rows).collect(),
    })
}

fn remark(name: &str, audited: &[Audited]) -> String {
    let read: Vec<&AuditedFile> = audited.iter().filter_map(|file| file.result.as_ref().ok()).collect();
    let forms: Vec<&CheckedForm> = read.iter().flat_map(|file| &file.checked.forms).collect();
    let tally = FindingTally::of(forms.iter().flat_map(|form| &form.findings));
    format!(
        "文件夹：{name}　　文件 {} 个，其中读不出的 {} 个；{}；错误 {} 条，警告 {} 条，提示 {} 条。",
        audited.len(),
        audited.len() - read.len(),
        form_count(forms.iter().map(|form| form.form.kind)),
        tally.errors,
        tally.warnings,
        tally.hints
    )
}

fn file_rows(audited: &Audited) -> Vec<TableRow> {
    let file = &audited.file;
    let found = match &audited.result {
        Ok(found) => found,
        Err(error) => return vec![TableRow::Band(format!("{file}：{}", describe_error(error)))],
    };
    let heading = match found.not_understood {
        0 => file.clone(),
        count => format!("{file}（{count} 处未能识别）"),
    };
    let rows = found.checked.forms.iter().map(form_row);
    std::iter::once(TableRow::Band(heading)).chain(rows).collect()
}

fn form_row(form: &CheckedForm) -> TableRow {
    let tally = FindingTally::of(&form.findings);
    let number = |count: usize| {
        let text = count.to_string();
        Number::showing(&text).map_or_else(|| Value::Text(text.clone()), Value::Number)
    };
    TableRow::Values(vec![
        Value::Text(agency_of(&form.form)),
        Value::Text(form.form.name().to_owned()),
        number(tally.errors),
        number(tally.warnings),
        number(tally.hints),
        Value::Text(most_frequent_shown(form)),
    ])
}
