//! All that is known of the forms of one file: what tables of many files are made of.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use jixiao_check::BatchFacts;
use jixiao_model::{Form, Problem, RuleSetId};
use jixiao_score::{Scored, score};

use crate::book::{Book, BookForm, LARGEST, SheetProblem, read_file, recover_book};
use crate::catalogue::Catalogue;
use crate::checking::{CheckedFinding, check_scored, not_waived};
use crate::desk::{Actor, SeenDocument};
use crate::digest::hash_all;
use crate::files::is_document;
use crate::scoring::rules_for;
use crate::unexpected::caught_file;

/// How much is worked out of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// What stands in it.
    Read,
    /// Also its scores.
    Score,
    /// Also what a reviewer would send back.
    Check,
}

/// By what the forms of files are read, scored and checked.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    /// How much is worked out.
    pub depth: Depth,
    /// The rules for all forms; without them each goes by its edition's.
    pub rules: Option<&'a RuleSetId>,
    /// By whose clock the times of waivers are told.
    pub actor: &'a Actor,
    /// The editions and rule sets.
    pub catalogue: &'a Catalogue,
}

/// A file, and what was found in it.
#[derive(Debug)]
pub struct FileRead {
    /// What it is called: its path below a folder, with `/` on every system, or its name.
    pub file: String,
    /// What it held.
    pub content: Option<Content>,
    /// Its forms, or why there are none.
    pub result: Result<FileForms>,
}

/// What tells a file that has changed from one that has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// SHA-256 of its bytes, in hexadecimal digits; with those of the log beside a document, where there is one.
    pub sha256: String,
    /// How many bytes it has.
    pub size: u64,
}

/// The forms of a file, and what concerns none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileForms {
    /// The forms, in the order of the file.
    pub forms: Vec<FileForm>,
    /// What concerns no form.
    pub problems: Vec<SheetProblem>,
}

/// A form of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileForm {
    /// The sheet that it stands on; empty in a document.
    pub sheet: String,
    /// The form as it stands there; of a document, with blank scores as the rules give them.
    pub form: Form,
    /// Its scores, where they were asked for.
    pub scored: Option<Scored>,
    /// What was found, in the order of the form's cells, where that was asked for.
    pub findings: Option<Vec<CheckedFinding>>,
    /// What was not understood.
    pub problems: Vec<Problem>,
}

impl Content {
    fn of(bytes: &[u8], log: &[u8]) -> Self {
        Self { sha256: hash_all([bytes, log]), size: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }
    }
}

/// What a file holds now, without looking for forms in it.
///
/// # Errors
/// It cannot be read.
pub fn content_of(path: &Path) -> Result<Content> {
    let name = path.to_string_lossy();
    Ok(content(path, &read_file(path, &name)?.0))
}

/// What lies in the log beside a document belongs to it.
fn content(path: &Path, bytes: &[u8]) -> Content {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Content::of(bytes, &if is_document(path) { fs::read(log).unwrap_or_default() } else { Vec::new() })
}

impl Assessment<'_> {
    /// Reads the file at `path`, a workbook or a document, and calls it `file`. Whatever goes wrong is its result.
    #[must_use]
    pub fn of_path(&self, path: &Path, file: String) -> FileRead {
        let mut known = None;
        let result = caught_file(&file, || {
            let (bytes, _) = read_file(path, &file)?;
            known = Some(content(path, &bytes));
            if is_document(path) {
                drop(bytes);
                let facts = BatchFacts::default();
                let seen = SeenDocument::at(path, self.rules, &facts, self.actor, self.catalogue)?;
                return Ok(self.of_document(seen));
            }
            self.of_book(recover_book(&bytes, &file, self.catalogue)?)
        });
        FileRead { file, content: known, result }
    }

    /// Reads a file that is in memory. Whatever goes wrong is its result.
    #[must_use]
    pub fn of_bytes(&self, bytes: Vec<u8>, file: String) -> FileRead {
        let content = Content::of(&bytes, &[]);
        let result = caught_file(&file, || {
            if content.size > LARGEST {
                bail!(
                    "“{file}”有{}MB，超过 64MB 的上限，请先另存为只含自评表的工作簿",
                    content.size / 1024 / 1024
                );
            }
            let path = Path::new(&file);
            if is_document(path) {
                let seen = SeenDocument::in_memory(bytes, path, self.rules, self.actor, self.catalogue)?;
                return Ok(self.of_document(seen));
            }
            self.of_book(recover_book(&bytes, &file, self.catalogue)?)
        });
        FileRead { file, content: Some(content), result }
    }

    /// Checks the forms of these files again, those of all workbooks together as one batch; a document is a batch of its own already.
    ///
    /// # Errors
    /// A rule set or edition is not known.
    pub fn check_together(&self, files: &mut [FileRead]) -> Result<()> {
        let workbooks = files.iter_mut().filter(|file| !is_document(Path::new(&file.file)));
        let mut forms: Vec<&mut FileForm> =
            workbooks.filter_map(|file| file.result.as_mut().ok()).flat_map(|file| &mut file.forms).collect();
        self.check(&mut forms)
    }

    fn of_document(&self, seen: SeenDocument) -> FileForms {
        let with_scores = seen.checked.forms.into_iter().zip(seen.scored);
        let forms = with_scores.map(|(checked, scored)| FileForm {
            sheet: String::new(),
            form: checked.form,
            scored: (self.depth >= Depth::Score).then_some(scored),
            findings: (self.depth >= Depth::Check).then_some(checked.findings),
            problems: Vec::new(),
        });
        let mut notes = seen.checked.notices;
        if seen.checked.classified > 0 {
            notes.push(format!("涉密项目 {} 张未列出", seen.checked.classified));
        }
        FileForms { forms: forms.collect(), problems: notes.into_iter().map(of_file).collect() }
    }

    fn of_book(&self, book: Book) -> Result<FileForms> {
        let mut problems = book.problems;
        if book.forms.is_empty() {
            problems.insert(0, of_file("没有找到自评表".to_owned()));
        }
        let forms = book.forms.into_iter().map(|form| {
            let scored = (self.depth >= Depth::Score).then(|| self.scored(form.form())).transpose()?;
            let BookForm { sheet, recovered, source: _ } = form;
            let (form, problems) = (recovered.form, recovered.problems);
            Ok(FileForm { sheet, form, scored, findings: None, problems })
        });
        let mut forms = forms.collect::<Result<Vec<FileForm>>>()?;
        if self.depth >= Depth::Check {
            self.check(&mut forms.iter_mut().collect::<Vec<_>>())?;
        }
        Ok(FileForms { forms, problems })
    }

    fn scored(&self, form: &Form) -> Result<Scored> {
        Ok(score(form, rules_for(form, self.rules, self.catalogue)?))
    }

    fn check(&self, forms: &mut [&mut FileForm]) -> Result<()> {
        let pairs: Option<Vec<(&Form, &Scored)>> =
            forms.iter().map(|form| Some((&form.form, form.scored.as_ref()?))).collect();
        let pairs = pairs.context("检查以前要先核算得分")?;
        let found = check_scored(&pairs, self.rules, &BatchFacts::default(), self.catalogue)?;
        for (form, findings) in forms.iter_mut().zip(found) {
            form.findings = Some(not_waived(findings));
        }
        Ok(())
    }
}

/// A problem of a whole file.
fn of_file(text: String) -> SheetProblem {
    SheetProblem { sheet: String::new(), problem: Problem { cell: String::new(), text } }
}
