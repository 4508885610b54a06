//! Small projects and departments.

use jixiao_edition::{RuleSet, rule_sets};
use jixiao_model::{FieldName, Form, Fund, Goal, Indicator};
use jixiao_rollup::Project;
use jixiao_score::{Scored, score};

pub fn rules() -> &'static RuleSet {
    rule_sets().unwrap().iter().find(|set| set.id == "national-2020".into()).unwrap()
}

/// A form with its scores.
pub struct Made {
    pub form: Form,
    pub scored: Scored,
    pub classified: bool,
}

impl Made {
    pub fn project(&self) -> Project<'_> {
        Project { form: &self.form, scored: &self.scored, rules: rules(), classified: self.classified }
    }
}

pub fn projects(made: &[Made]) -> Vec<Project<'_>> {
    made.iter().map(Made::project).collect()
}

/// An indicator: name, target, actual, weight.
pub type Row = (&'static str, &'static str, &'static str, &'static str);

pub fn form(name: &str, agency: &str, funds: [&str; 3], rows: &[Row]) -> Form {
    let [initial, adjusted, executed] = funds.map(Into::into);
    let fund = Fund {
        label: "年度资金总额".into(),
        initial,
        adjusted,
        executed,
        weight: "10".into(),
        ..Fund::default()
    };
    let indicator = |(level3, target, actual, weight): &Row| Indicator {
        level1: "产出指标".into(),
        level3: (*level3).into(),
        target: (*target).into(),
        actual: (*actual).into(),
        weight: (*weight).into(),
        ..Indicator::default()
    };
    let goal = Goal { indicators: rows.iter().map(indicator).collect(), ..Goal::default() };
    let mut form = Form { year: Some(2023), funds: vec![fund], goals: vec![goal], ..Form::default() };
    form.set_text(FieldName::NAME, name);
    form.set_text(FieldName::IMPLEMENTING_UNIT, agency);
    form
}

pub fn made(form: Form) -> Made {
    let scored = score(&form, rules());
    Made { form, scored, classified: false }
}
