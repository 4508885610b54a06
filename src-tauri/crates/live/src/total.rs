//! The totals of weights and scores.

use jixiao_model::{FieldRef, FundColumn, IndicatorColumn, TotalColumn, sum};
use jixiao_sheet::{Address, Area, Formula};
use rust_decimal::Decimal;

use crate::cells::{Cells, places};
use crate::row::rows;

/// The cells of a column that its total adds up: that of the budget, and those of the indicators.
struct Column {
    figures: Vec<Decimal>,
    areas: Vec<Area>,
}

fn column(cells: &Cells<'_>, budget: FundColumn, indicator: IndicatorColumn) -> Column {
    let of_budget = FieldRef::Fund { row: cells.form.total_row(), column: budget };
    let fields: Vec<FieldRef> = rows(cells).map(|(place, _)| place.field(indicator)).collect();
    let figures = std::iter::once(&of_budget).chain(&fields).filter_map(|field| Some(cells.number(field)?.0));
    // A goal's rows stand below one another; those of several goals do not.
    let of_goal = |goal: usize| -> Vec<Area> {
        let mine = rows(cells).filter(|(place, _)| place.goal == goal);
        let areas: Vec<Area> = mine.filter_map(|(place, _)| cells.figure(&place.field(indicator))).collect();
        cells.together(&areas)
    };
    let areas = cells.figure(&of_budget).into_iter();
    let areas = areas.chain((0..cells.form.goals.len()).flat_map(of_goal)).collect();
    Column { figures: figures.collect(), areas }
}

/// The totals that are the sums of what stands above them.
pub fn sums(cells: &Cells<'_>) -> Vec<(Address, Formula)> {
    let weights = column(cells, FundColumn::Weight, IndicatorColumn::Weight);
    let scores = column(cells, FundColumn::Score, IndicatorColumn::Score);
    let found = |total: TotalColumn, summed: &Column, formula: Option<Formula>| {
        let (shown, area) = cells.number(&FieldRef::Total(total))?;
        let is_sum = sum(summed.figures.iter().copied()) == Some(shown) && !shown.is_zero();
        let is_short = shown.normalize().scale() <= DIGITS;
        Some((area.first, formula.filter(|_| is_sum && is_short)?))
    };
    let count = scores.figures.len();
    let is_whole = weights.figures.is_empty() || weights.figures.len() == count;
    let of_scores = score_formula(&weights, &scores, count).filter(|_| is_whole);
    let weight = found(TotalColumn::Weight, &weights, weight_formula(&weights));
    let score = found(TotalColumn::Score, &scores, of_scores);
    weight.into_iter().chain(score).collect()
}

/// The subtotals; `awaited` ones show nothing before there is a figure to add.
pub fn subtotals(cells: &Cells<'_>, awaited: bool) -> Vec<(Address, Formula)> {
    let formula = |(at, area): (&Address, &Area)| {
        let shown = cells.number_at(*at).filter(|shown| !shown.is_zero());
        if shown.is_some() && shown != cells.sum_in(*area) {
            return None; // figures that are texts
        }
        let pattern = match shown {
            Some(_) if !awaited => format!("ROUND(SUM({{0}}),{DIGITS})"),
            None if !awaited => return None,
            _ => format!("IF(COUNT({{0}})=0,\"\",ROUND(SUM({{0}}),{DIGITS}))"),
        };
        Some((*at, Formula::new(pattern, vec![*area])))
    };
    cells.sums.iter().filter_map(formula).collect()
}

/// The same for a form that is still to be filled in.
pub fn awaited(cells: &Cells<'_>) -> Vec<(TotalColumn, Formula)> {
    let weights = column(cells, FundColumn::Weight, IndicatorColumn::Weight);
    let scores = column(cells, FundColumn::Score, IndicatorColumn::Score);
    let rows = rows(cells).filter(|(_, row)| !row.is_crossed_out()).count();
    let count = rows + usize::from(scores.areas.len() > cells.form.goals.len());
    let score = score_formula(&weights, &scores, count).map(|formula| (TotalColumn::Score, formula));
    score.into_iter().chain(weight_formula(&weights).map(|formula| (TotalColumn::Weight, formula))).collect()
}

/// Decimals of a total; a sum of figures of two decimals is never off by so little.
const DIGITS: u32 = 4;

fn weight_formula(weights: &Column) -> Option<Formula> {
    let places = places(0, weights.areas.len());
    let formula = || Formula::new(format!("ROUND(SUM({places}),{DIGITS})"), weights.areas.clone());
    (!weights.areas.is_empty()).then(formula)
}

/// Shows nothing before each weight has its score; where the form prints no weights, before there are `count` scores.
fn score_formula(weights: &Column, scores: &Column, count: usize) -> Option<Formula> {
    if scores.areas.is_empty() {
        return None;
    }
    let summed = places(0, scores.areas.len());
    let most = if weights.areas.is_empty() {
        count.to_string()
    } else {
        format!("COUNT({})", places(scores.areas.len(), weights.areas.len()))
    };
    let areas = scores.areas.iter().chain(&weights.areas).copied().collect();
    Some(Formula::new(format!("IF(COUNT({summed})<{most},\"\",ROUND(SUM({summed}),{DIGITS}))"), areas))
}
