//! The files of the units: read on all cores, and not read again while their bytes are the same.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde::Serialize;

use jixiao_model::{Form, FormKind, RuleSetId};
use jixiao_store::{FormId, NewForm, Source, StoredForm, Waiver, open_bytes};

use crate::audit::{Below, files_below, name_below};
use crate::book::{read_file, recover_book};
use crate::catalogue::Catalogue;
use crate::desk::view::{Progress, count};
use crate::digest::hash;
use crate::error_text::describe_error;
use crate::files::is_document;
use crate::scoring::rules_for;
use crate::unexpected::caught_file;

/// Files that are read at once: enough to keep all cores busy, few enough for 取消 to be heard.
const AT_ONCE: usize = 16;

/// A file of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path below the folder, with `/` on every system.
    pub name: String,
    /// The hash of its bytes; empty when they could not be read.
    pub hash: String,
    /// When it was last changed, in seconds since 1970-01-01 00:00 UTC.
    pub modified: i64,
    /// What stands in it.
    pub content: Content,
}

/// What stands in a file of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The same as when it was collected last.
    Unchanged,
    /// Forms.
    Forms {
        /// The forms, in order.
        forms: Vec<SourceForm>,
        /// How many cells and sheets were not understood.
        not_understood: usize,
    },
    /// Nothing that could be read, and why.
    Unreadable(String),
    /// It is a folder that could not be read: nobody knows what lies below it.
    UnreadableFolder,
}

/// A form of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceForm {
    /// The form, with what a document knows of it.
    pub form: NewForm,
    /// What the unit waived in it.
    pub waivers: Vec<Waiver>,
    /// What stands for its content.
    pub fingerprint: String,
    /// It stands in a workbook, which cannot say 涉密, rule set, methods or manual scores.
    pub of_workbook: bool,
}

/// What stands for the content of a form of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprints {
    /// All that a unit's document can say.
    pub whole: String,
    /// What a workbook can say.
    pub shown: String,
    /// 涉密.
    pub classified: bool,
}

/// What a folder holds.
#[derive(Debug, PartialEq, Eq)]
pub struct FolderRead {
    /// The workbooks and documents.
    pub files: Vec<SourceFile>,
    /// The names of files in which there are no forms, by their kind.
    pub passed_over: Vec<String>,
}

/// Reads the files below a folder, in the order of their paths; those whose hash is among `known` are not looked into. `except`
/// is passed over: the document that collects may lie in the folder itself. `progress` returns false when the person stops it;
/// the answer is then `None`.
///
/// # Errors
/// There is no such folder, or it cannot be read. A file that cannot be read is told of in its place.
pub fn read_sources(
    folder: &Path,
    except: &Path,
    known: &[Source],
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Option<FolderRead>> {
    let below = files_below(folder)?;
    let passed_over = below.passed_over_names(folder);
    let Below { files: mut paths, unreadable, passed_over: _ } = below;
    let real = |path: &Path| fs::canonicalize(path).ok();
    let own = real(except);
    paths.retain(|path| own.is_none() || real(path) != own);
    let known: HashMap<&str, &str> =
        known.iter().map(|source| (source.name.as_str(), source.hash.as_str())).collect();
    let total = count(paths.len());
    let mut files = Vec::with_capacity(paths.len());
    for (part, done) in paths.chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
        let what = part.first().map(|path| name_below(folder, path)).unwrap_or_default();
        if !progress(Progress { done, total, what }) {
            return Ok(None);
        }
        let one = |path: &PathBuf| read_source(folder, path, &known, catalogue);
        files.par_extend(part.par_iter().map(one));
    }
    files.extend(unreadable.iter().map(|path| unreadable_folder(folder, path)));
    Ok(Some(FolderRead { files, passed_over }))
}

fn unreadable_folder(folder: &Path, path: &Path) -> SourceFile {
    let (name, content) = (name_below(folder, path), Content::UnreadableFolder);
    SourceFile { name, hash: String::new(), modified: 0, content }
}

fn read_source(folder: &Path, path: &Path, known: &HashMap<&str, &str>, catalogue: &Catalogue) -> SourceFile {
    let name = name_below(folder, path);
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let (bytes, modified) = match read_file(path, &file) {
        Ok(read) => read,
        Err(error) => {
            let content = Content::Unreadable(describe_error(&error));
            return SourceFile { name, hash: String::new(), modified: 0, content };
        }
    };
    let hash = hash(&bytes);
    let content = if known.get(name.as_str()).is_some_and(|known| *known == hash) {
        Content::Unchanged
    } else {
        caught_file(&file, || read_content(path, &file, bytes, catalogue))
            .unwrap_or_else(|error| Content::Unreadable(describe_error(&error)))
    };
    SourceFile { name, hash, modified, content }
}

fn read_content(path: &Path, name: &str, bytes: Vec<u8>, catalogue: &Catalogue) -> Result<Content> {
    let content = if is_document(path) {
        Content::Forms { forms: of_document(path, name, bytes, catalogue)?, not_understood: 0 }
    } else {
        of_book(name, &bytes, catalogue)?
    };
    match &content {
        Content::Forms { forms, .. } if forms.is_empty() => bail!("“{name}”中没有找到自评表"),
        _ => Ok(content),
    }
}

