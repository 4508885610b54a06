//! What is not there and should be, and what is there where the form prints a dash.

use jixiao_edition::{Each, Field, editions};
use jixiao_model::{Form, Fund, FundColumn, Goal};

use crate::cases::check_cases;
use crate::sample::{natural, put, sound, stated, template};

/// Cells, each with the text that is put into it.
type Changes<'a> = &'a [(&'a str, &'a str)];

/// What is said of `form` at `at`.
fn at(form: &Form, at: &str) -> Vec<String> {
    stated(form, natural(form)).into_iter().filter(|line| line.ends_with(&format!(" {at}"))).collect()
}

fn changed(mut form: Form, changes: Changes) -> Form {
    for (at, text) in changes {
        put(&mut form, at, text);
    }
    form
}

#[test]
fn a_form_without_a_name_is_told_so_at_once() {
    let halfway: [(&str, &str); 2] = [("name", ""), ("r0.actual", "80人")];
    assert_eq!(at(&changed(template(), &[("name", " ")]), "name"), ["C51 未定 name"]);
    assert_eq!(at(&changed(template(), &halfway), "name"), ["C51 未定 name"]);
    check_cases(&[(&[("name", "")], &["C51 警告 name"])]);
    // Whatever the form and whoever it is about.
    for edition in editions().unwrap() {
        let form = Form { edition: edition.id.clone(), goals: vec![Goal::default()], ..Form::default() };
        assert_eq!(at(&form, "name"), ["C51 未定 name"], "{:?}", edition.id);
    }
}

/// Nobody is asked for money before results stand in the form, and then once.
#[test]
fn a_form_without_money_is_told_so_once_results_are_there() {
    let adjusted = vec!["C12 未定 f0.adjusted".to_owned()];
    let executed = vec!["C12 未定 f0.executed".to_owned()];
    let none = Vec::<String>::new();
    let cases: [(Changes, &Vec<String>, &Vec<String>); 7] = [
        (&[], &none, &none),
        (&[("r0.actual", "120人")], &adjusted, &none),
        (&[("r0.actual", "120人"), ("f3.adjusted", "0"), ("f3.executed", "0")], &adjusted, &none),
        (&[("goal.actual", "办班培训技能人才。")], &adjusted, &none),
        (&[("r0.actual", "120人"), ("f0.adjusted", "50"), ("f1.adjusted", "50")], &none, &executed),
        (&[("f0.adjusted", "50"), ("f1.adjusted", "50")], &none, &none),
        (&[("r0.actual", "120人"), ("f0.adjusted", "0"), ("f0.executed", "0")], &none, &none),
    ];
    for (changes, of_budget, of_execution) in cases {
        let form = changed(template(), changes);
        assert_eq!(&at(&form, "f0.adjusted"), of_budget, "{changes:?}");
        assert_eq!(&at(&form, "f0.executed"), of_execution, "{changes:?}");
    }
    // With sources filled in, the sum that is missing is said, and nothing else.
    let sources = [("r0.actual", "120人"), ("f1.adjusted", "50"), ("f1.executed", "20")];
    let form = changed(template(), &sources);
    assert_eq!(at(&form, "f0.adjusted"), ["C10 未定 f0.adjusted"]);
    assert_eq!(at(&form, "f0.executed"), ["C10 未定 f0.executed"]);
    // A finished form, too.
    let money: Vec<(String, &str)> = (0..4)
        .flat_map(|row| {
            ["initial", "adjusted", "executed", "rate", "score"].map(|name| (format!("f{row}.{name}"), ""))
        })
        .collect();
    let money: Vec<(&str, &str)> = money.iter().map(|(at, text)| (at.as_str(), *text)).collect();
    assert_eq!(at(&changed(sound(), &money), "f0.adjusted"), adjusted);
}

/// In each edition that prints a dash there.
#[test]
fn nothing_stands_where_a_fund_source_has_a_dash() {
    let columns = [
        (FundColumn::Weight, "C04 警告 f1.weight"),
        (FundColumn::Rate, "C11 警告 f1.rate"),
        (FundColumn::Score, "C13 警告 f1.score"),
    ];
    let mut printed = 0;
    for edition in editions().unwrap() {
        let cells = edition.rows().filter(|row| matches!(row.each, Each::FundFirstSource | Each::FundSource));
        let cells: Vec<_> = cells.flat_map(|row| &row.cells).collect();
        for (column, expected) in columns {
            let field = Field::Fund(column);
            let has_dash = |cell: &&jixiao_edition::CellSpec| {
                cell.blank.is_some() && cell.text.fields().any(|printed| *printed == field)
            };
            let dashed = cells.iter().copied().filter(has_dash).count();
            printed += dashed;
            for (text, wrong) in
                [("2352.00", true), ("-5", true), ("百分百", true), ("", false), ("—", false), ("/", false)]
            {
                let mut form = Form { edition: edition.id.clone(), ..sound() };
                form.funds = edition
                    .funds
                    .iter()
                    .map(|label| Fund { label: label.clone(), ..Fund::default() })
                    .collect();
                form.funds.resize(3, Fund { label: "其他资金".to_owned(), ..Fund::default() });
                // What stands in the place of the total's, or says the same, does no harm.
                form.funds[1].set(column, text);
                assert_eq!(at(&form, expected.rsplit(' ').next().unwrap()), Vec::<String>::new());
                form.funds[0].set(column, text);
                assert_eq!(at(&form, expected.rsplit(' ').next().unwrap()), Vec::<String>::new());
                form.funds[0].set(column, "7");
                let place = expected.rsplit(' ').next().unwrap();
                let found = at(&form, place);
                let due = if wrong && dashed > 0 { vec![expected] } else { Vec::new() };
                assert_eq!(found, due, "{:?} {text}", edition.id);
            }
        }
    }
    assert!(printed >= 18, "three columns, two rows, three editions at least: {printed}");
}
