//! Workbooks that count by themselves: what formulas give is what the program gives, also after another program has computed them anew;
//! and a form that was filled in elsewhere comes back whole.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use jixiao_app::{
    Catalogue, Filled, YearWords, filled, recover_book, rules_for, score, sheets, template, to_fill_in,
    with_formulas, workbook,
};
use jixiao_model::{Entry, FieldRef, Form, FundColumn, IndicatorColumn, squeeze};
use jixiao_score::Computed;
use jixiao_sheet::{Address, Area, Live, Number, Properties, Sheet, Value};
use jixiao_tests::libreoffice::{Typed, typed_into};
use jixiao_tests::{corpus, generate};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rust_decimal::dec;

/// Published forms and made-up ones of each edition, with the scores that the rules give.
fn scored_forms(catalogue: &Catalogue) -> Vec<Form> {
    let mut runner = TestRunner::deterministic();
    let made_up = catalogue.editions.iter().flat_map(|edition| {
        let strategy = generate::form(edition);
        (0..6).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect::<Vec<_>>()
    });
    let forms: Vec<Form> = corpus::all_published().into_iter().chain(made_up).collect();
    let with_scores = |form: &Form| {
        let (edition, rules) =
            (catalogue.edition_of(form).unwrap(), rules_for(form, None, catalogue).unwrap());
        filled(form, edition, rules, Filled::Recompute)
    };
    forms.iter().map(with_scores).collect()
}

fn live(forms: &[Form], catalogue: &Catalogue) -> Vec<Sheet> {
    let laid_out = sheets(forms, catalogue).unwrap().into_iter().zip(forms);
    laid_out
        .map(|(sheet, form)| with_formulas(sheet, form, rules_for(form, None, catalogue).unwrap()))
        .collect()
}

fn written(sheets: &[Sheet]) -> Vec<u8> {
    workbook(sheets, &Properties::default()).unwrap()
}

/// The forms of a workbook and what was not understood of it.
fn read(bytes: &[u8], catalogue: &Catalogue) -> (Vec<Form>, Vec<String>) {
    let book = recover_book(bytes, "测试.xlsx", catalogue).unwrap();
    let of_forms = book.forms.iter().flat_map(|form| &form.recovered.problems);
    let problems = book.problems.iter().map(|found| &found.problem).chain(of_forms);
    let problems = problems.map(|problem| format!("{} {}", problem.cell, problem.text)).collect();
    (book.forms.iter().map(|form| form.form().clone()).collect(), problems)
}

#[test]
fn formulas_read_back_as_the_figures_that_they_show() {
    let catalogue = Catalogue::load().unwrap();
    let forms = scored_forms(&catalogue);
    let live = live(&forms, &catalogue);
    let count: usize = live.iter().map(|sheet| sheet.live.formulas.len()).sum();
    assert!(count > 700, "{count}");
    let still: Vec<Sheet> =
        live.iter().map(|sheet| Sheet { live: Live::default(), ..sheet.clone() }).collect();
    let ((with, problems), (without, expected)) =
        (read(&written(&live), &catalogue), read(&written(&still), &catalogue));
    assert_eq!(problems, expected);
    assert_eq!(with, without);
}

/// The results that are stored are wrong on purpose, so that nothing but a computation gives the right ones.
#[test]
fn formulas_come_to_the_same_in_another_program() {
    let catalogue = Catalogue::load().unwrap();
    let forms = scored_forms(&catalogue);
    let live = live(&forms, &catalogue);
    let mut wrong = live.clone();
    for sheet in &mut wrong {
        let Sheet { cells, live, .. } = sheet;
        for cell in cells.iter_mut().filter(|cell| live.formulas.contains_key(&cell.area.first)) {
            if let Value::Number(Number { value, .. }) = &mut cell.value {
                *value = dec!(7777);
            }
        }
    }
    let Some(computed) = typed_into(&written(&wrong), &[]) else { return };
    let values = |bytes: &[u8]| -> Vec<BTreeMap<Address, String>> {
        let sheets = jixiao_xlsx::read(bytes, "测试.xlsx").unwrap().sheets;
        let cells = |sheet: &Sheet| {
            let filled = sheet.cells.iter().filter(|cell| !cell.value.shown().is_empty());
            filled.map(|cell| (cell.area.first, squeeze(&cell.value.shown()))).collect()
        };
        sheets.iter().map(cells).collect()
    };
    for ((before, after), sheet) in values(&written(&live)).iter().zip(values(&computed)).zip(&live) {
        for at in sheet.live.formulas.keys() {
            assert_eq!(before.get(at), after.get(at), "{} {at}", sheet.name);
        }
    }
}

/// A form that is emptied, with its sheet to fill in.
fn to_fill(published: &Form, catalogue: &Catalogue) -> (Form, Sheet) {
    let edition = catalogue.edition_of(published).unwrap();
    let mut blank =
        template(published, edition, published.year.unwrap() + 1, YearWords::Keep, catalogue).form;
    // Dates are of the form's year: what was done on 12月31日 is late a year on.
    blank.year = published.year;
    let sheet = sheets(std::slice::from_ref(&blank), catalogue).unwrap().remove(0);
    let sheet = to_fill_in(sheet, &blank, catalogue).unwrap();
    (blank, sheet)
}

