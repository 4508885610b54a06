use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use jixiao_app::{
    BatchFacts, Catalogue, Form, Scored, pdf, recover_book, rules_for, score, sheets, workbook,
};
use jixiao_check::{BatchForm, check, check_batch, check_together};
use jixiao_sheet::Properties;

use crate::book::Book;
use crate::theirs::peak_memory;
use crate::timing::{self, Times};
use crate::{beside, department, learned};

const WARM_UP: usize = 3;
const RUNS: usize = 30;
const STARTS: usize = 200;
const WHOLE: usize = 10;

/// Our own times, and the targets they are held against.
pub struct Ours {
    pub read: Times,
    pub recover: Times,
    pub score: Times,
    pub check: Times,
    pub edit: Times,
    pub roll_up: Times,
    pub write: Times,
    pub pdf: Times,
    /// The same in layouts that were learned from the sheets.
    pub write_learned: Times,
    pub pdf_learned: Times,
    pub start: Times,
    pub report: Times,
    /// Peak memory of the whole process that makes the PDF, in KiB; `None` where it cannot be measured.
    pub memory: Option<u64>,
    pub pdf_bytes: usize,
}

/// What each may take.
pub const READ: Duration = Duration::from_millis(30);
pub const SCORE: Duration = Duration::from_millis(5);
pub const CHECK: Duration = Duration::from_millis(10);
pub const WRITE: Duration = Duration::from_millis(60);
/// Layouts that were learned take so many hundredths of the time of known ones at the most.
pub const LEARNED: u128 = 130;
pub const PDF: Duration = Duration::from_millis(250);
pub const START: Duration = Duration::from_millis(20);
pub const MEMORY: u64 = 100 * 1024;

/// Everything that is found, and what is checked again after every edit: one form, and all against each other.
fn measure_checks(book: &Book) -> Result<[Times; 2], Box<dyn Error>> {
    let facts = BatchFacts::default();
    let rules = book
        .forms
        .iter()
        .map(|form| rules_for(form, None, &book.catalogue))
        .collect::<Result<Vec<_>, _>>()?;
    let scored: Vec<Scored> = book.forms.iter().zip(&rules).map(|(form, rules)| score(form, rules)).collect();
    let mut forms = Vec::new();
    for ((form, rules), scored) in book.forms.iter().zip(&rules).zip(&scored) {
        let edition = book.catalogue.edition_of(form)?;
        forms.push(BatchForm { form, scored, edition, rules, earlier: &[], evidence: None });
    }
    let all = timing::measure(WARM_UP, RUNS, || Ok(check_together(&forms, &facts)))?;
    let edit = timing::measure(WARM_UP, RUNS, || {
        let first = &forms[0];
        Ok((check(first.form, first.scored, first.edition, first.rules), check_batch(&forms, &facts)))
    })?;
    Ok([all, edit])
}

/// How long forms take to become a workbook and a PDF.
fn measure_writing(forms: &[Form], catalogue: &Catalogue) -> Result<[Times; 2], Box<dyn Error>> {
    let properties = Properties::default();
    let write = timing::measure(WARM_UP, RUNS, || Ok(workbook(&sheets(forms, catalogue)?, &properties)?))?;
    let pdf = timing::measure(WARM_UP, RUNS, || Ok(pdf(&sheets(forms, catalogue)?, &properties)?))?;
    Ok([write, pdf])
}

fn measure_in_process(book: &Book) -> Result<[Times; 3], Box<dyn Error>> {
    let read = timing::measure(WARM_UP, RUNS, || Ok(jixiao_xlsx::read(&book.bytes, "book.xlsx")?))?;
    let recover =
        timing::measure(WARM_UP, RUNS, || Ok(recover_book(&book.bytes, "book.xlsx", &book.catalogue)?))?;
    let scores = timing::measure(WARM_UP, RUNS, || {
        let one = |form| Ok(score(form, rules_for(form, None, &book.catalogue)?));
        book.forms.iter().map(one).collect::<Result<Vec<_>, Box<dyn Error>>>()
    })?;
    Ok([read, recover, scores])
}

pub fn measure(book: &Book, folder: &Path) -> Result<Ours, Box<dyn Error>> {
    let [read, recover, score] = measure_in_process(book)?;
    let [write, pdf_times] = measure_writing(&book.forms, &book.catalogue)?;
    let (forms, catalogue) = learned::layouts(book)?;
    let [write_learned, pdf_learned] = measure_writing(&forms, &catalogue)?;
    let [check, edit] = measure_checks(book)?;
    let program = beside("jixiao")?;
    let start = timing::measure(WARM_UP, STARTS, || timing::run(Command::new(&program).arg("--version")))?;
    let mut report = Command::new(&program);
    report
        .arg("report")
        .arg(&book.path)
        .args(["--formats", "pdf", "--overwrite", "--out"])
        .arg(folder.join("out"));
    let times = timing::measure(1, WHOLE, || timing::run(&mut report))?;
    let made = pdf(&sheets(&book.forms, &book.catalogue)?, &Properties::default())?;
    Ok(Ours {
        read,
        recover,
        score,
        check,
        edit,
        roll_up: department::roll_up(book)?,
        write,
        pdf: pdf_times,
        write_learned,
        pdf_learned,
        start,
        report: times,
        memory: peak_memory(&report),
        pdf_bytes: made.len(),
    })
}