fn of_book(name: &str, bytes: &[u8], catalogue: &Catalogue) -> Result<Content> {
    let book = recover_book(bytes, name, catalogue)?;
    let in_forms: usize = book.forms.iter().map(|form| form.recovered.problems.len()).sum();
    let not_understood = book.problems.len() + in_forms;
    let forms = book.forms.into_iter().map(|found| {
        let form = found.recovered.form;
        catalogue.edition_of(&form)?;
        let of_book = source_form(NewForm { form, ..NewForm::default() }, Vec::new());
        Ok(SourceForm { of_workbook: true, ..of_book })
    });
    Ok(Content::Forms { forms: forms.collect::<Result<_>>()?, not_understood })
}

/// The document is read out of memory, so nothing of the unit's is changed. What lies in the log beside it would be missed.
fn of_document(path: &Path, name: &str, bytes: Vec<u8>, catalogue: &Catalogue) -> Result<Vec<SourceForm>> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if fs::metadata(log).is_ok_and(|log| log.len() > 0) {
        bail!(
            "“{name}”正在另一个窗口或另一台计算机上打开，或上次没有正常关闭；请先打开它再关闭，然后重新收集"
        );
    }
    let store = open_bytes(bytes, path)?;
    let catalogue = &catalogue.with_layouts_of(&store)?;
    let mut waivers: BTreeMap<FormId, Vec<Waiver>> = BTreeMap::new();
    for waiver in store.waivers()? {
        if let Some(form) = waiver.form {
            waivers.entry(form).or_default().push(waiver);
        }
    }
    let mut forms = Vec::new();
    for id in store.form_ids_in_order()? {
        let form = new_form(store.form(id)?);
        let unknown = || format!("“{name}”中的“{}”无法读取", form.form.name());
        rules_for(&form.form, form.rules.as_ref(), catalogue).with_context(unknown)?;
        catalogue.edition_of(&form.form).with_context(unknown)?;
        forms.push(source_form(form, waivers.remove(&id).unwrap_or_default()));
    }
    Ok(forms)
}

fn new_form(stored: StoredForm) -> NewForm {
    let StoredForm { form, rules, classified, done, last_year, layout, .. } = stored;
    NewForm { form, rules, classified, done, last_year, layout }
}

fn source_form(form: NewForm, waivers: Vec<Waiver>) -> SourceForm {
    let fingerprint = fingerprint(form.form.kind, &form.form, form.rules.as_ref(), form.classified);
    SourceForm { form, waivers, fingerprint, of_workbook: false }
}

/// What stands for the content of a form in the document.
#[must_use]
pub fn fingerprints(stored: &StoredForm) -> Fingerprints {
    let classified = stored.classified;
    let mut shown = stored.form.clone();
    for row in shown.goals.iter_mut().flat_map(|goal| &mut goal.indicators) {
        (row.method, row.manual) = (None, None);
    }
    Fingerprints {
        whole: fingerprint(stored.form.kind, &stored.form, stored.rules.as_ref(), classified),
        shown: fingerprint(stored.form.kind, &shown, None, false),
        classified,
    }
}

/// What a unit says with a form. Whether it is finished, what was waived and last year's figures are not part of it.
#[derive(Serialize)]
struct FingerprintedContent<'a> {
    kind: FormKind,
    form: &'a Form,
    rules: Option<&'a RuleSetId>,
    classified: bool,
}

fn fingerprint(kind: FormKind, form: &Form, rules: Option<&RuleSetId>, classified: bool) -> String {
    // The kind stood beside the form before it stood in it, and fingerprints of that time are still compared.
    let form = &Form { kind: FormKind::default(), ..form.clone() };
    // A value of plain fields always becomes text.
    hash(&serde_json::to_vec(&FingerprintedContent { kind, form, rules, classified }).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use jixiao_model::{FieldName, Fund, Goal, Indicator};

    use super::*;

    /// Documents keep fingerprints: if one became another, every form would look as if it had been changed by hand. Whatever is
    /// added to a form has to be left out of its JSON while it is not used.
    #[test]
    fn a_fingerprint_is_the_same_in_every_version() {
        let row =
            Indicator { level3: "人数".to_owned(), target: "≥95%".to_owned(), ..Indicator::default() };
        let goal = Goal { indicators: vec![row], ..Goal::default() };
        let fund = Fund { adjusted: "107.40".into(), ..Fund::default() };
        let mut form = Form { year: Some(2023), funds: vec![fund], goals: vec![goal], ..Form::default() };
        form.set_text(FieldName::NAME, "补贴发放");
        let rules = RuleSetId::from("national-2020");
        let fingerprint = fingerprint(FormKind::Project, &form, Some(&rules), true);
        assert_eq!(fingerprint, "44e93a82983f3569e2816a83607c019ac64efc5d2107526ae66dc5a2c02dbf3a");
    }
}
