use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use jixiao_app::{BatchFacts, Form, Scored, rules_for, score, sheets, workbook};
use jixiao_check::{BatchForm, check_together};
use jixiao_model::FieldName;
use jixiao_rollup::{Facts, Project, aggregate, paragraph, reconcile, suggest, summary};
use jixiao_sheet::Properties;
use jixiao_tests::corpus;

use crate::beside;
use crate::book::Book;
use crate::theirs::peak_memory;
use crate::timing::{self, Times};

/// How many forms a department collects, unless the command line says otherwise.
pub const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Forms of one unit, which hands in one book.
const OF_UNIT: usize = 50;
const RUNS: usize = 3;

/// Check and roll-up of one book's forms.
pub const ROLL_UP: Duration = Duration::from_millis(20);
/// Collecting, checking and rolling up the greatest department.
pub const GREATEST: Duration = Duration::from_secs(10);
/// Peak memory of each of the three, in KiB.
pub const GREATEST_MEMORY: u64 = 1024 * 1024;

/// A department of some size, and what its three commands took.
pub struct Size {
    pub forms: usize,
    pub books: usize,
    /// Bytes of the document.
    pub document: u64,
    pub collect: Step,
    pub check: Step,
    pub summary: Step,
    /// The same folder collected again, when nothing has changed.
    pub again: Step,
}

/// A whole process.
pub struct Step {
    pub times: Times,
    /// Peak memory in KiB; `None` where it cannot be measured.
    pub memory: Option<u64>,
}

impl Size {
    /// Collected, checked and rolled up, one after the other.
    pub fn together(&self) -> Duration {
        [&self.collect, &self.check, &self.summary].iter().map(|step| step.times.median()).sum()
    }

    /// The greatest of the three.
    pub fn memory(&self) -> Option<u64> {
        [&self.collect, &self.check, &self.summary].iter().filter_map(|step| step.memory).max()
    }
}

/// Scored forms checked, and put together into the department: summary, paragraph, links, indicators, differences.
pub fn roll_up(book: &Book) -> Result<Times, Box<dyn Error>> {
    let forms: Vec<Form> = many(book.forms.len());
    let department = corpus::published("urumqi-2023-department").remove(0);
    let rules =
        forms.iter().map(|form| rules_for(form, None, &book.catalogue)).collect::<Result<Vec<_>, _>>()?;
    let scored: Vec<Scored> = forms.iter().zip(&rules).map(|(form, rules)| score(form, rules)).collect();
    let mut batch = Vec::new();
    let mut projects = Vec::new();
    for ((form, rules), scored) in forms.iter().zip(&rules).zip(&scored) {
        let edition = book.catalogue.edition_of(form)?;
        batch.push(BatchForm { form, scored, edition, rules, earlier: &[], evidence: None });
        projects.push(Project { form, scored, rules, classified: false });
    }
    let facts =
        Facts {
            agency: "某局".to_owned(), year: 2023, departments: vec![jixiao_rollup::Figures::default()]
        };
    timing::measure(3, 30, || {
        let findings = check_together(&batch, &BatchFacts::default());
        let summary = summary(&projects);
        let drafted = paragraph(&facts, &projects, &summary);
        let links = suggest(&department, &projects);
        let rows: Vec<_> = links.iter().map(|link| aggregate(&department, link, &projects)).collect();
        Ok((findings, drafted, rows, reconcile(&department, &summary.total)))
    })
}

/// Departments of these sizes, each in a folder of its own below `folder`.
pub fn grow(folder: &Path, sizes: &[usize], book: &Book) -> Result<Vec<Size>, Box<dyn Error>> {
    sizes.iter().map(|forms| measure(&folder.join(format!("department-{forms}")), *forms, book)).collect()
}

fn measure(folder: &Path, forms: usize, book: &Book) -> Result<Size, Box<dyn Error>> {
    let agencies = folder.join("units");
    let books = write_books(&agencies, forms, book)?;
    let document = folder.join("department.jixiao");
    let program = beside("jixiao")?;
    let of = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments);
        command
    };
    let (agencies, shown) = (agencies.display().to_string(), document.display().to_string());
    let out = folder.join("out").display().to_string();
    let collect = of(&["collect", &agencies, "-o", &shown]);
    Ok(Size {
        forms,
        books,
        collect: step(collect, || remove(&document))?,
        again: step(of(&["collect", &agencies, "-o", &shown]), || Ok(()))?,
        check: step(of(&["check", &shown]), || Ok(()))?,
        summary: step(of(&["summary", &shown, "--out", &out, "--overwrite"]), || Ok(()))?,
        document: fs::metadata(&document)?.len(),
    })
}

/// Runs a command several times, each time after `prepare`, and once more for its memory.
fn step(
    mut command: Command,
    prepare: impl Fn() -> Result<(), Box<dyn Error>>,
) -> Result<Step, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        prepare()?;
        let start = Instant::now();
        timing::run(&mut command)?;
        times.push(start.elapsed());
    }
    prepare()?;
    let memory = peak_memory(&command);
    if memory.is_none() {
        prepare()?;
        timing::run(&mut command)?;
    }
    Ok(Step { times: Times::new(times), memory })
}

fn remove(document: &Path) -> Result<(), Box<dyn Error>> {
    if document.exists() {
        fs::remove_file(document)?;
    }
    Ok(())
}

/// Writes the books of all units and gives their number; books of an earlier run go first.
fn write_books(agencies: &Path, forms: usize, book: &Book) -> Result<usize, Box<dyn Error>> {
    if agencies.exists() {
        fs::remove_dir_all(agencies)?;
    }
    fs::create_dir_all(agencies)?;
    let all = many(forms);
    for (number, of_agency) in all.chunks(OF_UNIT).enumerate() {
        let bytes = workbook(&sheets(of_agency, &book.catalogue)?, &Properties::default())?;
        let path: PathBuf = agencies.join(format!("{:03}.xlsx", number + 1));
        fs::write(path, bytes)?;
    }
    Ok(all.chunks(OF_UNIT).len())
}

/// Published project forms in turn. Names, units and sentences are each form's own, as they are in a department.
fn many(forms: usize) -> Vec<Form> {
    let published = corpus::published("urumqi-2023");
    let numbered = |(number, form): (usize, &Form)| own(form, number);
    published.iter().cycle().take(forms).enumerate().map(numbered).collect()
}

fn own(form: &Form, number: usize) -> Form {
    let mut form = form.clone();
    let name = format!("{}（{}）", form.name(), number + 1);
    form.set_text(FieldName::NAME, name);
    form.set_text(FieldName::IMPLEMENTING_UNIT, format!("第{}单位", number / OF_UNIT + 1));
    for goal in &mut form.goals {
        goal.expected = own_words(&goal.expected, number);
        goal.actual = own_words(&goal.actual, number);
        for row in &mut goal.indicators {
            row.reason = own_words(&row.reason, number);
        }
    }
    form
}

fn own_words(text: &str, number: usize) -> String {
    text.replace('。', &format!("（事项{}）。", number + 1))
}
