//! Forms altered as real units alter them read as what they are; what has no place in a form is reported, cell by cell.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use jixiao_app::Catalogue;
use jixiao_app::json::to_json;
use jixiao_model::{FieldName, Problem};
use jixiao_recover::{Recovered, recover};
use jixiao_sheet::{Properties, Sheet};
use jixiao_tests::corpus::{self, BOOKS, Truth, differences};
use jixiao_tests::variants::surroundings::{cover, empty_sheet, indicator_list_sheet, stack, summary_sheet};
use jixiao_tests::variants::{ALONE, Case, GEOMETRY, LAST, Variant};

/// The sheets of a book with the forms on them. The form of a sheet that holds several is left to the corpus suite.
fn cases_of(truth: &Truth) -> Vec<Case> {
    let bytes = std::fs::read(corpus::book_path(truth.book)).unwrap();
    let workbook = jixiao_xlsx::read(&bytes, truth.book).unwrap();
    let case =
        |(sheet, form): (&Sheet, _)| Case { sheet: sheet.clone(), forms: vec![form], ..Case::default() };
    workbook.sheets.iter().zip(truth.published_json()).map(case).collect()
}

/// Every fifth form of the corpus on a sheet of its own: all editions, in a time that every run of the tests can afford.
fn cases() -> Vec<Case> {
    let every = BOOKS.iter().filter(|truth| is_single(truth)).flat_map(cases_of);
    every.step_by(5).chain(few_cases()).collect()
}

/// A book with a form a sheet, in one of the formats it is there in.
fn is_single(truth: &Truth) -> bool {
    !truth.book.contains("stacked") && !truth.book.contains(".ods")
}

/// One form of each book.
fn few_cases() -> Vec<Case> {
    BOOKS
        .iter()
        .filter(|truth| is_single(truth))
        .flat_map(|truth| cases_of(truth).into_iter().take(2))
        .collect()
}

/// What is wrong with what was read; empty when all is well.
fn faults(case: &Case, recovered: &Recovered, catalogue: &Catalogue) -> Vec<String> {
    let mut faults = Vec::new();
    if recovered.forms.len() != case.forms.len() {
        faults.push(format!("{} forms, read {}", case.forms.len(), recovered.forms.len()));
    }
    for (read, form) in recovered.forms.iter().zip(&case.forms) {
        let edition = catalogue.edition_of(&read.form).unwrap();
        let read = serde_json::to_value(to_json(&read.form, edition)).unwrap();
        faults.extend(differences(form, &read));
    }
    let problems = recovered.forms.iter().flat_map(|form| &form.problems).chain(&recovered.problems);
    let (of_cells, of_form): (Vec<&Problem>, Vec<&Problem>) =
        problems.partition(|problem| !problem.cell.is_empty());
    let expected: BTreeSet<String> = case.reported.iter().map(ToString::to_string).collect();
    let reported: BTreeSet<String> = of_cells.iter().map(|problem| problem.cell.clone()).collect();
    let kept = kept(case, recovered, catalogue);
    let lost = expected.difference(&reported).filter(|cell| !kept.contains(*cell));
    faults.extend(lost.map(|cell| format!("{cell} is not reported")));
    let unexpected = of_cells.iter().filter(|problem| !expected.contains(&problem.cell));
    faults.extend(unexpected.map(|problem| format!("{} is reported: {}", problem.cell, problem.text)));
    let is_reported = |words: &&str| of_form.iter().any(|problem| problem.text.contains(*words));
    faults.extend(
        case.missing.iter().filter(|words| !is_reported(words)).map(|words| format!("{words} is not missed")),
    );
    if of_form.len() != case.missing.len() {
        faults.extend(of_form.iter().map(|problem| format!("said of the form: {}", problem.text)));
    }
    faults
}

