use std::error::Error;
use std::path::{Path, PathBuf};

use jixiao_app::{Catalogue, Form, sheets, workbook};
use jixiao_sheet::Properties;
use jixiao_tests::corpus;

/// A department hands in about sixty forms.
const FORMS: usize = 61;
/// So many of the largest published forms take turns.
const LARGEST: usize = 10;

/// The book that everything is measured on: the largest published forms, repeated. The same on every machine.
pub struct Book {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    pub forms: Vec<Form>,
    pub catalogue: Catalogue,
    pub rows: usize,
    pub characters: usize,
}

impl Book {
    pub fn build(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let catalogue = Catalogue::load()?;
        let mut published = corpus::all_published();
        // The order among equals is the corpus's.
        published.sort_by_key(|form| std::cmp::Reverse(characters(form)));
        let forms: Vec<Form> = published.iter().take(LARGEST).cycle().take(FORMS).cloned().collect();
        let bytes = workbook(&sheets(&forms, &catalogue)?, &Properties::default())?;
        let path = folder.join("book.xlsx");
        std::fs::write(&path, &bytes)?;
        Ok(Self {
            path,
            bytes,
            rows: forms.iter().flat_map(|form| &form.goals).map(|goal| goal.indicators.len()).sum(),
            characters: forms.iter().map(characters).sum(),
            forms,
            catalogue,
        })
    }
}

/// Characters of all that a form's indicators and goals say: what a page is long by.
fn characters(form: &Form) -> usize {
    let goals = form.goals.iter().flat_map(|goal| [&goal.expected, &goal.actual]);
    let rows = form.goals.iter().flat_map(|goal| &goal.indicators).flat_map(|row| {
        [&row.level1, &row.level2, &row.level3, &row.target, &row.basis, &row.actual, &row.reason]
    });
    goals.chain(rows).map(|text| text.chars().count()).sum()
}
