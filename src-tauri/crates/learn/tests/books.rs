//! Every book there is, printed again in the layout that was learned from it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use jixiao_edition::{Edition, Labels, editions, labels};
use jixiao_layout::{for_workbook, sheet};
use jixiao_learn::{About, CannotLearn, proven, reproduces};
use jixiao_model::{FieldName, FieldRef, Form, Fund, FundColumn, Indicator};
use jixiao_recover::{Catalogue, RecoveredForm, recover};
use jixiao_sheet::{Cell, Length};

/// How many forms there are, and those whose layout is not learned, with the reason.
type Expected = (&'static str, usize, &'static [(&'static str, &'static str)]);

const BOOKS: [Expected; 3] = [
    (
        "regions/books",
        20,
        &[
            // Two tables of indicators below one another.
            ("jilin-waishi.xlsx", "第 13 行夹在指标之间"),
            // A goal in two cells.
            ("shaanxi-2022-hanyin-target.xlsx", "C12 与原表不同"),
            // A hidden column with a text for each indicator.
            ("zhejiang-2023-keqiao-bond.xlsx", "J10 的内容没有对应的栏目"),
        ],
    ),
    ("books", 78, &[]),
    ("containers", 5, &[]),
];

/// A blank form that a built-in layout was made from is taken for one of that layout when it is read again.
const BLANK: (&str, &str) = ("sichuan-2023-qingshen-blank.xlsx", "sichuan-2023-project");

struct Known {
    editions: Vec<Edition>,
    labels: Labels,
}

impl Known {
    fn load() -> Self {
        Self { editions: editions().unwrap(), labels: labels().unwrap() }
    }

    fn catalogue(&self) -> Catalogue<'_> {
        Catalogue { editions: &self.editions, labels: &self.labels }
    }
}

/// A form of a book, the columns of its sheet, and what was learned of it.
struct Case {
    book: String,
    columns: Vec<Length>,
    form: RecoveredForm,
    learned: Result<Edition, CannotLearn>,
}

fn books(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus").join(folder);
    let mut books: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    books.sort();
    books
}

fn cases(folder: &str, known: &Known) -> Vec<Case> {
    let about = About { source: "测试".to_owned(), rules: "national-2020".into() };
    let mut cases = Vec::new();
    for path in books(folder) {
        let book = path.file_name().unwrap().to_string_lossy().into_owned();
        let workbook = jixiao_container::read(&std::fs::read(&path).unwrap(), &book).unwrap();
        for sheet in &workbook.sheets {
            let recovered = recover(sheet, known.catalogue());
            let is_alone = recovered.forms.len() == 1;
            for form in recovered.forms {
                let learned = proven(sheet, &form, is_alone, &known.labels, &about);
                if let Ok(edition) = &learned {
                    assert!(reproduces(sheet, &form, is_alone, edition), "{book}");
                }
                cases.push(Case { book: book.clone(), columns: sheet.columns.clone(), form, learned });
            }
        }
    }
    cases
}

#[test]
fn books_are_printed_again() {
    let known = Known::load();
    for (folder, count, expected) in BOOKS {
        let cases = cases(folder, &known);
        assert_eq!(cases.len(), count, "{folder}");
        for case in cases {
            let reason = expected.iter().find(|(book, _)| *book == case.book).map(|(_, reason)| *reason);
            match (case.learned, reason) {
                (Ok(_), Some(reason)) => panic!("{} is learned: {reason}", case.book),
                (Ok(edition), None) => {
                    assert!(edition.columns == case.columns || case.columns.is_empty(), "{}", case.book);
                }
                (Err(error), Some(reason)) if error.to_string().contains(reason) => {}
                (Err(error), reason) => panic!("{}: {error}, expected {reason:?}", case.book),
            }
        }
    }
}

/// The form as it is read from its own layout, with the layout known or not.
fn read_again(form: &Form, edition: &Edition, known: &Known) -> Form {
    let printed = sheet(form, edition);
    let mut editions = known.editions.clone();
    editions.push(edition.clone());
    let catalogue = Catalogue { editions: &editions, labels: &known.labels };
    let mut read = recover(&printed, catalogue);
    assert_eq!(read.forms.len(), 1, "{}", form.name());
    read.forms.remove(0).form
}

/// The form as it is read again from a book.
fn read_of_book(case: &Case, form: &Form, edition: &Edition, known: &Known) -> Form {
    let mut read = read_again(form, edition, known);
    if (case.book.as_str(), read.edition.0.as_str()) == BLANK {
        read.edition = edition.id.clone();
    }
    read
}

#[test]
fn forms_are_read_from_their_own_layout() {
    let known = Known::load();
    for (folder, ..) in BOOKS {
        for case in cases(folder, &known) {
            let Ok(edition) = &case.learned else { continue };
            let form = Form { edition: edition.id.clone(), ..case.form.form.clone() };
            let read = read_of_book(&case, &form, edition, &known);
            assert!(read == form, "{}: {}", case.book, first_difference(&form, &read));
        }
    }
}