/// Cells whose words are kept as a label, a text or a column of the office's own, or as its annex number: nothing of them is lost, and
/// whoever prints a form in a layout without a place for them is told.
fn kept(case: &Case, recovered: &jixiao_recover::Recovered, catalogue: &Catalogue) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for form in recovered.forms.iter().map(|found| &found.form) {
        let is_kept = |name: &FieldName| name.is_label() || *name == FieldName::ANNEX;
        for (name, text) in form.texts.iter().filter(|(name, _)| is_kept(name)) {
            words.extend([jixiao_model::squeeze(name.as_str()), jixiao_model::squeeze(text)]);
        }
        for row in form.goals.iter().flat_map(|goal| &goal.indicators) {
            words.extend(row.extra.iter().flat_map(|(column, text)| {
                [jixiao_model::squeeze(column.as_str()), jixiao_model::squeeze(text)]
            }));
            words.extend([&row.operator, &row.target_unit].map(|text| jixiao_model::squeeze(text)));
        }
    }
    // A label without a value is a part of the layout.
    let labels = catalogue.for_recovery().labels;
    let heading = |text: &str| {
        let is_other = |meaning: &jixiao_edition::Meaning| meaning.side == Some(jixiao_edition::Side::Other);
        ["指标性质", "度量单位", "计量单位"].contains(&text)
            || labels.meaning(&jixiao_edition::key(text)).is_some_and(is_other)
    };
    // `填表人：张三  联系电话：1234`: nothing is left when each label is taken away with its text.
    let texts = recovered.forms.iter().flat_map(|found| &found.form.texts);
    let pairs: Vec<String> = texts
        .filter(|(name, _)| name.is_label())
        .map(|(name, text)| jixiao_model::squeeze(&format!("{}：{text}", name.as_str())))
        .collect();
    let is_inline = |text: &str| {
        let rest = pairs.iter().fold(text.replace(':', "："), |rest, pair| rest.replacen(pair, "", 1));
        rest.is_empty() || heading(rest.trim_end_matches('：'))
    };
    let cells = case.sheet.cells.iter().filter(|cell| {
        let text = jixiao_model::squeeze(&cell.value.shown());
        let label = text.split('（').next().unwrap_or_default().trim_end_matches([':', '：']);
        words.contains(&text) || words.contains(label) || heading(label) || is_inline(&text)
    });
    cells.map(|cell| cell.area.first.to_string()).collect()
}

/// Collects what goes wrong, so that one run shows all of it.
#[derive(Default)]
struct Report {
    /// For each change: how many forms failed, and what was wrong with the first two.
    failed: BTreeMap<String, (usize, String)>,
    tried: usize,
}

impl Report {
    fn check(&mut self, what: &str, case: &Case, catalogue: &Catalogue) {
        let recovered = recover(&case.sheet, catalogue.for_recovery());
        self.note(what, case, &faults(case, &recovered, catalogue));
    }

    fn note(&mut self, what: &str, case: &Case, faults: &[String]) {
        self.tried += 1;
        if faults.is_empty() {
            return;
        }
        let (count, text) = self.failed.entry(what.to_owned()).or_default();
        *count += 1;
        if *count <= 2 {
            writeln!(text, "  {}", case.sheet.name).unwrap();
            faults.iter().take(5).for_each(|fault| writeln!(text, "    {fault}").unwrap());
        }
    }

    fn finish(self) {
        assert!(self.tried > 0);
        let failed = self.failed.values().map(|(count, _)| count).sum::<usize>();
        let texts = self.failed.iter().map(|(what, (count, text))| format!("{what}: {count}\n{text}"));
        assert!(failed == 0, "{failed} of {} failed\n{}", self.tried, texts.collect::<String>());
    }
}

fn check_each(variants: &[Variant]) {
    let catalogue = Catalogue::load().unwrap();
    let cases = cases();
    let mut report = Report::default();
    for variant in variants {
        let mut applied = 0;
        for case in &cases {
            let mut case = case.clone();
            if (variant.alter)(&mut case) {
                applied += 1;
                report.check(variant.name, &case, &catalogue);
            }
        }
        assert!(applied > 0, "{} applies to no form", variant.name);
    }
    report.finish();
}

#[test]
fn geometry() {
    check_each(GEOMETRY);
}

#[test]
fn fillings_and_labels() {
    check_each(LAST);
}

#[test]
fn everything_else() {
    check_each(ALONE);
}

