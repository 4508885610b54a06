//! The main job: forms in, official workbook, PDF and score report out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};

use jixiao_model::{Form, RuleSetId};
use jixiao_score::{Scored, score};
use jixiao_sheet::{Properties, Sheet};

use crate::book::Book;
use crate::boxes::{boxed, remark};
use crate::catalogue::Catalogue;
use crate::copies::{Copies, without_classified};
use crate::export::{Figures, agency, docx, marked_pdf, workbook};
use crate::file_names::{FILE_EACH, FORMS, Named, Place, by_pattern, titled};
use crate::files::{Existing, RunFiles};
use crate::masked::{Masked, masked};
use crate::own_layout::{LayoutChoice, laid_out};
use crate::safe_name::safe_name;
use crate::score_report::{Explained, score_report};
use crate::scoring::{Filled, filled, rules_for};
use crate::unplaced::Dropped;
use crate::volume::{Cover, VOLUME, volume};

/// What all forms together are called in a public copy.
const PUBLIC: &str = "绩效自评表（公开）";

/// What the explanations of scores are called.
const SCORES: &str = "得分说明";

/// What is written, and how.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a format or a way to divide the files")]
pub struct Output {
    /// The folder; made when it is not there.
    pub folder: PathBuf,
    /// Write workbooks.
    pub xlsx: bool,
    /// Write PDF.
    pub pdf: bool,
    /// Write Word documents.
    pub docx: bool,
    /// A file for each form, instead of one for all.
    pub per_form: bool,
    /// Which layout the forms are printed in.
    pub layout: LayoutChoice,
    /// Whether figures that follow from others are formulas.
    pub figures: Figures,
    /// What is printed beside the forms, and what is not.
    pub copy: Copies,
    /// What to do with files of the same name.
    pub existing: Existing,
    /// What the run that this is part of has written.
    pub run: RunFiles,
}

impl Output {
    /// A workbook and a PDF, one file each for all forms.
    #[must_use]
    pub fn whole(folder: PathBuf, existing: Existing) -> Self {
        Self {
            folder,
            xlsx: true,
            pdf: true,
            docx: false,
            per_form: false,
            layout: LayoutChoice::Automatic,
            figures: Figures::default(),
            copy: Copies::default(),
            existing,
            run: RunFiles::default(),
        }
    }
}

/// A book's forms with their scores, and the files written.
#[derive(Debug)]
pub struct Report {
    /// The forms as exported, with the scores of the forms as read.
    pub forms: Vec<(Form, Scored)>,
    /// The forms whose layout has no place for some of what they hold.
    pub dropped: Vec<Dropped>,
    /// What a public copy hides.
    pub masked: Vec<Masked>,
    /// The files, in the order written.
    pub written: Written,
}

/// What became of the files of one job. One that cannot be made does not keep the others from being written.
#[derive(Debug, Default)]
pub struct Written {
    /// The files, in the order written.
    pub files: Vec<PathBuf>,
    /// Why a file was not written: a full disk.
    pub failures: Vec<anyhow::Error>,
    /// What the person should know of the files written: characters that were printed as boxes.
    pub remarks: Vec<String>,
}

