use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use jixiao_edition::{Edition, Field};
use jixiao_model::{
    AmountUnit, EditionId, ExtraTexts, FieldName, Form, FormKind, Fund, FundColumn, Goal, Indicator,
    IndicatorColumn, Problem, Total, squeeze,
};

/// A form with the keys of the published corpus. A key is present when the form's edition prints that field; white space
/// inside Chinese text is removed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FormJson {
    /// File name of the workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub book: Option<String>,
    /// Name of the sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Edition id.
    pub edition: String,
    /// What the form is; in files without it, the edition or the goals tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<FormKind>,
    /// The unit of the amounts, as printed.
    amount_unit: AmountUnit,
    /// Year evaluated.
    pub year: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    annex: Option<String>,
    title: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    competent_department: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    implementing_unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    basic_expenditure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_expenditure: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    funds: Option<Vec<FundJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<BudgetJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal_expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal_actual: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    indicators: Option<Vec<IndicatorJson>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goals: Option<Vec<GoalJson>>,
    total: TotalJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    deviation_analysis: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    improvement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Vec<String>>,
    /// Texts of head and foot without a key of their own: label to text.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: BTreeMap<String, String>,
    /// What was not understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problems: Option<Vec<Problem>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct FundJson {
    label: String,
    initial: String,
    adjusted: String,
    executed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<String>,
    #[serde(skip_serializing_if = "ExtraTexts::is_empty")]
    extra_columns: ExtraTexts,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct BudgetJson {
    points: String,
    label: String,
    budget: String,
    executed: String,
    rate: String,
    score: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct GoalJson {
    no: usize,
    points: String,
    goal: String,
    indicators: Vec<IndicatorJson>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct IndicatorJson {
    level1: String,
    level2: String,
    level3: String,
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    basis: Option<String>,
    actual: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<String>,
    score: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "ExtraTexts::is_empty")]
    extra_columns: ExtraTexts,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct TotalJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<String>,
    score: String,
}

/// The published shape of a form.
#[must_use]
pub fn to_json(form: &Form, edition: &Edition) -> FormJson {
    let text = |name: FieldName| {
        let shown = form.text(&name).to_owned();
        (!shown.is_empty() || edition.prints(&Field::Text(name))).then_some(shown)
    };
    let goal = form.goals.first().cloned().unwrap_or_default();
    let many = has_goals(form, edition);
    let one = |value: String| (!many).then_some(value);
    let indicators = |goal: &Goal| goal.indicators.iter().map(|row| indicator_json(row, edition)).collect();
    FormJson {
        edition: form.edition.0.clone(),
        kind: Some(form.kind),
        amount_unit: form.amount_unit,
        year: form.year,
        annex: text(FieldName::ANNEX),
        title: form.title.clone(),
        name: form.name().to_owned(),
        competent_department: text(FieldName::COMPETENT_DEPARTMENT),
        implementing_unit: text(FieldName::IMPLEMENTING_UNIT),
        reported_on: text(FieldName::REPORTED_ON),
        basic_expenditure: text(FieldName::BASIC_EXPENDITURE),
        project_expenditure: text(FieldName::PROJECT_EXPENDITURE),
        funds: (!many)
            .then(|| form.funds.iter().enumerate().map(|(row, fund)| fund_json(row, fund)).collect()),
        budget: if many { form.total_fund().map(budget_json) } else { None },
        goal_expected: one(joined(&goal.expected)),
        goal_actual: one(joined(&goal.actual)),
        indicators: (!many).then(|| indicators(&goal)),
        goals: many.then(|| {
            form.goals.iter().enumerate().map(|(at, goal)| goal_json(at, goal, indicators(goal))).collect()
        }),
        total: TotalJson {
            weight: (edition.prints(&Field::Total(jixiao_model::TotalColumn::Weight))
                || !form.total.weight.is_blank())
            .then(|| form.total.weight.text().to_owned()),
            score: form.total.score.text().to_owned(),
        },
        deviation_analysis: text(FieldName::DEVIATION_ANALYSIS).map(|text| joined(&text)),
        improvement: text(FieldName::IMPROVEMENT).map(|text| joined(&text)),
        extra: extra_texts(form),
        notes: text(FieldName::NOTES).map(|text| text.lines().map(str::to_owned).collect()),
        ..FormJson::default()
    }
}

/// The texts that go by their labels.
fn extra_texts(form: &Form) -> BTreeMap<String, String> {
    let by_label = form.texts.iter().filter(|(name, _)| name.is_label());
    by_label.map(|(name, text)| (name.as_str().to_owned(), joined(text))).collect()
}

/// True for forms with numbered annual goals.
fn has_goals(form: &Form, edition: &Edition) -> bool {
    let are_numbered = form.goals.len() > 1 || form.goals.iter().any(|goal| !goal.points.is_blank());
    form.kind == FormKind::Department && edition.prints(&Field::GoalNumber) && are_numbered
}

/// A text of several lines on one, as the published data has it.
fn joined(text: &str) -> String {
    jixiao_model::one_line(text)
}

