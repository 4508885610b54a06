//! Where faults are planted.

use jixiao_model::{Form, Indicator, Meaning, Measure, Quantity, Unit};
use rust_decimal::dec;

/// The first row that fits, of any goal.
pub(super) fn first(form: &mut Form, fits: fn(&Indicator) -> bool) -> Option<&mut Indicator> {
    form.goals.iter_mut().flat_map(|goal| &mut goal.indicators).find(|row| fits(row))
}

pub(super) fn scored_row(row: &Indicator) -> bool {
    !row.is_crossed_out()
        && row.weight.value().is_some()
        && !row.actual.trim().is_empty()
        && !row.level3.trim().is_empty()
}

/// A number of something named, printed in one cell.
pub(super) fn counted(row: &Indicator) -> bool {
    let unit = quantity(&row.target).map(|quantity| quantity.unit().clone());
    scored_row(row)
        && row.target_unit.is_empty()
        && matches!(unit, Some(Unit::Named(name)) if name != "元" && !name.contains('/') && name != "立方米")
}

pub(super) fn percent_row(row: &Indicator) -> bool {
    let over_half = quantity(&row.target)
        .is_some_and(|quantity| *quantity.unit() == Unit::Percent && quantity.value() > dec!(50));
    scored_row(row) && row.target_unit.is_empty() && over_half
}

pub(super) fn rate_row(row: &Indicator) -> bool {
    percent_row(row) && row.level3.trim().ends_with('率')
}

pub(super) fn worded(row: &Indicator) -> bool {
    scored_row(row)
        && matches!(Measure::parse(&row.target).meaning(), Meaning::Words(words) if !words.chars().any(|c| c.is_ascii_digit()))
}

pub(super) fn is_cost(row: &Indicator) -> bool {
    row.level1.contains("成本") || row.level2.contains("成本")
}

pub(super) fn quantity(text: &str) -> Option<Quantity> {
    match Measure::parse(text).meaning() {
        Meaning::Quantity(quantity) => Some(quantity.clone()),
        _ => None,
    }
}

pub(super) fn number(text: &str) -> String {
    quantity(text).map(|quantity| quantity.number().normalize().to_string()).unwrap_or_default()
}

/// Without the sign in front.
pub(super) fn bare(text: &str) -> String {
    text.trim().trim_start_matches(['≥', '≤', '=', '>', '<', '＝', '≧', '≦', '﹥', '＞', '＜']).to_owned()
}
