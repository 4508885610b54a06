//! Which way an indicator is better, where its target does not say it by a sign.

use jixiao_edition::{Better, BetterRule, RuleSet, UnitKind, words};
use jixiao_model::{Indicator, Meaning, Measure, Operator, Quantity, Scale, Unit, fold, squeeze};

/// Which way is better, and why, in Chinese.
pub(crate) struct Direction {
    pub better: Better,
    pub why: String,
    /// Nobody wants any of it.
    pub harm: bool,
}

/// What the words of the name and the unit of the target say, by the rule set's own words before those of all; `None` when they say
/// nothing.
pub(crate) fn direction(indicator: &Indicator, target: &Measure, own: &[BetterRule]) -> Option<Direction> {
    let (name, kind) = (squeeze(&fold(&indicator.level3)), unit_kind(target));
    own.iter().chain(&words().better).find_map(|rule| {
        let why = rule.reason(&name, kind)?;
        Some(Direction { better: rule.better, why, harm: rule.harm })
    })
}

/// The signs that a target without one may mean, as far as its name and unit say.
#[must_use]
pub fn advised_signs(indicator: &Indicator, rules: &RuleSet) -> Vec<Operator> {
    let cost = [&indicator.level1, &indicator.level2].into_iter().any(|class| class.contains("成本"));
    let found = direction(indicator, &Measure::parse(&indicator.whole_target()), &rules.better);
    match found.map(|direction| direction.better) {
        Some(Better::Lower | Better::Cost) => vec![Operator::AtMost],
        Some(Better::Open) | None if cost => vec![Operator::AtMost],
        Some(Better::Open) => vec![Operator::AtMost, Operator::AtLeast],
        Some(Better::Higher) | None => vec![Operator::AtLeast],
    }
}

/// What a target or an actual is measured in; `None` for words and for numbers of nobody knows what.
#[must_use]
pub fn unit_kind(measure: &Measure) -> Option<UnitKind> {
    match measure.meaning() {
        Meaning::Quantity(quantity) | Meaning::Range { low: quantity, .. } => of_quantity(quantity),
        Meaning::Duration(_) => Some(UnitKind::Time),
        Meaning::Date(_) => Some(UnitKind::Date),
        Meaning::MonthOrMonths(_)
        | Meaning::Blank
        | Meaning::CrossedOut
        | Meaning::Words(_)
        | Meaning::Ambiguous(_) => None,
    }
}

fn of_quantity(quantity: &Quantity) -> Option<UnitKind> {
    let name = match quantity.unit() {
        Unit::Percent => return Some(UnitKind::Percent),
        Unit::None => return None,
        Unit::Named(name) => name.as_str(),
    };
    let units = &words().units;
    match name.split_once('/') {
        Some(("元", _)) => Some(UnitKind::Price),
        // `6.6万/人/年`: of money, since nothing else is counted in ten thousands for each person.
        Some(("", _)) if quantity.scale() != Scale::One => Some(UnitKind::Price),
        None if name == "元" => Some(UnitKind::Money),
        None if units.people.iter().any(|unit| unit == name) => Some(UnitKind::People),
        None if units.counts.iter().any(|unit| unit == name) => Some(UnitKind::Count),
        Some(_) | None => None,
    }
}