/// Scores a book's forms and writes them with a score report. `source` tells its files from those of other books.
///
/// # Errors
/// A rule set or edition is not known. Files that cannot be written are told of in [`Written`].
pub fn report(
    book: &Book,
    source: &str,
    rules: Option<&RuleSetId>,
    how: Filled,
    output: &Output,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(),
) -> Result<Report> {
    let open =
        output.copy.public.then(|| without_classified(book, &output.copy, &output.layout)).transpose()?;
    let book = open.as_ref().unwrap_or(book);
    let mut forms = Vec::new();
    let (mut scores, mut used) = (Vec::new(), Vec::new());
    for form in book.forms.iter().map(crate::book::BookForm::form) {
        let edition = catalogue.edition_of(form)?;
        let rules = rules_for(form, rules, catalogue)?;
        scores.push(score(form, rules));
        forms.push(filled(form, edition, rules, how));
        used.push(Arc::clone(rules));
        progress();
    }
    let agency = agency(&forms);
    let named = Named { agency: &agency, year: forms.iter().find_map(|form| form.year), source };
    let properties = |title: &str| Properties {
        title: titled(&named, title),
        author: agency.clone(),
        created: book.modified,
    };
    let mut written = Written::default();
    let following = (output.figures == Figures::Formulas).then_some(used.as_slice());
    let laid_out = laid_out(book, &forms, following, &output.layout, catalogue)?;
    let (sheets, hidden) = match laid_out.forms {
        forms if output.copy.public => masked(forms),
        forms => (forms, Vec::new()),
    };
    let title = if output.copy.public { PUBLIC } else { FORMS };
    let whole = laid_out.book.filter(|_| output.xlsx && !output.per_form && !output.copy.public);
    let of_forms = Output {
        xlsx: output.xlsx && whole.is_none(),
        pdf: output.pdf && !output.copy.volume,
        ..output.clone()
    };
    if let Some(sheets) = whole {
        let of_book = Output { pdf: false, docx: false, ..output.clone() };
        write_forms(&sheets, FORMS, &named, &properties(FORMS), &of_book, &mut written, &mut || {});
    }
    write_forms(&sheets, title, &named, &properties(title), &of_forms, &mut written, progress);
    if output.pdf && output.copy.volume {
        write_volume(&sheets, &named, book.modified, output, &mut written);
    }
    if output.copy.public {
        let forms = forms.into_iter().zip(scores).collect();
        return Ok(Report { forms, dropped: laid_out.dropped, masked: hidden, written });
    }
    let read = book.forms.iter().map(crate::book::BookForm::form).zip(&scores).zip(&used);
    let read: Vec<Explained> =
        read.map(|((form, scored), rules)| Explained { form, scored, rules }).collect();
    let properties = properties(SCORES);
    let explained = score_report(&properties.title, &read);
    let one_file = Output { per_form: false, ..output.clone() };
    write_forms(&[explained], SCORES, &named, &properties, &one_file, &mut written, progress);
    let forms = forms.into_iter().zip(scores).collect();
    Ok(Report { forms, dropped: laid_out.dropped, masked: hidden, written })
}

/// The volume of the forms.
fn write_volume(sheets: &[Sheet], named: &Named, modified: i64, output: &Output, written: &mut Written) {
    let Copies { public, ref date, .. } = output.copy;
    let title = if public { format!("{VOLUME}（公开）") } else { VOLUME.to_owned() };
    let title = titled(named, &title);
    let cover =
        Cover { agency: named.agency.to_owned(), year: named.year, date: date.clone(), is_public: public };
    let properties = Properties { title: title.clone(), author: named.agency.to_owned(), created: modified };
    let bytes = volume(sheets, &cover, output.copy.watermark(), &properties);
    written.note(save(&format!("{title}.pdf"), bytes, output));
    written.remarks.extend(remark(&boxed(sheets)));
}

/// Writes sheets in the formats asked for: one file called by their title, or a file for each, called by its number and name.
pub fn write_forms(
    sheets: &[Sheet],
    title: &str,
    named: &Named,
    properties: &Properties,
    output: &Output,
    written: &mut Written,
    progress: &mut dyn FnMut(),
) {
    let groups: Vec<(String, &[Sheet])> = if output.per_form {
        let place = |at: usize| Place { number: at + 1, of: sheets.len() };
        let pattern =
            if output.copy.public { format!("{FILE_EACH}（公开）") } else { FILE_EACH.to_owned() };
        let own = |at: usize, sheet: &Sheet| by_pattern(&pattern, named, place(at), &sheet.name);
        sheets.iter().enumerate().map(|(at, sheet)| (own(at, sheet), std::slice::from_ref(sheet))).collect()
    } else {
        vec![(titled(named, title), sheets)]
    };
    for (name, group) in groups {
        if output.xlsx {
            written.note(save(&format!("{name}.xlsx"), workbook(group, properties), output));
        }
        if output.pdf {
            let bytes = marked_pdf(group, output.copy.print(), properties);
            written.note(save(&format!("{name}.pdf"), bytes, output));
            written.remarks.extend(remark(&boxed(group)));
        }
        if output.docx {
            written.note(save(&format!("{name}.docx"), docx(group, properties), output));
        }
        progress();
    }
}

pub(crate) fn save(name: &str, bytes: Result<Vec<u8>>, output: &Output) -> Result<PathBuf> {
    let bytes = bytes.with_context(|| format!("没有生成“{name}”"))?;
    output.run.write(&output.folder, name, &bytes, output.existing)
}

impl Written {
    pub(crate) fn note(&mut self, result: Result<PathBuf>) {
        match result {
            Ok(path) => self.files.push(path),
            Err(error) => self.failures.push(error),
        }
    }
}

/// The stem of a book's name, safe as a part of file names.
#[must_use]
pub fn stem(name: &str) -> String {
    safe_name(&Path::new(name).file_stem().unwrap_or_default().to_string_lossy())
}
