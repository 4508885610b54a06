//! One indicator row: all about it, and new ones.

use std::borrow::Cow;

use anyhow::{Context, Result};

use jixiao_edition::{Each, Edition, Field, RuleSet};
use jixiao_model::{
    FieldName, FieldRef, Form, Fund, FundColumn, Goal, Indicator, IndicatorColumn, Measure, Method, half_up,
};
use jixiao_score::Computed;
use rust_decimal::Decimal;

use super::arithmetic;
use super::assessed::Assessed;
use super::direction::directions;
use super::form::{field_key, row_score};
use super::understood::understood;
use super::view::{Choice, IndicatorRef, LastYear, RowDetail, TierView, UnprintedWeight};
use crate::json::{deviation, points};
use crate::template::title_of;

/// Everything about one row.
///
/// # Errors
/// There is no such row.
pub fn detail(form: &Assessed, at: IndicatorRef) -> Result<RowDetail> {
    let (goal, row) = (at.goal as usize, at.row as usize);
    let found = form.stored.form.goals.get(goal).and_then(|goal| goal.indicators.get(row));
    let indicator = found.with_context(|| "这一行已不在表中")?;
    let score = row_score(&form.scored, goal, row).with_context(|| "这一行已不在表中")?;
    Ok(RowDetail {
        name: indicator.level3.clone(),
        explanation: score.explanation.clone(),
        computed: match &score.computed {
            Computed::Exact(exact) => points(*exact),
            Computed::Within { low, high } => format!("{}–{}", points(*low), points(*high)),
            Computed::CannotScore(_) | Computed::Blank => String::new(),
        },
        deviation: deviation(score).unwrap_or_default(),
        target: understood(&indicator.target),
        actual: understood(&indicator.actual),
        method: score.method.map(|method| method.name().to_owned()),
        method_chosen: indicator.method.is_some(),
        methods: Method::ALL
            .iter()
            .map(|method| Choice { id: method.name().to_owned(), name: method.title().to_owned() })
            .collect(),
        directions: directions(score),
        unprinted_weight: unprinted_weight(indicator, &form.edition, goal, row),
        manual_score: indicator.manual.as_ref().map(|manual| points(manual.score)),
        manual_reason: indicator.manual.as_ref().map(|manual| manual.reason.clone()).unwrap_or_default(),
        outdated: outdated(form, goal, row),
        tiers: tiers(indicator, &form.rules),
        last_year: last_year(form, goal, row),
        evidence: Vec::new(), // Of the document's surroundings, which a form does not know.
    })
}

/// What the rules give in the place of a typed score that is out of date.
fn outdated(form: &Assessed, goal: usize, row: usize) -> Option<String> {
    let field = FieldRef::Indicator { goal, row, column: IndicatorColumn::Score };
    form.stale().into_iter().find(|stale| stale.field == field).map(|stale| stale.due)
}

/// The points that an edition without a column for them leaves out; a crossed-out row has none.
fn unprinted_weight(
    indicator: &Indicator,
    edition: &Edition,
    goal: usize,
    row: usize,
) -> Option<UnprintedWeight> {
    let column = IndicatorColumn::Weight;
    let left_out = !edition.prints(&Field::Indicator(column)) && !indicator.is_crossed_out();
    let field = field_key(&FieldRef::Indicator { goal, row, column });
    left_out.then(|| UnprintedWeight { field, text: indicator.weight.text().to_owned() })
}

/// The tiers of a qualitative indicator.
fn tiers(indicator: &Indicator, rules: &RuleSet) -> Vec<TierView> {
    let is_words = matches!(Measure::parse(&indicator.target).meaning(), jixiao_model::Meaning::Words(_));
    let Some(weight) = indicator.weight.value().filter(|_| is_words) else { return Vec::new() };
    let share = |percent: Decimal| {
        let share = jixiao_model::share(weight.0, percent, Decimal::ONE_HUNDRED).unwrap_or_default();
        half_up(share, rules.rounding.digits).to_string()
    };
    let tier = |tier: &jixiao_edition::Tier| TierView {
        word: tier.words.first().cloned().unwrap_or_default(),
        low: share(tier.low.0),
        high: share(tier.high.0),
    };
    rules.tiers.iter().map(tier).collect()
}

fn last_year(form: &Assessed, goal: usize, row: usize) -> Vec<LastYear> {
    let columns = [
        ("指标值", IndicatorColumn::Target),
        ("实际完成值", IndicatorColumn::Actual),
        ("得分", IndicatorColumn::Score),
        ("偏差原因", IndicatorColumn::Reason),
    ];
    let shown = |(label, column): (&str, IndicatorColumn)| {
        let text = form.last_year(&FieldRef::Indicator { goal, row, column })?;
        Some(LastYear { label: label.to_owned(), text }).filter(|line| !line.text.is_empty())
    };
    columns.into_iter().filter_map(shown).collect()
}

/// A new row for below another one, in the same class.
#[must_use]
pub fn below(form: &Assessed, at: IndicatorRef) -> Indicator {
    let goals = &form.stored.form.goals;
    let above = goals.get(at.goal as usize).and_then(|goal| goal.indicators.get(at.row as usize));
    above.map_or_else(Indicator::default, |above| Indicator {
        level1: above.level1.clone(),
        level2: above.level2.clone(),
        ..Indicator::default()
    })
}

/// What a person means by a text: 其中： before the first fund source is printed by the layout, and a sum in an amount is what it
/// comes to.
#[must_use]
pub fn typed<'a>(field: &FieldRef, text: &'a str) -> Cow<'a, str> {
    match field {
        FieldRef::Fund { column: FundColumn::Label, .. } => {
            let name = text.trim_start().strip_prefix("其中");
            name.and_then(|rest| rest.strip_prefix(['：', ':'])).unwrap_or(text).into()
        }
        FieldRef::Fund { column, .. } if column.is_amount() => {
            arithmetic::result(text).map_or(Cow::Borrowed(text), Cow::Owned)
        }
        _ => text.into(),
    }
}

/// Whether a person typed a sum into an amount.
#[must_use]
pub fn is_formula(field: &FieldRef, text: &str) -> bool {
    let amount = matches!(field, FieldRef::Fund { column, .. } if column.is_amount());
    amount && arithmetic::result(text).is_some()
}

/// A form of an edition with nothing filled in but its name: the fund rows and a row for each subclass.
#[must_use]
pub fn empty_form(edition: &Edition, name: &str, year: u16) -> Form {
    let mut form = Form { edition: edition.id.clone(), year: Some(year), ..Form::default() };
    form.set_text(FieldName::NAME, name);
    form.funds = edition.funds.iter().map(|label| Fund { label: label.clone(), ..Fund::default() }).collect();
    form.goals = vec![empty_goal(edition)];
    form.title = title_of(&form, edition);
    form
}

/// An annual goal with a row for each subclass.
#[must_use]
pub fn empty_goal(edition: &Edition) -> Goal {
    let has_indicators = edition.rows().any(|row| row.each == Each::Indicator);
    let classes = edition.classes.iter().filter(|_| has_indicators);
    let indicators = classes.flat_map(|class| {
        class.level2.iter().map(|level2| Indicator {
            level1: class.level1.clone(),
            level2: level2.clone(),
            ..Indicator::default()
        })
    });
    Goal { indicators: indicators.collect(), ..Goal::default() }
}