#[test]
fn three_changes_at_once() {
    let catalogue = Catalogue::load().unwrap();
    let mut report = Report::default();
    for (number, case) in cases().iter().enumerate() {
        for (index, first) in GEOMETRY.iter().enumerate() {
            let second = &GEOMETRY[(index + 1 + number % (GEOMETRY.len() - 1)) % GEOMETRY.len()];
            let last = &LAST[(number + index) % LAST.len()];
            if [first, second].iter().any(|variant| variant.name.contains("between_indicators"))
                && last.name.contains("fill")
            {
                continue; // a class filled down into a blank row is a row of its own
            }
            let mut case = case.clone();
            let applied =
                [first, second, last].into_iter().filter(|variant| (variant.alter)(&mut case)).count();
            if applied > 0 {
                report.check(&format!("{} + {} + {}", first.name, second.name, last.name), &case, &catalogue);
            }
        }
    }
    report.finish();
}

#[test]
fn forms_below_one_another() {
    let catalogue = Catalogue::load().unwrap();
    let mut report = Report::default();
    for truth in BOOKS.iter().filter(|truth| !truth.book.contains("stacked")) {
        let cases = cases_of(truth);
        for blank_rows in [0, 1, 3] {
            report.check(
                &format!("{} stacked, {blank_rows} rows apart", truth.book),
                &stack(&cases, blank_rows),
                &catalogue,
            );
            for last in [LAST, &GEOMETRY[9..14]].concat() {
                let mut stacked = stack(&cases, blank_rows);
                if ["labels", "unmerge", "fill"].iter().any(|word| last.name.contains(word))
                    && (last.alter)(&mut stacked)
                {
                    report.check(&format!("{} stacked, {}", truth.book, last.name), &stacked, &catalogue);
                }
            }
        }
    }
    report.finish();
}

#[test]
fn altered_forms_below_one_another() {
    let catalogue = Catalogue::load().unwrap();
    let mut report = Report::default();
    for truth in BOOKS.iter().filter(|truth| !truth.book.contains("stacked")) {
        for variant in GEOMETRY.iter().chain(LAST).chain(ALONE) {
            let is_list = variant.name.contains("summary") || variant.name.contains("list_below");
            let mut cases = cases_of(truth);
            cases.truncate(4);
            let applied =
                cases.iter_mut().skip(1).map(|case| (variant.alter)(case)).filter(|applied| *applied).count();
            share_years(&mut cases);
            if applied > 0 || is_list {
                for blank_rows in [0, 2] {
                    report.check(
                        &format!("{} stacked with {}", truth.book, variant.name),
                        &stack(&cases, blank_rows),
                        &catalogue,
                    );
                }
            }
        }
    }
    report.finish();
}

/// A form without a title is taken to be of the year of the one above it.
fn share_years(cases: &mut [Case]) {
    for below in 1..cases.len() {
        let year = cases[below - 1].form()["year"].clone();
        let form = cases[below].form();
        if form["year"].is_null() && form["title"] == "" {
            form["year"] = year;
        }
    }
}

#[test]
fn different_editions_below_one_another() {
    let catalogue = Catalogue::load().unwrap();
    let mut report = Report::default();
    let cases = few_cases();
    report.check("all editions on one sheet", &stack(&cases, 1), &catalogue);
    let reversed: Vec<Case> = cases.into_iter().rev().collect();
    report.check("all editions on one sheet, reversed", &stack(&reversed, 0), &catalogue);
    report.finish();
}

/// The edition is told by its structure: another year does not make it another.
#[test]
fn other_years() {
    let catalogue = Catalogue::load().unwrap();
    let mut report = Report::default();
    for case in cases() {
        let published = case.forms[0]["year"].to_string();
        for year in 2018..=2026 {
            let mut case = case.clone();
            case.each(|cell| {
                let text = cell.value.shown();
                if text.contains("年度） ") || text.ends_with("年度）") || text.contains("年度县") {
                    cell.value = jixiao_sheet::Value::Text(text.replace(&published, &year.to_string()));
                }
            });
            if case.has_numbered_goals() {
                let title = case.forms[0]["title"].as_str().unwrap().replace(&published, &year.to_string());
                case.form()["title"] = title.into();
            }
            case.form()["year"] = year.into();
            report.check(&format!("year {year}"), &case, &catalogue);
        }
    }
    report.finish();
}

