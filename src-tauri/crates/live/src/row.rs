//! The scores of indicators.

use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, Indicator, IndicatorColumn, Meaning, Measure};
use jixiao_score::{Computed, Scored};
use jixiao_sheet::{Address, Area, Formula};
use rust_decimal::{Decimal, dec};

use crate::cells::Cells;
use crate::plain::Plain;
use crate::settled::{Rounding, float_share};
use crate::shape::{Shape, by_rules, shape};

/// A row of indicators by goal and row.
#[derive(Clone, Copy)]
pub struct Place {
    pub goal: usize,
    pub row: usize,
}

impl Place {
    pub const fn field(self, column: IndicatorColumn) -> FieldRef {
        FieldRef::Indicator { goal: self.goal, row: self.row, column }
    }
}

/// All rows of a form with their places.
pub fn rows<'a>(cells: &Cells<'a>) -> impl Iterator<Item = (Place, &'a Indicator)> + use<'a> {
    let goals = cells.form.goals.iter().enumerate();
    goals.flat_map(|(goal, of)| {
        of.indicators.iter().enumerate().map(move |(row, found)| (Place { goal, row }, found))
    })
}

/// The cells that a score goes by.
struct Around {
    weight: Area,
    target: Area,
    actual: Area,
}

fn around(cells: &Cells<'_>, place: Place, row: &Indicator) -> Option<Around> {
    // A target in three cells would have to be put together again.
    let is_whole = row.operator.is_empty() && row.target_unit.is_empty();
    let weight = cells.figure(&place.field(IndicatorColumn::Weight)).filter(|_| is_whole)?;
    let (_, target) = cells.text(&place.field(IndicatorColumn::Target))?;
    let (_, actual) = cells.text(&place.field(IndicatorColumn::Actual))?;
    Some(Around { weight, target, actual })
}

/// The formulas of scores that are what the rules give.
pub fn scores(cells: &Cells<'_>, scored: &Scored, rules: &RuleSet) -> Vec<(Address, Formula)> {
    let known = rows(cells).filter_map(|(place, row)| {
        let Computed::Exact(points) = scored.goals.get(place.goal)?.rows.get(place.row)?.computed else {
            return None;
        };
        let (shown, area) = cells.number(&place.field(IndicatorColumn::Score))?;
        let is_computed = shown == points.0 && !shown.is_zero() && row.manual.is_none();
        let formula = is_computed.then(|| filled(cells, place, row, rules))??;
        Some((area.first, formula))
    });
    known.collect()
}

/// The formula of a row whose actual value is known, where it comes to the same.
fn filled(cells: &Cells<'_>, place: Place, row: &Indicator, rules: &RuleSet) -> Option<Formula> {
    let around = around(cells, place, row)?;
    let (weight, _) = cells.number(&place.field(IndicatorColumn::Weight))?;
    if let Some(actual) = Plain::parse(&row.actual) {
        let target = Plain::parse(&row.target)?;
        let shape = shape(row, &target, &actual.unit, rules, cells.form.year)?;
        let is_exact = matches!(actual.sign, "" | "=") && (!target.is_percent() || actual.is_percent());
        let is_settled = shape.is_settled(weight, target.number, actual.number, Rounding::of(rules));
        return (is_exact && is_settled).then(|| by_figures(&around, shape, &target, &actual.unit, rules));
    }
    by_words(&around, row, weight, rules, cells.form.year)
}

/// The formula of a row that is still to be filled in, whatever will be typed.
pub fn awaited(cells: &Cells<'_>, place: Place, row: &Indicator, rules: &RuleSet) -> Option<Formula> {
    let around = around(cells, place, row)?;
    if let Some(target) = Plain::parse(&row.target) {
        let shape = shape(row, &target, &target.unit, rules, cells.form.year)?;
        return Some(by_figures(&around, shape, &target, &target.unit, rules));
    }
    let weight = row.weight.value()?.0;
    by_words(&around, row, weight, rules, cells.form.year)
}

/// Shows nothing where weight or actual value are missing or no such figures.
fn by_figures(around: &Around, shape: Shape, target: &Plain, unit: &str, rules: &RuleSet) -> Formula {
    // Published forms write `=98人` for an actual value of 98人.
    let actual = Plain { sign: "=", number: Decimal::ZERO, unit: unit.to_owned() };
    let points = shape.formula(&target.formula(1), &actual.formula(2), Rounding::of(rules));
    let is_missing = if actual.is_percent() { "OR(N({0})=0,RIGHT({2})<>\"%\")" } else { "N({0})=0" };
    let pattern = format!("IFERROR(IF({is_missing},\"\",{points}),\"\")");
    Formula::new(pattern, vec![around.weight, around.target, around.actual])
}

/// The tiers of words, where each earns one exact share.
fn by_words(
    around: &Around,
    row: &Indicator,
    weight: Decimal,
    rules: &RuleSet,
    year: Option<u16>,
) -> Option<Formula> {
    let is_words = matches!(Measure::parse(&row.whole_target()).meaning(), Meaning::Words(_));
    if !is_words || rules.tiers.is_empty() {
        return None;
    }
    let rounding = Rounding::of(rules);
    let mut pattern = "\"\"".to_owned();
    for tier in rules.tiers.iter().rev() {
        let share = tier.high.0;
        let exact = jixiao_model::share(weight, share, dec!(100))?;
        let points = rounding.apply(exact).min(weight);
        let is_tier = |word: &String| by_rules(row, weight, word, rules, year) == Some(points);
        let is_settled = rounding.is_settled(exact, float_share(weight, share, dec!(100)));
        if tier.low != tier.high || !is_settled || !tier.words.iter().all(is_tier) {
            return None;
        }
        let words: Vec<String> = tier.words.iter().map(|word| format!("{{1}}=\"{word}\"")).collect();
        let points = rounding.formula(&format!("{{0}}*{}/100", share.normalize()));
        pattern = format!("IF(OR({}),MIN({{0}},{points}),{pattern})", words.join(","));
    }
    Some(Formula::new(format!("IF(N({{0}})=0,\"\",{pattern})"), vec![around.weight, around.actual]))
}
