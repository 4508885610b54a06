//! Faults in amounts.

#![expect(clippy::arithmetic_side_effects, reason = "figures of forms are small")]

use jixiao_model::{Amount, Entry, FieldName, Form, Fund, Indicator, Unit, half_up};
use jixiao_score::Scored;
use rust_decimal::{Decimal, dec};

use super::find::{is_cost, quantity, scored_row};

pub(super) fn total(form: &mut Form) -> Option<&mut Fund> {
    let row = form.total_row();
    form.funds.get_mut(row)
}

pub(super) fn amount(
    form: &mut Form,
    of: fn(&mut Fund) -> &mut Entry<Amount>,
    to: fn(Decimal) -> Decimal,
) -> Option<()> {
    let many = form.funds.len() > 1;
    let entry = of(total(form)?);
    let value = entry.value().filter(|amount| many && !amount.0.is_zero())?.0;
    *entry = to(value).to_string().as_str().into();
    Some(())
}

pub(super) fn rate(form: &mut Form, more: Decimal) -> Option<()> {
    let row = total(form)?;
    let rate =
        row.rate.value().filter(|_| row.adjusted.value().is_some() && row.executed.value().is_some())?.0;
    row.rate = format!("{}%", rate - more).as_str().into();
    Some(())
}

pub(super) fn swapped_rate(form: &mut Form, _: &Scored) -> Option<()> {
    let row = total(form)?;
    let rate =
        row.rate.value().filter(|_| row.adjusted.value().is_some() && row.executed.value().is_some())?.0;
    let text = half_up(rate, 2).to_string();
    let mut digits: Vec<char> = text.chars().collect();
    let last = digits.len().checked_sub(1)?;
    (digits.get(last) != digits.get(last.checked_sub(1)?)).then_some(())?;
    digits.swap(last, last - 1);
    row.rate = format!("{}%", digits.into_iter().collect::<String>()).as_str().into();
    Some(())
}

pub(super) fn overspent(form: &mut Form, _: &Scored) -> Option<()> {
    let row = total(form)?;
    let adjusted = row.adjusted.value().filter(|amount| amount.0 > Decimal::ONE)?.0;
    row.executed.value()?;
    row.executed = half_up(adjusted * dec!(1.2), 2).to_string().as_str().into();
    Some(())
}

pub(super) fn budget_score(form: &mut Form, more: Decimal) -> Option<()> {
    let row = total(form)?;
    row.adjusted.value().filter(|amount| !amount.0.is_zero())?;
    row.executed.value()?;
    let score = row.score.value()?.0;
    row.score = (score + more).to_string().as_str().into();
    Some(())
}

pub(super) fn half_initial(form: &mut Form, _: &Scored) -> Option<()> {
    silent(form);
    let row = total(form)?;
    let adjusted = row.adjusted.value().filter(|amount| amount.0 > Decimal::ONE)?.0;
    row.initial.value()?;
    row.initial = half_up(adjusted / dec!(2), 2).to_string().as_str().into();
    Some(())
}

/// Nobody explains anything.
pub(super) fn silent(form: &mut Form) {
    form.set_text(FieldName::DEVIATION_ANALYSIS, "");
    form.set_text(FieldName::IMPROVEMENT, "");
    for goal in &mut form.goals {
        goal.actual = "完成全年任务。".into();
        goal.indicators.iter_mut().for_each(|row| row.reason = String::new());
    }
}

pub(super) fn half_executed(form: &mut Form, _: &Scored) -> Option<()> {
    silent(form);
    let row = total(form)?;
    let adjusted = row.adjusted.value().filter(|amount| amount.0 > Decimal::ONE)?.0;
    row.executed.value()?;
    row.executed = half_up(adjusted / dec!(2), 2).to_string().as_str().into();
    Some(())
}

pub(super) fn in_yuan(form: &mut Form) -> Option<()> {
    let cost = form.goals.iter().flat_map(|goal| &goal.indicators).any(|row| {
        quantity(&row.target).is_some_and(|target| {
            matches!(target.unit(), Unit::Named(name) if name == "元") && target.value() >= dec!(10000)
        })
    });
    cost.then_some(())?;
    for row in &mut form.funds {
        for entry in [&mut row.initial, &mut row.adjusted, &mut row.executed] {
            if let Some(amount) = entry.value() {
                *entry = (amount.0 * dec!(10000)).to_string().as_str().into();
            }
        }
    }
    Some(())
}

pub(super) fn other_label(form: &mut Form, _: &Scored) -> Option<()> {
    let other = if form.amount_unit.name() == "元" { "万元" } else { "元" };
    let row = form.funds.last_mut()?;
    row.label = format!("{}（{other}）", row.label);
    Some(())
}

pub(super) fn small_cost(form: &mut Form, _: &Scored) -> Option<()> {
    let row_of_total = form.total_row();
    let executed = form.funds.get(row_of_total)?.executed.value()?.0 * form.amount_unit.yuan();
    let rows: Vec<&mut Indicator> = form
        .goals
        .iter_mut()
        .flat_map(|goal| &mut goal.indicators)
        .filter(|row| is_cost(row) && scored_row(row))
        .collect();
    let [row] = <[&mut Indicator; 1]>::try_from(rows).ok()?;
    let spent =
        quantity(&row.actual).filter(|actual| matches!(actual.unit(), Unit::Named(name) if name == "元"))?;
    let apart = (spent.value() - executed).abs();
    (apart <= executed * dec!(0.05)).then_some(())?;
    let part = half_up(spent.number() * dec!(0.4), 2);
    row.actual = format!("{part}{}元", spent.scale().name());
    Some(())
}