fn fund_json(row: usize, fund: &Fund) -> FundJson {
    let shown = |column| {
        let text = fund.show(column);
        (row == 0 || !text.is_empty()).then(|| text.to_owned())
    };
    FundJson {
        label: fund.label.clone(),
        initial: fund.initial.text().to_owned(),
        adjusted: fund.adjusted.text().to_owned(),
        executed: fund.executed.text().to_owned(),
        weight: shown(FundColumn::Weight),
        rate: shown(FundColumn::Rate),
        score: shown(FundColumn::Score),
        extra_columns: fund.extra.clone(),
    }
}

fn budget_json(fund: &Fund) -> BudgetJson {
    BudgetJson {
        points: fund.weight.text().to_owned(),
        label: fund.label.clone(),
        budget: fund.adjusted.text().to_owned(),
        executed: fund.executed.text().to_owned(),
        rate: fund.rate.text().to_owned(),
        score: fund.score.text().to_owned(),
    }
}

fn goal_json(at: usize, goal: &Goal, indicators: Vec<IndicatorJson>) -> GoalJson {
    GoalJson { no: at + 1, points: goal.points.text().to_owned(), goal: joined(&goal.expected), indicators }
}

fn indicator_json(row: &Indicator, edition: &Edition) -> IndicatorJson {
    let printed = |column: IndicatorColumn| {
        let shown = joined(row.show(column));
        (!shown.is_empty() || edition.prints(&Field::Indicator(column))).then_some(shown)
    };
    IndicatorJson {
        level1: squeeze(&row.level1),
        level2: squeeze(&row.level2),
        level3: row.level3.clone(),
        target: row.whole_target().into_owned(),
        basis: printed(IndicatorColumn::Basis),
        actual: row.actual.clone(),
        weight: printed(IndicatorColumn::Weight),
        score: row.score.text().to_owned(),
        reason: printed(IndicatorColumn::Reason),
        extra_columns: row.extra.clone(),
    }
}

/// The form of a published shape.
#[must_use]
pub fn from_json(json: FormJson) -> Form {
    let is_department = json.goals.is_some() || json.edition.ends_with("-department");
    let by_edition = if is_department { FormKind::Department } else { FormKind::Project };
    let mut form = Form {
        kind: json.kind.unwrap_or(by_edition),
        amount_unit: json.amount_unit,
        edition: EditionId(json.edition),
        year: json.year,
        title: json.title,
        ..Form::default()
    };
    for (label, text) in json.extra {
        form.set_text(FieldName::of_label(&label), text);
    }
    let notes = json.notes.map(|notes| notes.join("\n"));
    for (name, text) in [
        (FieldName::ANNEX, json.annex),
        (FieldName::NAME, Some(json.name)),
        (FieldName::COMPETENT_DEPARTMENT, json.competent_department),
        (FieldName::IMPLEMENTING_UNIT, json.implementing_unit),
        (FieldName::REPORTED_ON, json.reported_on),
        (FieldName::BASIC_EXPENDITURE, json.basic_expenditure),
        (FieldName::PROJECT_EXPENDITURE, json.project_expenditure),
        (FieldName::DEVIATION_ANALYSIS, json.deviation_analysis),
        (FieldName::IMPROVEMENT, json.improvement),
        (FieldName::NOTES, notes),
    ] {
        form.set_text(name, text.unwrap_or_default());
    }
    form.funds = json.funds.unwrap_or_default().into_iter().map(fund).collect();
    form.funds.extend(json.budget.map(budget));
    form.goals = match json.goals {
        Some(goals) => goals.into_iter().map(goal).collect(),
        None => vec![Goal {
            expected: json.goal_expected.unwrap_or_default(),
            actual: json.goal_actual.unwrap_or_default(),
            indicators: json.indicators.unwrap_or_default().into_iter().map(indicator).collect(),
            ..Goal::default()
        }],
    };
    form.total = Total {
        weight: json.total.weight.unwrap_or_default().as_str().into(),
        score: json.total.score.as_str().into(),
    };
    form
}

fn fund(json: FundJson) -> Fund {
    Fund {
        label: json.label,
        initial: json.initial.as_str().into(),
        adjusted: json.adjusted.as_str().into(),
        executed: json.executed.as_str().into(),
        weight: json.weight.unwrap_or_default().as_str().into(),
        rate: json.rate.unwrap_or_default().as_str().into(),
        score: json.score.unwrap_or_default().as_str().into(),
        extra: json.extra_columns,
    }
}

fn budget(json: BudgetJson) -> Fund {
    Fund {
        label: json.label,
        adjusted: json.budget.as_str().into(),
        executed: json.executed.as_str().into(),
        weight: json.points.as_str().into(),
        rate: json.rate.as_str().into(),
        score: json.score.as_str().into(),
        ..Fund::default()
    }
}

fn goal(json: GoalJson) -> Goal {
    Goal {
        points: json.points.as_str().into(),
        expected: json.goal,
        actual: String::new(),
        indicators: json.indicators.into_iter().map(indicator).collect(),
    }
}

fn indicator(json: IndicatorJson) -> Indicator {
    Indicator {
        level1: json.level1,
        level2: json.level2,
        level3: json.level3,
        target: json.target,
        basis: json.basis.unwrap_or_default(),
        actual: json.actual,
        weight: json.weight.unwrap_or_default().as_str().into(),
        score: json.score.as_str().into(),
        reason: json.reason.unwrap_or_default(),
        extra: json.extra_columns,
        ..Indicator::default()
    }
}
