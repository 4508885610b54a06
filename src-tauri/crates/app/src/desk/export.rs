//! Forms out of the document: files in a folder, or one PDF to look at.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use jixiao_edition::RuleSet;
use jixiao_model::Form;
use jixiao_sheet::{Properties, Sheet};
use jixiao_xlsx::safe_sheet_names;

use super::view::{
    ExportChoice, ExportDone, ExportResult, FindingsChoice, MaskedView, PatternView, Progress, SummaryChoice,
    count,
};
use crate::boxes::{boxed, remark};
use crate::catalogue::Catalogue;
use crate::check_report::{FINDINGS, check_report};
use crate::checking::Checked;
use crate::disclosure::document;
use crate::error_text::describe_error;
use crate::export::{Print, docx, following, marked_pdf, pdf, sheets, workbook};
use crate::file_names::{
    FILE_EACH, FORMS, Named, ONE_FILE, Place, by_pattern, distinct, pattern_problem, titled,
};
use crate::files::{Existing, RunFiles};
use crate::masked::{Masked, masked};
use crate::summary_report::{Summarised, around, disclosure_file, disclosure_title, left_out, summary_sheet};
use crate::summary_table::SUMMARY;
use crate::volume::{Cover, VOLUME, volume};

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

/// Forms with their scores filled in, and the rules of each.
#[derive(Clone, Debug, Default)]
pub struct Printable {
    /// The forms.
    pub forms: Vec<Form>,
    /// Their rules, in the same order.
    pub rules: Vec<Arc<RuleSet>>,
}

impl Printable {
    /// These of the forms, laid out as they are to be handed in.
    fn laid_out(
        &self,
        which: Range<usize>,
        choice: &ExportChoice,
        catalogue: &Catalogue,
    ) -> Result<Vec<Sheet>> {
        let forms = self.forms.get(which.clone()).unwrap_or_default();
        let rules = self.rules.get(which).filter(|_| choice.formulas);
        let sheets = following(sheets(forms, catalogue)?, forms, rules);
        Ok(if choice.public { masked(sheets).0 } else { sheets })
    }

