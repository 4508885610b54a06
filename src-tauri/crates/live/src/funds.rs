//! Sums of funds, the execution rate and its score.

use jixiao_edition::{RateDigits, RuleSet};
use jixiao_model::{FieldRef, FundColumn, share, sum};
use jixiao_score::BudgetScore;
use jixiao_sheet::{Address, Area, Formula};
use rust_decimal::{Decimal, dec};

use crate::cells::{Cells, places};
use crate::settled::{Rounding, float_share};

const AMOUNTS: [FundColumn; 3] = [FundColumn::Initial, FundColumn::Adjusted, FundColumn::Executed];

/// Decimals of an amount that is added up.
const AMOUNT_DIGITS: u32 = 6;

/// Sums are below this, so that six decimals are within the fifteen digits of a workbook.
const LARGEST: Decimal = dec!(100_000_000);

/// Decimals of a rate: two of a percent.
const RATE_DIGITS: u32 = 4;

/// Decimals of the same as a number of percents.
const PERCENT_DIGITS: u32 = 2;

const fn field(row: usize, column: FundColumn) -> FieldRef {
    FieldRef::Fund { row, column }
}

/// Totals of amounts that are the sums of their sources.
pub fn sums(cells: &Cells<'_>) -> Vec<(Address, Formula)> {
    let total = cells.form.total_row();
    let of_column = |column: FundColumn| {
        let (shown, area) = cells.number(&field(total, column))?;
        let known: Vec<Decimal> =
            sources(cells).filter_map(|row| Some(cells.number(&field(row, column))?.0)).collect();
        let are_figures = sources(cells).all(|row| {
            let text = cells.form.show(&field(row, column));
            cells.number(&field(row, column)).is_some() || !text.contains(|c: char| c.is_numeric())
        });
        let is_sum =
            !known.is_empty() && sum(known) == Some(shown) && !shown.is_zero() && shown.abs() < LARGEST;
        let formula = (are_figures && is_sum && shown.normalize().scale() <= AMOUNT_DIGITS)
            .then(|| sum_formula(cells, column))??;
        Some((area.first, formula))
    };
    AMOUNTS.into_iter().filter_map(of_column).collect()
}

fn sources(cells: &Cells<'_>) -> impl Iterator<Item = usize> + use<> {
    let total = cells.form.total_row();
    (0..cells.form.funds.len()).filter(move |row| *row != total)
}

/// The sum of the sources of a column; shows nothing before one of them is typed.
pub fn sum_formula(cells: &Cells<'_>, column: FundColumn) -> Option<Formula> {
    let areas: Vec<Area> = sources(cells).filter_map(|row| cells.figure(&field(row, column))).collect();
    if areas.is_empty() {
        return None;
    }
    let areas = cells.together(&areas);
    let places = places(0, areas.len());
    Some(Formula::new(format!("IF(COUNT({places})=0,\"\",ROUND(SUM({places}),{AMOUNT_DIGITS}))"), areas))
}

/// The execution rate, where it is executed ÷ adjusted.
pub fn rate(cells: &Cells<'_>, budget: &BudgetScore) -> Option<(Address, Formula)> {
    let (shown, area) = cells.number(&field(budget.row, FundColumn::Rate))?;
    let (adjusted, executed) = amounts(cells, budget.row)?;
    let exact = share(Decimal::ONE, executed, adjusted)?;
    let rounding = Rounding::half_up(RATE_DIGITS);
    let is_same = rounding.apply(exact) == shown && !shown.is_zero();
    let is_settled = rounding.is_settled(exact, float_share(Decimal::ONE, executed, adjusted));
    (is_same && is_settled).then(|| Some((area.first, rate_formula(cells, budget.row)?)))?
}

fn amounts(cells: &Cells<'_>, row: usize) -> Option<(Decimal, Decimal)> {
    let amount = |column| cells.number(&field(row, column)).map(|(amount, _)| amount);
    Some((amount(FundColumn::Adjusted)?, amount(FundColumn::Executed)?))
}

/// executed ÷ adjusted; shows nothing before both are typed.
pub fn rate_formula(cells: &Cells<'_>, row: usize) -> Option<Formula> {
    let amounts =
        [FundColumn::Adjusted, FundColumn::Executed].map(|column| cells.figure(&field(row, column)));
    let [Some(adjusted), Some(executed)] = amounts else { return None };
    let quotient = if cells.is_number_of_percents(&field(row, FundColumn::Rate)) {
        Rounding::half_up(PERCENT_DIGITS).formula("100*{1}/{0}")
    } else {
        Rounding::half_up(RATE_DIGITS).formula("{1}/{0}")
    };
    let pattern = format!("IF(COUNT({{0}},{{1}})<2,\"\",IFERROR({quotient},\"\"))");
    Some(Formula::new(pattern, vec![adjusted, executed]))
}

