//! Forms out of the document: files in a folder, or one PDF to look at.

use std::path::Path;

use anyhow::Result;

use jixiao_model::Form;
use jixiao_sheet::{Properties, Sheet};

use super::view::{ExportChoice, ExportDone, ExportResult, FindingsChoice, Progress, SummaryChoice, count};
use crate::catalogue::Catalogue;
use crate::check_report::check_report;
use crate::checking::Checked;
use crate::disclosure::document;
use crate::export::{pdf, sheets, workbook};
use crate::files::{Existing, safe_name, write};
use crate::summary_report::{Summarised, disclosure_title, left_out, summary_sheet};

/// The unit and year that file names and properties tell of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The unit.
    pub unit: String,
    /// The year evaluated.
    pub year: u16,
    /// When the document was last changed, in seconds since 1970-01-01 00:00 UTC.
    pub changed: i64,
}

/// Forms with their scores filled in, as one PDF in memory.
///
/// # Errors
/// A character that cannot be printed, or an edition that is not known.
pub fn preview(forms: &[Form], origin: &Origin, catalogue: &Catalogue) -> Result<Vec<u8>> {
    pdf(&sheets(forms, catalogue)?, &properties("绩效自评表", origin))
}

/// Writes forms into `folder`. `progress` returns false when the person stops it: files written until then are whole, and none is
/// begun after that. A file that cannot be written is told of and does not keep the others from being written.
///
/// # Errors
/// An edition that is not known.
pub fn export(
    forms: &[Form],
    choice: &ExportChoice,
    folder: &Path,
    origin: &Origin,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<ExportDone> {
    let sheets = sheets(forms, catalogue)?;
    let groups: Vec<(String, &[Sheet])> = if choice.per_form {
        let name = |at: usize, sheet: &Sheet| file_name(&choice.pattern, origin, at + 1, &sheet.name);
        sheets.iter().enumerate().map(|(at, sheet)| (name(at, sheet), std::slice::from_ref(sheet))).collect()
    } else {
        vec![(file_name(&choice.pattern, origin, 1, "自评表"), sheets.as_slice())]
    };
    let files = Files { xlsx: choice.xlsx, pdf: choice.pdf, overwrite: choice.overwrite, folder, origin };
    Ok(write_groups(&groups, &files, progress))
}

/// Writes the check report of these forms into `folder`, as [`export`] writes forms.
pub fn export_findings(
    checked: &Checked,
    choice: &FindingsChoice,
    folder: &Path,
    origin: &Origin,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let sheets = [check_report(checked)];
    let name = safe_name(&format!("{}{}年度检查报告", origin.unit, origin.year));
    let files = Files { xlsx: choice.xlsx, pdf: choice.pdf, overwrite: choice.overwrite, folder, origin };
    write_groups(&[(name, sheets.as_slice())], &files, progress)
}

/// Writes 汇总表 and 情况说明 into `folder`, as [`export`] writes forms.
pub fn export_summary(
    found: &Summarised,
    choice: &SummaryChoice,
    folder: &Path,
    origin: &Origin,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let files = Files { xlsx: choice.xlsx, pdf: choice.pdf, overwrite: choice.overwrite, folder, origin };
    let sheets = [summary_sheet(found)];
    let name = safe_name(&format!("{}{}年度项目支出绩效自评汇总表", origin.unit, origin.year));
    let mut pieces = pieces(&[(name, sheets.as_slice())], &files);
    if choice.docx {
        let title = disclosure_title(found);
        let file = format!("{}.docx", safe_name(&title));
        let properties = properties(&title, origin);
        let make = move || document(&title, &found.sections, &properties);
        pieces.push(Piece { name: file, make: Box::new(make) });
    }
    let remark = if choice.docx { left_out(found) } else { String::new() };
    ExportDone { remark, ..write_pieces(&pieces, &files, progress) }
}

/// How files are written, and where.
struct Files<'a> {
    xlsx: bool,
    pdf: bool,
    overwrite: bool,
    folder: &'a Path,
    origin: &'a Origin,
}

/// A file and how its bytes are made.
struct Piece<'a> {
    name: String,
    make: Box<dyn Fn() -> Result<Vec<u8>> + 'a>,
}

/// Writes each group of sheets as a file of its own in each format.
fn write_groups(
    groups: &[(String, &[Sheet])],
    files: &Files,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    write_pieces(&pieces(groups, files), files, progress)
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
    match (piece.make)().and_then(|bytes| write(files.folder, &piece.name, &bytes, existing)) {
        Ok(path) => ExportResult {
            name: path
                .file_name()
                .map_or_else(|| piece.name.clone(), |name| name.to_string_lossy().into_owned()),
            error: None,
        },
        Err(error) => ExportResult { name: piece.name.clone(), error: Some(format!("{error:#}")) },
    }
}

fn properties(title: &str, origin: &Origin) -> Properties {
    Properties { title: title.to_owned(), author: origin.unit.clone(), created: origin.changed }
}

/// A name by the person's pattern: `{单位}` `{年度}` `{序号}` `{名称}`.
fn file_name(pattern: &str, origin: &Origin, number: usize, name: &str) -> String {
    let name = pattern
        .replace("{单位}", &origin.unit)
        .replace("{年度}", &origin.year.to_string())
        .replace("{序号}", &format!("{number:02}"))
        .replace("{名称}", name);
    safe_name(&name)
}