    /// What a public copy of these forms hides.
    ///
    /// # Errors
    /// An edition that is not known.
    pub fn hidden(&self, catalogue: &Catalogue) -> Result<Vec<MaskedView>> {
        let (_, found) = masked(sheets(&self.forms, catalogue)?);
        let view = |Masked { sheet, before, after, .. }| MaskedView { form: sheet, before, after };
        Ok(found.into_iter().map(view).collect())
    }
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
    printable: &Printable,
    choice: &ExportChoice,
    folder: &Path,
    origin: &DocumentInfo,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<ExportDone> {
    if let Some(problem) = pattern_problem(&choice.pattern) {
        bail!(problem);
    }
    let files = Files {
        xlsx: choice.xlsx,
        pdf: choice.pdf && !choice.volume,
        docx: choice.docx,
        overwrite: choice.overwrite,
        print: Print::new(choice.draft, choice.number_each),
        ..Files::of(folder, origin)
    };
    if choice.per_form {
        return Ok(export_each(printable, choice, &files, catalogue, progress));
    }
    let sheets = printable.laid_out(0..printable.forms.len(), choice, catalogue)?;
    let name = by_pattern(&choice.pattern, &named(origin), Place::ONLY, FORMS);
    let groups = [(copied(name, choice), sheets.as_slice())];
    let mut pieces = pieces(&groups, &files);
    pieces.extend(bound(&sheets, choice, &files));
    let mut remarks = vec![boxes(&groups, &files), boxes_of_volume(&sheets, choice)];
    remarks.retain(|remark| !remark.is_empty());
    Ok(ExportDone { remark: remarks.join("\n"), ..write_pieces(&pieces, &files, progress) })
}

/// The name of a file, which says of a public copy that it is one: it never takes the place of the other.
fn copied(name: String, choice: &ExportChoice) -> String {
    if choice.public { format!("{name}（公开）") } else { name }
}

/// The volume of these forms, where one is wanted.
fn bound<'a>(sheets: &'a [Sheet], choice: &ExportChoice, files: &Files<'a>) -> Option<Piece<'a>> {
    let is_public = choice.public;
    let name = copied(titled(&named(files.origin), VOLUME), choice) + ".pdf";
    let (agency, year) = (files.origin.agency.clone(), Some(files.origin.year));
    let cover = Cover { agency, year, date: None, is_public };
    let (watermark, properties) = (files.print.watermark, properties(&name, files.origin));
    let make = move || volume(sheets, &cover, watermark, &properties);
    (choice.pdf && choice.volume).then(|| Piece { name, make: Box::new(make) })
}

fn boxes_of_volume(sheets: &[Sheet], choice: &ExportChoice) -> String {
    let is_bound = choice.pdf && choice.volume;
    if is_bound { remark(&boxed(sheets)).unwrap_or_default() } else { String::new() }
}

/// A file for each form. Forms are laid out one after another, so that the person sees at once how far it is and can stop it.
fn export_each(
    printable: &Printable,
    choice: &ExportChoice,
    files: &Files,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> ExportDone {
    let forms = &printable.forms;
    let titles = safe_sheet_names(&forms.iter().map(|form| form.name().to_owned()).collect::<Vec<_>>());
    let place = |at: usize| Place { number: at + 1, of: forms.len() };
    let by_form = titles
        .iter()
        .enumerate()
        .map(|(at, title)| by_pattern(&choice.pattern, &named(files.origin), place(at), title));
    // A pattern may call several forms the same: none is to be written over another.
    let names = distinct(by_form.map(|name| copied(name, choice)));
    let is_bound = choice.pdf && choice.volume;
    let count = forms.len() * files.formats() + usize::from(is_bound);
    let mut writing = Writing::begin(files, count, progress);
    let mut remarks = Vec::new();
    for (at, (title, name)) in titles.into_iter().zip(names).enumerate() {
        let mut laid_out = match printable.laid_out(at..at + 1, choice, catalogue) {
            Ok(laid_out) => laid_out,
            Err(error) => {
                writing.done.files.push(ExportResult { name, error: Some(describe_error(&error)) });
                continue;
            }
        };
        for sheet in &mut laid_out {
            sheet.name.clone_from(&title);
        }
        let group = [(name, laid_out.as_slice())];
        if !writing.write(&pieces(&group, files)) {
            break;
        }
        remarks.push(boxes(&group, files));
    }
    if is_bound && !writing.done.cancelled {
        remarks.extend(write_bound(printable, choice, files, catalogue, &mut writing));
    }
    remarks.retain(|remark| !remark.is_empty());
    remarks.dedup();
    ExportDone { remark: remarks.join("\n"), ..writing.end() }
}

/// Writes the volume beside the files of each form, and says what is printed as boxes.
fn write_bound(
    printable: &Printable,
    choice: &ExportChoice,
    files: &Files,
    catalogue: &Catalogue,
    writing: &mut Writing,
) -> Option<String> {
    match printable.laid_out(0..printable.forms.len(), choice, catalogue) {
        Ok(sheets) => {
            writing.write(&bound(&sheets, choice, files).into_iter().collect::<Vec<_>>());
            Some(boxes_of_volume(&sheets, choice))
        }
        Err(error) => {
            let error = Some(describe_error(&error));
            writing.done.files.push(ExportResult { name: VOLUME.to_owned(), error });
            None
        }
    }
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
        let make = move || document(&around(found), &found.sections, &properties);
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
    /// How a PDF is printed.
    pub print: Print,
    pub folder: &'a Path,
    pub origin: &'a DocumentInfo,
    pub run: RunFiles,
}

impl<'a> Files<'a> {
    /// Nothing yet, into this folder.
    pub fn of(folder: &'a Path, origin: &'a DocumentInfo) -> Self {
        let run = RunFiles::default();
        Self {
            xlsx: false,
            pdf: false,
            docx: false,
            overwrite: false,
            print: Print::default(),
            folder,
            origin,
            run,
        }
    }
}

impl Files<'_> {
    /// In how many formats each file is written.
    fn formats(&self) -> usize {
        [self.xlsx, self.pdf, self.docx].into_iter().filter(|is_written| *is_written).count()
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

/// Makes the bytes of a file of sheets.
type Make = fn(&[Sheet], Print, &Properties) -> Result<Vec<u8>>;

/// A file for each group of sheets in each format.
fn pieces<'a>(groups: &[(String, &'a [Sheet])], files: &Files<'a>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for (name, sheets) in groups {
        let (sheets, origin) = (*sheets, files.origin);
        let print = files.print;
        let mut add = |format: &str, make: Make| {
            let name = format!("{name}.{format}");
            let properties = properties(&name, origin);
            pieces.push(Piece { name, make: Box::new(move || make(sheets, print, &properties)) });
        };
        if files.xlsx {
            add("xlsx", |sheets, _, properties| workbook(sheets, properties));
        }
        if files.pdf {
            add("pdf", marked_pdf);
        }
        if files.docx {
            add("docx", |sheets, _, properties| docx(sheets, properties));
        }
    }
    pieces
}

fn write_pieces(pieces: &[Piece], files: &Files, progress: &mut dyn FnMut(Progress) -> bool) -> ExportDone {
    let mut writing = Writing::begin(files, pieces.len(), progress);
    writing.write(pieces);
    writing.end()
}

/// Files written one after another, until all are or the person stops it.
struct Writing<'a> {
    files: &'a Files<'a>,
    total: u32,
    progress: &'a mut dyn FnMut(Progress) -> bool,
    done: ExportDone,
}

impl<'a> Writing<'a> {
    fn begin(files: &'a Files<'a>, total: usize, progress: &'a mut dyn FnMut(Progress) -> bool) -> Self {
        let done = ExportDone { folder: files.folder.display().to_string(), ..ExportDone::default() };
        Self { files, total: count(total), progress, done }
    }

    /// Writes these; false when the person stops it.
    fn write(&mut self, pieces: &[Piece]) -> bool {
        for piece in pieces {
            let (done, total) = (count(self.done.files.len()), self.total);
            if !(self.progress)(Progress { done, total, what: piece.name.clone() }) {
                self.done.cancelled = true;
                return false;
            }
            self.done.files.push(write_piece(piece, self.files));
        }
        true
    }

    /// What became of them: first what was not written.
    fn end(mut self) -> ExportDone {
        if !self.done.cancelled {
            (self.progress)(Progress { done: self.total, total: self.total, what: String::new() });
        }
        self.done.files.sort_by_key(|file| file.error.is_none());
        self.done.counted()
    }
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
