//! Faults in indicators, targets and actual values.

#![expect(clippy::arithmetic_side_effects, reason = "figures of forms are small")]

use jixiao_model::{Date, Form, Indicator, Meaning, Measure, Operator, Unit};
use jixiao_score::Scored;
use rust_decimal::{Decimal, dec};

use super::find::{bare, counted, first, is_cost, number, percent_row, quantity, scored_row};

pub(super) fn weight(form: &mut Form, more: Decimal) -> Option<()> {
    let row =
        first(form, |row| scored_row(row) && row.weight.value().is_some_and(|weight| weight.0 > dec!(2)))?;
    let weight = row.weight.value()?.0;
    row.weight = (weight + more).to_string().as_str().into();
    Some(())
}

pub(super) fn copied_row(form: &mut Form, _: &Scored) -> Option<()> {
    let rows = &mut form.goals.first_mut()?.indicators;
    let at = rows.iter().position(|row| scored_row(row) && row.level3.chars().count() > 3)?;
    let other = rows.iter().enumerate().position(|(index, row)| index > at && scored_row(row))?;
    let (level1, level2, level3) =
        (rows[at].level1.clone(), rows[at].level2.clone(), rows[at].level3.clone());
    let row = rows.get_mut(other)?;
    (row.level1, row.level2, row.level3) = (level1, level2, level3);
    Some(())
}

pub(super) fn filed(form: &mut Form, names: &[&str], class: &str) -> Option<()> {
    let rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let mut rows = rows.filter(|row| scored_row(row) && row.level2.ends_with("指标") && row.level2 != class);
    let row = rows.find(|row| {
        names.iter().any(|name| row.level3.trim().ends_with(name))
            && !row.level1.contains("满意")
            && quantity(&row.target).is_some()
    })?;
    class.clone_into(&mut row.level2);
    "产出指标".clone_into(&mut row.level1);
    Some(())
}

pub(super) fn no_operator(form: &mut Form, _: &Scored) -> Option<()> {
    let signed = |row: &&Indicator| counted(row) && Measure::parse(&row.target).operator().is_some();
    let count = form.goals.iter().flat_map(|goal| &goal.indicators).filter(signed).count();
    let row = first(form, |row| counted(row) && Measure::parse(&row.target).operator().is_some())
        .filter(|_| count > 2)?;
    row.target = row.target.replace(">=", "≥").replace("<=", "≤");
    row.target = bare(&row.target);
    Some(())
}

pub(super) fn no_unit(form: &mut Form, _: &Scored) -> Option<()> {
    let row =
        first(form, |row| counted(row) && !row.level3.contains('（') && quantity(&row.actual).is_some())?;
    row.actual = number(&row.actual);
    Some(())
}

pub(super) fn tenfold(form: &mut Form) -> Option<()> {
    let row = first(form, |row| {
        let upwards = matches!(Measure::parse(&row.target).operator(), Some(Operator::AtLeast));
        counted(row) && upwards && quantity(&row.target).is_some_and(|target| target.value() >= dec!(20))
    })?;
    let target = quantity(&row.target)?;
    row.actual = format!("{}{}{}", target.number() * Decimal::TEN, target.scale().name(), target.unit());
    row.reason = String::new();
    Some(())
}

pub(super) fn turned(form: &mut Form, names: &[&str], sign: &str) -> Option<()> {
    let mut rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let row =
        rows.find(|row| percent_row(row) && names.iter().any(|name| row.level3.trim().ends_with(name)))?;
    row.target = format!("{sign}{}%", number(&row.target));
    Some(())
}

pub(super) fn cost_turned(form: &mut Form, _: &Scored) -> Option<()> {
    let money = |row: &Indicator| {
        quantity(&row.target).is_some_and(|target| matches!(target.unit(), Unit::Named(name) if name == "元"))
    };
    let row = first(form, |row| {
        is_cost(row)
            && scored_row(row)
            && row.target_unit.is_empty()
            && !["补助", "补贴", "救助", "生活费"].iter().any(|word| row.level3.contains(word))
    })?;
    money(row).then_some(())?;
    let target = quantity(&row.target)?;
    row.target = format!("≥{}{}元", target.number(), target.scale().name());
    Some(())
}

pub(super) fn people_turned(form: &mut Form) -> Option<()> {
    let row = first(form, |row| {
        let people = quantity(&row.target).is_some_and(
            |target| matches!(target.unit(), Unit::Named(name) if name == "人" || name == "人次"),
        );
        people
            && row.level2 == "数量指标"
            && ["培训", "受益", "发放", "就业", "服务"].iter().any(|word| row.level3.contains(word))
            && row.target_unit.is_empty()
    })?;
    let target = quantity(&row.target)?;
    row.target = format!("≤{}{}{}", target.number(), target.scale().name(), target.unit());
    Some(())
}

pub(super) fn named_actual(form: &mut Form, names: &[&str], actual: &str) -> Option<()> {
    let mut rows = form.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    let row =
        rows.find(|row| percent_row(row) && names.iter().any(|name| row.level3.trim().ends_with(name)))?;
    actual.clone_into(&mut row.actual);
    Some(())
}

pub(super) fn next_year(form: &mut Form, _: &Scored) -> Option<()> {
    let year = form.year?;
    let row = first(form, |row| {
        scored_row(row) && matches!(Measure::parse(&row.target).meaning(), Meaning::Date(Date::In { .. }))
    })?;
    row.actual = format!("{}年2月20日", year + 1);
    Some(())
}

pub(super) fn satisfied(form: &mut Form, actual: &str, reason: &str) -> Option<()> {
    let row =
        first(form, |row| percent_row(row) && (row.level1.contains("满意") || row.level3.contains("满意")))?;
    actual.clone_into(&mut row.actual);
    reason.clone_into(&mut row.reason);
    Some(())
}

pub(super) fn doubled(form: &mut Form, _: &Scored) -> Option<()> {
    let row = first(form, |row| {
        counted(row) && matches!(Measure::parse(&row.target).operator(), Some(Operator::AtLeast))
    })?;
    let target = quantity(&row.target)?;
    row.actual = format!("{}{}{}", target.number() * Decimal::TWO, target.scale().name(), target.unit());
    row.reason = String::new();
    Some(())
}
