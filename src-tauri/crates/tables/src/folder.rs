//! A folder of forms audited into a folder of tables, part by part: what is in memory does not grow with the folder, and a later run
//! goes on where this one ends.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Result, anyhow};
use jixiao_app::{Assessment, FileRead, Met, Parts, UNREADABLE, content_of, name_below, walk};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::counts::Counts;
use crate::part::{FileLine, Part, lines};
use crate::table::Table;

/// So many files are read at a time, on all processors.
const AT_A_TIME: usize = 64;

/// The ending of the files of a part.
const ENDING: &str = ".parquet";

/// What an audit amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Files, and folders that could not be opened.
    pub files: usize,
    /// Of these, read by an earlier run and unchanged since.
    pub kept: usize,
    /// Of these, not to be read.
    pub unread: usize,
    /// What was found in the others.
    pub counts: Counts,
}

/// Files that an earlier run has read, by sixteen bytes of each: names would take more than all the rest.
type Known = HashSet<[u8; 16]>;

/// Reads the workbooks and documents below `folder` and writes their tables below `out`: `forms/part-00001.parquet` and so on, the same
/// bytes for the same files. What an earlier run of the same program has written there is kept where its files are as they were; a part
/// with one that is not is made anew, and so is every part where `all_anew`. `step` is called for each file.
///
/// # Errors
/// The folder cannot be read, or a part not be written. A file that cannot be read is a row of the tables.
pub fn audit_folder(
    folder: &Path,
    out: &Path,
    assessment: &Assessment,
    all_anew: bool,
    step: &(dyn Fn() + Sync),
) -> Result<Totals> {
    let parts = Parts::new(out.to_owned(), Table::NAMES, ENDING);
    let audit = Audit { folder, maker: assessment.catalogue.fingerprint(), assessment, step };
    let (mut totals, mut known, mut last) = (Totals::default(), Known::new(), 0);
    for number in parts.numbers()? {
        let unchanged = || parts.read(Table::Files.name(), number).and_then(|bytes| audit.unchanged(bytes));
        if !all_anew && let Ok(Some(lines)) = unchanged() {
            for line in &lines {
                totals.add(line);
            }
            totals.kept += lines.len();
            known.extend(lines.iter().map(|line| key(&line.file)));
            last = number;
        } else {
            parts.remove(number)?;
        }
    }
    audit.read_others(&parts, last, &known, &mut totals)?;
    Ok(totals)
}

/// How many files there are below `folder` to be read, and the names of the first of those that are passed over, as many as `names`.
///
/// # Errors
/// There is no such folder, or it cannot be read.
pub fn survey(folder: &Path, names: usize) -> Result<Survey> {
    let mut survey = Survey::default();
    for met in walk(folder)? {
        match met {
            Met::File(_) | Met::Unreadable(_) => survey.files += 1,
            Met::PassedOver(path) => {
                survey.passed_over += 1;
                if survey.first_passed_over.len() < names {
                    survey.first_passed_over.push(name_below(folder, &path));
                }
            }
        }
    }
    Ok(survey)
}

/// What lies below a folder, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Files to be read, and folders that cannot be opened.
    pub files: usize,
    /// Files of other kinds, and prints.
    pub passed_over: usize,
    /// The names of the first of them.
    pub first_passed_over: Vec<String>,
}

struct Audit<'a> {
    folder: &'a Path,
    /// What made a part that is kept.
    maker: String,
    assessment: &'a Assessment<'a>,
    step: &'a (dyn Fn() + Sync),
}

impl Audit<'_> {
    /// The files of a part that is kept; `None` where one is not as it was, or another program made it.
    fn unchanged(&self, bytes: Vec<u8>) -> Result<Option<Vec<FileLine>>> {
        let Some(lines) = lines(bytes, &self.maker)? else { return Ok(None) };
        let is_unchanged = |line: &FileLine| {
            let now = content_of(&self.folder.join(&line.file)).ok().map(|content| content.sha256);
            line.sha256.is_some() && line.sha256 == now
        };
        if !lines.par_iter().all(is_unchanged) {
            return Ok(None);
        }
        for _ in &lines {
            (self.step)();
        }
        Ok(Some(lines))
    }

    /// Reads what is not known, in the order of the paths, into parts behind the last.
    fn read_others(&self, parts: &Parts, last: u32, known: &Known, totals: &mut Totals) -> Result<()> {
        let mut number = last;
        let mut part = Part::new(&self.maker)?;
        let mut others = walk(self.folder)?.filter(|met| self.is_to_be_read(met, known));
        loop {
            let next: Vec<Met> = others.by_ref().take(AT_A_TIME).collect();
            let is_end = next.is_empty();
            let files: Vec<FileRead> = next.par_iter().map(|met| self.read(met)).collect();
            for file in &files {
                totals.add(&FileLine::of(file));
            }
            part.add(&files)?;
            if part.is_full() || is_end && !part.is_empty() {
                number += 1;
                parts.write(number, &std::mem::replace(&mut part, Part::new(&self.maker)?).finish()?)?;
            }
            if is_end {
                return Ok(());
            }
        }
    }

    fn is_to_be_read(&self, met: &Met, known: &Known) -> bool {
        match met {
            Met::File(path) => !known.contains(&key(&name_below(self.folder, path))),
            Met::Unreadable(_) => true,
            Met::PassedOver(_) => false,
        }
    }

    fn read(&self, met: &Met) -> FileRead {
        let (Met::File(path) | Met::Unreadable(path) | Met::PassedOver(path)) = met;
        let file = name_below(self.folder, path);
        let read = match met {
            Met::File(_) => self.assessment.of_path(path, file),
            _ => FileRead { file, content: None, result: Err(anyhow!(UNREADABLE)) },
        };
        (self.step)();
        read
    }
}

impl Totals {
    fn add(&mut self, line: &FileLine) {
        self.files += 1;
        self.unread += usize::from(!line.is_read);
        self.counts.add(line.counts);
    }
}

/// What stands for a file's name; that two of a million have the same is as good as impossible.
fn key(file: &str) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&Sha256::digest(file)[..16]);
    key
}
