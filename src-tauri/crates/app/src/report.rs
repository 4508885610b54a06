//! The main job: forms in, official workbook, PDF and score report out.

use std::path::{Path, PathBuf};

use anyhow::Result;

use jixiao_model::{Form, RuleSetId};
use jixiao_score::{Scored, score};
use jixiao_sheet::{Properties, Sheet};

use crate::book::Book;
use crate::catalogue::Catalogue;
use crate::export::{pdf, sheets, unit, workbook};
use crate::files::{Existing, safe_name, write};
use crate::score_report::score_report;
use crate::scoring::{Filled, filled, rules_for};

/// What is written, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The folder; made when it is not there.
    pub folder: PathBuf,
    /// Write workbooks.
    pub xlsx: bool,
    /// Write PDF.
    pub pdf: bool,
    /// A file for each form, instead of one for all.
    pub per_form: bool,
    /// What to do with files of the same name.
    pub existing: Existing,
}

/// A book's forms with their scores, and the files written.
#[derive(Clone, Debug)]
pub struct Report {
    /// The forms as exported, with the scores of the forms as read.
    pub forms: Vec<(Form, Scored)>,
    /// The files, in the order written.
    pub files: Vec<PathBuf>,
}

/// Scores a book's forms and writes them with a score report. `stem` names the files.
///
/// # Errors
/// A rule set or edition is not known, a character cannot be printed, or a file cannot be written.
pub fn report(
    book: &Book,
    stem: &str,
    rules: Option<&RuleSetId>,
    how: Filled,
    output: &Output,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(),
) -> Result<Report> {
    let mut forms = Vec::new();
    let mut scores = Vec::new();
    for form in book.forms.iter().map(crate::book::BookForm::form) {
        let rules = rules_for(form, rules, catalogue)?;
        scores.push(score(form, rules));
        forms.push(filled(form, rules, how));
        progress();
    }
    let properties =
        Properties { title: format!("{stem} 绩效自评表"), author: unit(&forms), created: book.modified };
    let mut files = write_forms(&sheets(&forms, catalogue)?, stem, "自评表", &properties, output, progress)?;
    let read = book.forms.iter().map(crate::book::BookForm::form).zip(&scores).collect::<Vec<_>>();
    let explained = score_report(&format!("{stem} 得分说明"), &read);
    let one_file = Output { per_form: false, ..output.clone() };
    let properties = Properties { title: format!("{stem} 得分说明"), ..properties };
    files.extend(write_forms(&[explained], stem, "得分说明", &properties, &one_file, progress)?);
    Ok(Report { forms: forms.into_iter().zip(scores).collect(), files })
}

/// Writes sheets in the formats asked for: `stem-what.xlsx`, or a file for each, `stem-what-01名称.xlsx`.
///
/// # Errors
/// A character cannot be printed, or a file cannot be written.
pub fn write_forms(
    sheets: &[Sheet],
    stem: &str,
    what: &str,
    properties: &Properties,
    output: &Output,
    progress: &mut dyn FnMut(),
) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let groups: Vec<(String, &[Sheet])> = if output.per_form {
        let name =
            |at: usize, sheet: &Sheet| format!("{stem}-{what}-{:02}{}", at + 1, safe_name(&sheet.name));
        sheets.iter().enumerate().map(|(at, sheet)| (name(at, sheet), std::slice::from_ref(sheet))).collect()
    } else {
        vec![(format!("{stem}-{what}"), sheets)]
    };
    for (name, group) in groups {
        files.extend(write_group(group, &name, properties, output)?);
        progress();
    }
    Ok(files)
}

fn write_group(
    sheets: &[Sheet],
    name: &str,
    properties: &Properties,
    output: &Output,
) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut save = |extension: &str, bytes: &[u8]| -> Result<()> {
        let name = format!("{name}.{extension}");
        files.push(write(&output.folder, &name, bytes, output.existing)?);
        Ok(())
    };
    if output.xlsx {
        save("xlsx", &workbook(sheets, properties)?)?;
    }
    if output.pdf {
        save("pdf", &pdf(sheets, properties)?)?;
    }
    Ok(files)
}

/// The stem of a book's name, safe as a part of file names.
#[must_use]
pub fn stem(name: &str) -> String {
    safe_name(&Path::new(name).file_stem().unwrap_or_default().to_string_lossy())
}
