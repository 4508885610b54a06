//! Forms out of the document: files in a folder, or one PDF to look at.

use std::path::Path;

use anyhow::{Result, bail};

use jixiao_model::Form;
use jixiao_sheet::{Properties, Sheet};

use super::view::{
    ExportChoice, ExportDone, ExportResult, FindingsChoice, PatternView, Progress, SummaryChoice, count,
};
use crate::boxes::{boxed, remark};
use crate::catalogue::Catalogue;
use crate::check_report::{FINDINGS, check_report};
use crate::checking::Checked;
use crate::disclosure::document;
use crate::error_text::describe_error;
use crate::export::{docx, pdf, sheets, workbook};
use crate::file_names::{FILE_EACH, FORMS, Named, ONE_FILE, by_pattern, distinct, pattern_problem, titled};
use crate::files::{Existing, RunFiles};
use crate::summary_report::{
    SUMMARY, Summarised, disclosure_file, disclosure_title, left_out, summary_sheet,
};

/// The unit and year that file names and properties tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentInfo {
    /// The unit.
    pub agency: String,
    /// The year evaluated.
    pub year: u16,
    /// When the document was last changed, in seconds since 1970-01-01 00:00 UTC.
    pub changed: i64,
}

/// Forms with their scores filled in, as one PDF in memory.
///
/// # Errors
/// An edition that is not known.
pub fn preview(forms: &[Form], origin: &DocumentInfo, catalogue: &Catalogue) -> Result<Vec<u8>> {
    pdf(&sheets(forms, catalogue)?, &properties("绩效自评表", origin))
}

/// Writes forms into `folder`. `progress` returns false when the person stops it: files written until then are whole, and none is
/// begun after that. A file that cannot be written is told of and does not keep the others from being written.
///
/// # Errors
/// An edition that is not known, or a pattern that names something unknown.
pub fn export(
    forms: &[Form],
    choice: &ExportChoice,
    folder: &Path,
    origin: &DocumentInfo,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<ExportDone> {
    let sheets = sheets(forms, catalogue)?;
    if let Some(problem) = pattern_problem(&choice.pattern) {
        bail!(problem);
    }
    let name = |at: usize, name: &str| by_pattern(&choice.pattern, &named(origin), at + 1, name);
    let groups: Vec<(String, &[Sheet])> = if choice.per_form {
        // A pattern may call several forms the same: none is to be written over another.
        let names = distinct(sheets.iter().enumerate().map(|(at, sheet)| name(at, &sheet.name)));
        names.into_iter().zip(sheets.chunks(1)).collect()
    } else {
        vec![(name(0, FORMS), sheets.as_slice())]
    };
    let files = Files {
        xlsx: choice.xlsx,
        pdf: choice.pdf,
        docx: choice.docx,
        overwrite: choice.overwrite,
        ..Files::of(folder, origin)
    };
    Ok(write_groups(&groups, &files, progress))
}

/// Writes the check report of these forms into `folder`, as [`export`] writes forms.
pub fn export_findings(
    checked: &Checked,
    choice: &FindingsChoice,
    folder: &Path,
    origin: &DocumentInfo,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let sheets = [check_report(checked)];
    let name = titled(&named(origin), FINDINGS);
    let files = Files {
        xlsx: choice.xlsx,
        pdf: choice.pdf,
        overwrite: choice.overwrite,
        ..Files::of(folder, origin)
    };
    write_groups(&[(name, sheets.as_slice())], &files, progress)
}

/// Writes 汇总表 and 情况说明 into `folder`, as [`export`] writes forms.
pub fn export_summary(
    found: &Summarised,
    choice: &SummaryChoice,
    folder: &Path,
    origin: &DocumentInfo,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let files = Files {
        xlsx: choice.xlsx,
        pdf: choice.pdf,
        overwrite: choice.overwrite,
        ..Files::of(folder, origin)
    };
    let sheets = [summary_sheet(found)];
    let name = titled(&named(origin), SUMMARY);
    let groups = [(name, sheets.as_slice())];
    let mut remarks = vec![boxes(&groups, &files)];
    let mut pieces = pieces(&groups, &files);
    if choice.docx {
        let title = disclosure_title(found);
        let file = disclosure_file(found);
        let properties = properties(&title, origin);
        let make = move || document(&title, &found.sections, &properties);
        pieces.push(Piece { name: file, make: Box::new(make) });
    }
    if choice.docx {
        remarks.push(left_out(found));
    }
    remarks.retain(|remark| !remark.is_empty());
    ExportDone { remark: remarks.join("\n"), ..write_pieces(&pieces, &files, progress) }
}

/// How files are written, and where.
#[expect(clippy::struct_excessive_bools, reason = "each is a format or an answer of the person")]
pub(super) struct Files<'a> {
    pub xlsx: bool,
    pub pdf: bool,
    pub docx: bool,
    pub overwrite: bool,
    pub folder: &'a Path,
    pub origin: &'a DocumentInfo,
    pub run: RunFiles,
}