/// Sheets without forms yield none, and every cell of them is reported.
#[test]
fn sheets_without_forms() {
    let catalogue = Catalogue::load().unwrap();
    for sheet in [cover(), summary_sheet(), empty_sheet(), Sheet::default()] {
        let recovered = recover(&sheet, catalogue.for_recovery());
        assert_eq!(recovered.forms, Vec::new(), "{}", sheet.name);
        let filled = sheet.cells.iter().filter(|cell| !cell.value.shown().is_empty()).count();
        assert_eq!(recovered.problems.len(), filled, "{}", sheet.name);
    }
}

/// A table of indicators makes a form, whatever is missing above it; what is missing is asked for.
#[test]
fn a_sheet_with_an_indicator_table_is_a_form() {
    let catalogue = Catalogue::load().unwrap();
    let recovered = recover(&indicator_list_sheet(), catalogue.for_recovery());
    assert_eq!(recovered.forms.len(), 1);
    assert_eq!(recovered.forms[0].form.name(), "甲项目");
    assert_eq!(recovered.forms[0].form.goals[0].indicators.len(), 1);
}

/// Every edition's form with nothing filled in is told by its labels.
#[test]
fn blank_templates() {
    let catalogue = Catalogue::load().unwrap();
    // An edition for the whole country looks like the one that it extends.
    for edition in catalogue.editions.iter().filter(|edition| !edition.national) {
        let mut form = jixiao_model::Form { edition: edition.id.clone(), ..jixiao_model::Form::default() };
        let fund =
            |label: &String| jixiao_model::Fund { label: label.clone(), ..jixiao_model::Fund::default() };
        form.funds = edition.funds.iter().map(fund).collect();
        let rows = edition
            .classes
            .iter()
            .flat_map(|class| class.level2.iter().map(|level2| (class.level1.clone(), level2.clone())));
        let row = |(level1, level2)| jixiao_model::Indicator {
            level1,
            level2,
            ..jixiao_model::Indicator::default()
        };
        form.goals =
            vec![jixiao_model::Goal { indicators: rows.map(row).collect(), ..jixiao_model::Goal::default() }];
        for title in ["", "项目支出绩效自评表", "部门整体绩效自评表"] {
            form.title = title.to_owned();
            let sheet = Sheet { marks: Vec::new(), ..jixiao_layout::sheet(&form, edition) };
            let recovered = recover(&sheet, catalogue.for_recovery());
            assert_eq!(recovered.forms.len(), 1, "{} {title}", edition.id.0);
            let read = &recovered.forms[0];
            // Without name and year nothing but one subclass tells 2020 from 2021 apart, which is too little; and nothing tells this
            // department's form from the one for the whole country.
            let alike = ["national-2020-project", "xinjiang-2021-project", "xinjiang-2023-department"];
            if !alike.contains(&edition.id.0.as_str()) {
                assert_eq!(read.form.edition, edition.id, "{title}");
            }
            assert_eq!(read.form.goals[0].indicators, form.goals[0].indicators, "{} {title}", edition.id.0);
            let cells: Vec<&Problem> =
                read.problems.iter().filter(|problem| !problem.cell.is_empty()).collect();
            assert_eq!(cells, Vec::<&Problem>::new(), "{} {title}", edition.id.0);
        }
    }
}

/// The same through real workbook bytes.
#[test]
fn through_workbooks() {
    let catalogue = Catalogue::load().unwrap();
    let mut report = Report::default();
    for case in few_cases() {
        for variant in GEOMETRY.iter().chain(LAST) {
            let mut case = case.clone();
            if !(variant.alter)(&mut case) {
                continue;
            }
            case.sheet.name = "自评表".to_owned();
            case.each(|cell| cell.field = None);
            let sheets = [cover(), case.sheet.clone(), summary_sheet()];
            let bytes = jixiao_xlsx::write(&sheets, &Properties::default()).unwrap();
            let workbook = jixiao_xlsx::read(&bytes, "测试.xlsx").unwrap();
            assert_eq!(workbook.problems, Vec::new(), "{}", variant.name);
            let recovered = recover(&workbook.sheets[1], catalogue.for_recovery());
            report.note(variant.name, &case, &faults(&case, &recovered, &catalogue));
        }
    }
    report.finish();
}
