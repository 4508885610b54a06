//! Forms out of the document: files in a folder, or one PDF to look at.

use std::path::Path;

use anyhow::Result;

use jixiao_model::Form;
use jixiao_sheet::{Properties, Sheet};

use super::view::{ExportChoice, ExportDone, ExportResult, FindingsChoice, Progress};
use crate::catalogue::Catalogue;
use crate::check_report::check_report;
use crate::checking::Checked;
use crate::export::{pdf, sheets, workbook};
use crate::files::{Existing, safe_name, write};

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

/// How files are written, and where.
struct Files<'a> {
    xlsx: bool,
    pdf: bool,
    overwrite: bool,
    folder: &'a Path,
    origin: &'a Origin,
}

/// Writes each group of sheets as a file of its own in each format.
fn write_groups(
    groups: &[(String, &[Sheet])],
    files: &Files,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let formats: Vec<&str> = [(files.xlsx, "xlsx"), (files.pdf, "pdf")]
        .into_iter()
        .filter_map(|(wanted, format)| wanted.then_some(format))
        .collect();
    let total = u32::try_from(groups.len() * formats.len()).unwrap_or(u32::MAX);
    let mut done = ExportDone { folder: files.folder.display().to_string(), ..ExportDone::default() };
    let mut step = 0;
    for (name, group) in groups {
        for format in &formats {
            if !progress(Progress { done: step, total, what: format!("{name}.{format}") }) {
                done.cancelled = true;
                return done;
            }
            done.files.push(write_file(name, format, group, files));
            step += 1;
        }
    }
    progress(Progress { done: step, total, what: String::new() });
    done
}

fn write_file(name: &str, format: &str, sheets: &[Sheet], files: &Files) -> ExportResult {
    let existing = if files.overwrite { Existing::Replace } else { Existing::Keep };
    let name = format!("{name}.{format}");
    let made = match format {
        "pdf" => pdf(sheets, &properties(&name, files.origin)),
        _ => workbook(sheets, &properties(&name, files.origin)),
    };
    match made.and_then(|bytes| write(files.folder, &name, &bytes, existing)) {
        Ok(path) => ExportResult {
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or(name),
            error: None,
        },
        Err(error) => ExportResult { name, error: Some(format!("{error:#}")) },
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