/// The score of budget execution, where it is what the rules give.
pub fn score(cells: &Cells<'_>, budget: &BudgetScore, rules: &RuleSet) -> Option<(Address, Formula)> {
    let (shown, area) = cells.number(&field(budget.row, FundColumn::Score))?;
    let is_computed = budget.score.is_some_and(|points| points.0 == shown) && !shown.is_zero();
    let (adjusted, executed) = amounts(cells, budget.row)?;
    let points = budget.points.0;
    let (exact, float) = match rules.budget.rate {
        RateDigits::Exact => (share(points, executed, adjusted)?, float_share(points, executed, adjusted)),
        RateDigits::AsPrinted => {
            let (rate, _) = cells.number(&field(budget.row, FundColumn::Rate))?;
            (points.checked_mul(rate)?, float_share(points, rate, Decimal::ONE))
        }
    };
    let rounding = Rounding::of(rules);
    let is_settled = exact >= points || rounding.is_settled(exact, float);
    let is_same = is_computed && rounding.apply(exact.min(points)) == shown;
    (is_same && is_settled).then(|| Some((area.first, score_formula(cells, budget, rules)?)))?
}

/// points × executed ÷ adjusted, or × the rate as printed, at most the points; shows nothing before both amounts are typed.
pub fn score_formula(cells: &Cells<'_>, budget: &BudgetScore, rules: &RuleSet) -> Option<Formula> {
    let at = |column: FundColumn| cells.figure(&field(budget.row, column));
    let (mut areas, earned) = match rules.budget.rate {
        RateDigits::Exact => (vec![at(FundColumn::Adjusted)?, at(FundColumn::Executed)?], "*{1}/{0}"),
        RateDigits::AsPrinted if cells.is_number_of_percents(&field(budget.row, FundColumn::Rate)) => {
            (vec![at(FundColumn::Rate)?], "*{0}/100")
        }
        RateDigits::AsPrinted => (vec![at(FundColumn::Rate)?], "*{0}"),
    };
    // A layout may have the points in a label alone: （20分）.
    let points = match cells.number(&field(budget.row, FundColumn::Weight)) {
        Some((_, area)) => {
            areas.push(area);
            format!("{{{}}}", areas.len() - 1)
        }
        None => budget.points.0.normalize().to_string(),
    };
    let count = match rules.budget.rate {
        RateDigits::Exact => "COUNT({0},{1})<2",
        RateDigits::AsPrinted => "COUNT({0})=0",
    };
    let rounded = Rounding::of(rules).formula(&format!("MIN({points},{points}{earned})"));
    Some(Formula::new(format!("IF({count},\"\",IFERROR({rounded},\"\"))"), areas))
}

#[cfg(test)]
mod tests {
    use jixiao_model::{Form, Fund};
    use jixiao_sheet::{Cell, Sheet, Style, Value};

    use super::*;

    /// A rate below its heading, with the amounts beside it.
    fn pattern(heading: &str, format: Option<&str>) -> String {
        let form = Form { funds: vec![Fund::default()], ..Form::default() };
        let cell = |row: u32, column: u32, text: &str, field: Option<FieldRef>| {
            let at = Address::new(row, column);
            let area = Area { first: at, last: at };
            let style = Style { format: format.map(Into::into), ..Style::default() };
            Cell { area, value: Value::Text(text.to_owned()), style, field }
        };
        let cells = vec![
            cell(0, 2, heading, None),
            cell(1, 0, "", Some(field(0, FundColumn::Adjusted))),
            cell(1, 1, "", Some(field(0, FundColumn::Executed))),
            cell(1, 2, "", Some(field(0, FundColumn::Rate))),
        ];
        let sheet = Sheet { cells, ..Sheet::default() };
        rate_formula(&Cells::new(&sheet, &form), 0).map(|formula| format!("{formula:?}")).unwrap_or_default()
    }

    #[test]
    fn a_rate_is_a_share_or_a_number_of_percents_as_its_cell_says() {
        for (heading, format, is_number) in [
            ("执行率", None, false),
            ("执行率", Some("General"), false),
            ("执行率（B/A×100%）", Some("General"), false),
            ("执行率", Some("0.00%"), false),
            ("执行率（%）", Some("0.00%"), false),
            ("执行率", Some("#,##0.00"), true),
            ("执行率（%）", Some("General"), true),
        ] {
            assert_eq!(pattern(heading, format).contains("100*"), is_number, "{heading} {format:?}");
        }
    }
}