fn first_difference(form: &Form, read: &Form) -> String {
    let (form, read) = (format!("{form:#?}"), format!("{read:#?}"));
    let at = form.lines().zip(read.lines()).position(|(form, read)| form != read);
    let around = |text: &str| {
        let lines = text.lines().skip(at.unwrap_or_default().saturating_sub(4)).take(9);
        lines.map(str::trim).collect::<Vec<_>>().join(" ")
    };
    format!("{} / {}", around(&form), around(&read))
}

/// A row more or less in the form is a row more or less in the layout, and what stands below moves with it.
#[test]
fn rows_come_and_go() {
    let known = Known::load();
    for case in BOOKS.iter().flat_map(|(folder, ..)| cases(folder, &known)) {
        let Ok(edition) = &case.learned else { continue };
        let before = Form { edition: edition.id.clone(), ..case.form.form.clone() };
        let form = &before;
        for form in [with_more_indicators(form), with_fewer_indicators(form), with_another_fund(form)] {
            let read = read_of_book(&case, &form, edition, &known);
            assert!(read == form, "{}: {}", case.book, first_difference(&form, &read));
            // Spare rows are used first, so that fewer of them may be left.
            let (was, is) = (below_run(&before, edition), below_run(&form, edition));
            assert!(was.ends_with(&is) || is.ends_with(&was), "{}: {was:?}, {is:?}", case.book);
            assert_eq!(was.is_empty(), is.is_empty(), "{}", case.book);
        }
    }
}

/// What this program prints over several pages is next year's file of last year.
#[test]
fn a_layout_over_several_pages_is_learned_again() {
    let known = Known::load();
    let about = About { source: "测试".to_owned(), rules: "national-2020".into() };
    let mut long = 0;
    for case in BOOKS.iter().flat_map(|(folder, ..)| cases(folder, &known)) {
        let Ok(edition) = &case.learned else { continue };
        let longer = (0..6).fold(case.form.form.clone(), |form, _| with_more_indicators(&form));
        let printed = for_workbook(&sheet(&Form { edition: edition.id.clone(), ..longer }, edition));
        long += usize::from(printed.page.as_ref().is_some_and(|page| !page.breaks.is_empty()));
        let read = recover(&printed, known.catalogue()).forms.remove(0);
        if let Err(error) = proven(&printed, &read, true, &known.labels, &about) {
            panic!("{}: {error}", case.book);
        }
    }
    assert!(long >= 20, "{long} forms of several pages");
}

#[test]
fn the_header_of_pages_names_each_form_and_its_year() {
    let known = Known::load();
    let about = About { source: "测试".to_owned(), rules: "national-2020".into() };
    let book = std::fs::read(&books("regions/books")[0]).unwrap();
    let mut source = jixiao_container::read(&book, "book.xlsx").unwrap().sheets.remove(0);
    let found = recover(&source, known.catalogue()).forms.remove(0);
    let (name, year) = (found.form.name().to_owned(), found.form.year.unwrap());
    let codes = |name: &str, year: u16| Some(format!("&L&9&\"宋体,常规\"{name}&R{year}年度"));
    source.page.as_mut().unwrap().header = codes(&name, year);
    let edition = proven(&source, &found, true, &known.labels, &about).unwrap();
    assert_eq!(sheet(&found.form, &edition).page.unwrap().header, codes(&name, year));
    let mut next = Form { year: Some(year + 1), ..found.form };
    next.set_text(FieldName::NAME, "道路养护与绿化 A&B");
    assert_eq!(sheet(&next, &edition).page.unwrap().header, codes("道路养护与绿化 A&&B", year + 1));
}

fn with_more_indicators(form: &Form) -> Form {
    let mut form = form.clone();
    let indicators = &mut form.goals[0].indicators;
    for number in 0..9 {
        let last = indicators[indicators.len() - 1].clone();
        indicators.push(Indicator { level3: format!("新增事项{number}"), ..last });
    }
    form
}

fn with_fewer_indicators(form: &Form) -> Form {
    let mut form = form.clone();
    let indicators = &mut form.goals[0].indicators;
    if indicators.len() > 1 {
        indicators.pop();
    }
    form
}

fn with_another_fund(form: &Form) -> Form {
    let mut form = form.clone();
    if form.funds.len() > 1 {
        let like = form.funds[form.funds.len() - 1].clone();
        let fund = |column| if like.show(column).is_empty() { "" } else { "12.345" };
        form.funds.push(Fund {
            label: "新增资金".to_owned(),
            initial: fund(FundColumn::Initial).into(),
            adjusted: fund(FundColumn::Adjusted).into(),
            executed: fund(FundColumn::Executed).into(),
            ..Fund::default()
        });
    }
    form
}

/// The texts below the last run of indicators.
fn below_run(form: &Form, edition: &Edition) -> Vec<String> {
    let printed = sheet(form, edition);
    let is_indicator = |cell: &Cell| {
        matches!(cell.field, Some(FieldRef::Indicator { .. } | FieldRef::IndicatorExtra { .. }))
    };
    let last = printed.cells.iter().rposition(is_indicator).unwrap();
    let end = printed.cells[last].area.last.row;
    let below = printed.cells.iter().filter(|cell| cell.area.first.row > end);
    below.map(|cell| cell.value.shown()).filter(|text| !text.is_empty()).collect()
}
