//! Every filled cell of every book is a label, a field, or told: nothing is lost without a word.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use jixiao_app::Catalogue;
use jixiao_recover::recover;
use jixiao_sheet::{Address, Sheet};
use jixiao_tests::corpus::folder;
use jixiao_tests::offices::FOLDERS;

/// The folders of books.
fn books() -> Vec<PathBuf> {
    let own = ["books", "containers", "cases/layouts"].map(str::to_owned);
    let offices = FOLDERS.map(|name| format!("{name}/books"));
    let folders = own.into_iter().chain(offices).map(|name| folder().join("corpus").join(name));
    let mut books: Vec<PathBuf> = folders
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    books.sort();
    books
}

/// The cells that hold something a person can see.
fn filled(sheet: &Sheet) -> BTreeSet<Address> {
    let is_hidden = |column: u32| sheet.hidden_columns.contains(&column);
    let cells = sheet.cells.iter().filter(|cell| {
        let mut columns = cell.area.first.column..=cell.area.last.column;
        !cell.value.shown().trim().is_empty() && !columns.all(is_hidden)
    });
    cells.map(|cell| cell.area.first).collect()
}

/// How many cells are labels, fields and told; and those that are nothing.
fn count(sheet: &Sheet, catalogue: &Catalogue) -> ([usize; 3], Vec<Address>) {
    let recovered = recover(sheet, catalogue.for_recovery());
    let labels: BTreeSet<Address> = recovered.forms.iter().flat_map(|form| form.labels.clone()).collect();
    let fields: BTreeSet<Address> =
        recovered.forms.iter().flat_map(|form| form.sources.values().copied()).collect();
    let problems = recovered.forms.iter().flat_map(|form| &form.problems).chain(&recovered.problems);
    let reported: BTreeSet<&str> = problems.map(|problem| problem.cell.as_str()).collect();
    let (mut counts, mut nothing) = ([0; 3], Vec::new());
    for at in filled(sheet) {
        let is = [labels.contains(&at), fields.contains(&at), reported.contains(at.to_string().as_str())];
        match is.iter().position(|is| *is) {
            Some(what) => counts[what] += 1,
            None => nothing.push(at),
        }
    }
    (counts, nothing)
}

#[test]
fn every_filled_cell_is_a_label_a_field_or_told() {
    let catalogue = Catalogue::load().unwrap();
    let (mut sums, mut lost) = ([0; 3], Vec::new());
    for path in books() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let workbook = jixiao_container::read(&std::fs::read(&path).unwrap(), &name).unwrap();
        for sheet in &workbook.sheets {
            let (counts, nothing) = count(sheet, &catalogue);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            lost.extend(nothing.iter().map(|at| format!("{name}｜{}！{at}", sheet.name)));
        }
    }
    println!("labels, fields, told: {sums:?}");
    assert!(lost.is_empty(), "{} cells are nothing: {lost:#?}", lost.len());
    assert!(sums[1] > sums[2] * 10, "more is told than a person reads: {sums:?}");
}
