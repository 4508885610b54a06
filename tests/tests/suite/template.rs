//! Last year's form as a template: what is typed into it comes back scored.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_app::{
    Catalogue, Edition, Filled, YearWords, filled, recover_book, rules_for, score, sheets, template, workbook,
};
use jixiao_model::Form;
use jixiao_score::Computed;
use jixiao_sheet::Properties;
use jixiao_tests::corpus;

/// The blank form as it comes back from its workbook.
fn blank(form: &Form, edition: &Edition, catalogue: &Catalogue) -> Form {
    let template = template(form, edition, form.year.unwrap() + 1, YearWords::Keep, catalogue).form;
    let sheets = sheets(&[template], catalogue).unwrap();
    let bytes = workbook(&sheets, &Properties::default()).unwrap();
    recover_book(&bytes, "空表.xlsx", catalogue).unwrap().forms[0].form().clone()
}

/// What a person types: amounts and actual values.
fn fill_in(blank: &mut Form, published: &Form) {
    for (fund, published) in blank.funds.iter_mut().zip(&published.funds) {
        fund.initial = published.initial.clone();
        fund.adjusted = published.adjusted.clone();
        fund.executed = published.executed.clone();
    }
    // Dates are of the form's year: what was done on 12月31日 is late a year on.
    blank.year = published.year;
    for (goal, published) in blank.goals.iter_mut().zip(&published.goals) {
        for (row, published) in goal.indicators.iter_mut().zip(&published.indicators) {
            row.actual.clone_from(&published.actual);
        }
    }
}

#[test]
fn a_filled_template_gets_the_rule_sets_scores() {
    let catalogue = Catalogue::load().unwrap();
    for published in corpus::all_published() {
        let edition = catalogue.edition_of(&published).unwrap();
        let rules = rules_for(&published, None, &catalogue).unwrap();
        let expected = score(&published, rules);
        let mut form = blank(&published, edition, &catalogue);
        assert!(
            form.goals
                .iter()
                .flat_map(|goal| &goal.indicators)
                .all(|row| row.is_crossed_out() || row.score.is_blank())
        );
        fill_in(&mut form, &published);
        let form = filled(&form, edition, rules, Filled::Keep);
        assert_eq!(form.funds[0].score.value(), expected.budget.score.as_ref(), "{}", published.name());
        for (goal, scores) in form.goals.iter().zip(&expected.goals) {
            for (row, score) in goal.indicators.iter().zip(&scores.rows) {
                if let Computed::Exact(points) = &score.computed {
                    assert_eq!(row.score.value(), Some(points), "{} {}", published.name(), row.level3);
                }
            }
        }
    }
}

#[test]
fn a_template_keeps_indicators_targets_and_weights() {
    let catalogue = Catalogue::load().unwrap();
    for published in corpus::all_published() {
        let form = blank(&published, catalogue.edition_of(&published).unwrap(), &catalogue);
        assert_eq!(form.year, published.year.map(|year| year + 1));
        assert_eq!(form.name(), published.name());
        let kept = |form: &Form| -> Vec<String> {
            let rows = form.goals.iter().flat_map(|goal| &goal.indicators);
            rows.map(|row| {
                jixiao_model::squeeze(&format!(
                    "{}{}{}{}{:?}",
                    row.level1, row.level2, row.level3, row.target, row.weight
                ))
            })
            .collect()
        };
        assert_eq!(kept(&form), kept(&published), "{}", published.name());
    }
}