/// What a person types into the open cells: amounts, actual values, what was achieved and a long reason.
fn typing(published: &Form, sheet: &Sheet) -> Vec<(FieldRef, Area, String)> {
    let open = |area: Area| sheet.live.fill_in.as_ref().unwrap().open.iter().any(|open| open.area == area);
    let typed = sheet.cells.iter().filter_map(|cell| {
        let field = cell.field.clone()?;
        let text = match &field {
            FieldRef::Fund {
                column: FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed,
                row,
            } => {
                let is_sum = sheet.live.formulas.contains_key(&cell.area.first);
                if is_sum && published.funds.len() > *row + 1 {
                    String::new()
                } else {
                    published.show(&field).replace(',', "")
                }
            }
            FieldRef::Indicator { column: IndicatorColumn::Actual, .. } | FieldRef::GoalActual(_) => {
                published.show(&field)
            }
            FieldRef::Indicator { column: IndicatorColumn::Reason, .. } => {
                "原因是多方面的，已经逐项改进。".repeat(12)
            }
            _ => String::new(),
        };
        // LibreOffice would take `=98人` for a formula.
        let text = text.replace('\n', "").trim_start_matches('=').to_owned();
        (cell.value.shown().is_empty() && !text.is_empty()).then(|| {
            assert!(open(cell.area), "{field:?} is not open");
            (field, cell.area, text)
        })
    });
    typed.collect()
}

/// Forms of each layout: published ones, which have actual values to type.
fn published() -> Vec<Form> {
    corpus::all_published().into_iter().filter(|form| !form.goals.is_empty()).collect()
}

#[test]
fn what_is_typed_into_open_cells_comes_back() {
    let catalogue = Catalogue::load().unwrap();
    for published in published() {
        let (_, sheet) = to_fill(&published, &catalogue);
        let mut typed_sheet = sheet.clone();
        let typed = typing(&published, &sheet);
        assert!(typed.len() > 5, "{}", published.name());
        for (_, area, text) in &typed {
            let cell = typed_sheet.cells.iter_mut().find(|cell| cell.area == *area).unwrap();
            cell.value = Number::showing(text).map_or(Value::Text(text.clone()), Value::Number);
        }
        let (forms, problems) = read(&written(&[typed_sheet]), &catalogue);
        assert_eq!((forms.len(), problems), (1, Vec::<String>::new()), "{}", published.name());
        come_back(&typed, &forms[0]);
    }
}

fn come_back(typed: &[(FieldRef, Area, String)], form: &Form) {
    for (field, _, text) in typed {
        let (read, text) = (squeeze(&form.show(field)), squeeze(text));
        let number = |text: &str| Entry::<jixiao_model::Amount>::new(text.replace(',', "")).value().copied();
        let is_same =
            read == text || matches!(field, FieldRef::Fund { .. }) && number(&read) == number(&text);
        assert!(is_same, "{} {field:?}: {read} / {text}", form.name());
    }
}

#[test]
fn a_form_filled_in_with_another_program_comes_back_whole_and_scored() {
    let catalogue = Catalogue::load().unwrap();
    let published = published();
    let made: Vec<(Form, Sheet)> = published.iter().map(|form| to_fill(form, &catalogue)).collect();
    let names =
        made.iter().enumerate().map(|(at, (_, sheet))| Sheet { name: format!("表{at}"), ..sheet.clone() });
    let typed: Vec<_> = published.iter().zip(&made).map(|(form, (_, sheet))| typing(form, sheet)).collect();
    let lines = typed.iter().enumerate().flat_map(|(sheet, typed)| {
        typed.iter().map(move |(_, area, text)| {
            let Address { row, column } = area.first;
            Typed { sheet, column, row, text: text.clone() }
        })
    });
    let before = written(&names.collect::<Vec<_>>());
    let Some(after) = typed_into(&before, &lines.collect::<Vec<_>>()) else { return };
    let (forms, problems) = read(&after, &catalogue);
    assert_eq!((forms.len(), problems), (made.len(), Vec::<String>::new()));
    let (mut scores, mut totals) = (0, 0);
    for ((form, typed), published) in forms.iter().zip(&typed).zip(&published) {
        come_back(typed, form);
        let rules = rules_for(published, None, &catalogue).unwrap();
        let expected = score(form, rules);
        assert_eq!(form.total_fund().unwrap().rate.value(), expected.budget.rate.as_ref(), "{}", form.name());
        assert_eq!(
            form.total_fund().unwrap().score.value(),
            expected.budget.score.as_ref(),
            "{}",
            form.name()
        );
        for (row, expected) in form
            .goals
            .iter()
            .flat_map(|goal| &goal.indicators)
            .zip(expected.goals.iter().flat_map(|goal| &goal.rows))
        {
            let Some(points) = row.score.value() else { continue };
            assert_eq!(Computed::Exact(*points), expected.computed, "{} {}", form.name(), row.level3);
            scores += 1;
        }
        if let Some(total) = form.total.score.value() {
            assert_eq!(Some(*total), expected.total.score, "{}", form.name());
            totals += 1;
        }
    }
    // Most forms have rows whose words a person has to judge: their totals wait for these.
    assert!(scores > 250 && totals > 5, "{scores} {totals}");
    let rows = |bytes: &[u8]| {
        jixiao_xlsx::read(bytes, "测试.xlsx").unwrap().sheets.into_iter().map(|sheet| sheet.rows)
    };
    for ((before, after), (_, sheet)) in rows(&before).zip(rows(&after)).zip(&made) {
        let grown = |row: &u32| after[*row as usize] > before[*row as usize];
        let has_reasons = sheet.cells.iter().any(|cell| {
            matches!(cell.field, Some(FieldRef::Indicator { column: IndicatorColumn::Reason, .. }))
        });
        let growing = &sheet.live.fill_in.as_ref().unwrap().growing_rows;
        assert!(!has_reasons || growing.iter().any(grown), "{}", sheet.name);
    }
}