impl<'a> Files<'a> {
    /// Nothing yet, into this folder.
    pub fn of(folder: &'a Path, origin: &'a DocumentInfo) -> Self {
        let run = RunFiles::default();
        Self { xlsx: false, pdf: false, docx: false, overwrite: false, folder, origin, run }
    }
}

/// A file and how its bytes are made.
struct Piece<'a> {
    name: String,
    make: Box<dyn Fn() -> Result<Vec<u8>> + 'a>,
}

/// Writes each group of sheets as a file of its own in each format.
pub(super) fn write_groups(
    groups: &[(String, &[Sheet])],
    files: &Files,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let remark = boxes(groups, files);
    ExportDone { remark, ..write_pieces(&pieces(groups, files), files, progress) }
}

/// What is printed as boxes.
fn boxes(groups: &[(String, &[Sheet])], files: &Files) -> String {
    let printed = groups.iter().filter(|_| files.pdf);
    printed.filter_map(|(_, sheets)| remark(&boxed(sheets))).collect::<Vec<_>>().join("\n")
}

/// A file for each group of sheets in each format.
fn pieces<'a>(groups: &[(String, &'a [Sheet])], files: &Files<'a>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for (name, sheets) in groups {
        let (sheets, origin) = (*sheets, files.origin);
        let mut add = |format: &str, make: fn(&[Sheet], &Properties) -> Result<Vec<u8>>| {
            let name = format!("{name}.{format}");
            let properties = properties(&name, origin);
            pieces.push(Piece { name, make: Box::new(move || make(sheets, &properties)) });
        };
        if files.xlsx {
            add("xlsx", workbook);
        }
        if files.pdf {
            add("pdf", pdf);
        }
        if files.docx {
            add("docx", docx);
        }
    }
    pieces
}

fn write_pieces(pieces: &[Piece], files: &Files, progress: &mut dyn FnMut(Progress) -> bool) -> ExportDone {
    let total = count(pieces.len());
    let mut done = ExportDone { folder: files.folder.display().to_string(), ..ExportDone::default() };
    for (step, piece) in (0..).zip(pieces) {
        if !progress(Progress { done: step, total, what: piece.name.clone() }) {
            done.cancelled = true;
            return done;
        }
        done.files.push(write_piece(piece, files));
    }
    progress(Progress { done: total, total, what: String::new() });
    done
}

fn write_piece(piece: &Piece, files: &Files) -> ExportResult {
    let existing = if files.overwrite { Existing::Replace } else { Existing::Keep };
    match (piece.make)().and_then(|bytes| files.run.write(files.folder, &piece.name, &bytes, existing)) {
        Ok(path) => ExportResult {
            name: path
                .file_name()
                .map_or_else(|| piece.name.clone(), |name| name.to_string_lossy().into_owned()),
            error: None,
        },
        Err(error) => ExportResult { name: piece.name.clone(), error: Some(describe_error(&error)) },
    }
}

fn properties(title: &str, origin: &DocumentInfo) -> Properties {
    Properties { title: title.to_owned(), author: origin.agency.clone(), created: origin.changed }
}

pub(super) fn named(origin: &DocumentInfo) -> Named<'_> {
    Named { agency: &origin.agency, year: Some(origin.year), source: "" }
}

/// A pattern of file names and what is wrong with it; `None` gives the usual one.
#[must_use]
pub fn pattern(typed: Option<&str>, per_form: bool) -> PatternView {
    let usual = if per_form { FILE_EACH } else { ONE_FILE };
    let pattern = typed.unwrap_or(usual).to_owned();
    PatternView { problem: pattern_problem(&pattern), pattern }
}
