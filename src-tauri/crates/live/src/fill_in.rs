//! A form to fill in.

mod hints;

use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, FundColumn, IndicatorColumn, TotalColumn};
use jixiao_score::score;
use jixiao_sheet::{Address, Area, Cell, FillIn, Formula, Length, Live, Open, Sheet, Value};

use crate::cells::Cells;
use crate::row::{Place, awaited, rows};
use crate::{funds, total};

/// The first rows stay in sight where they leave most of a small screen to the others.
const FROZEN: Length = Length::points(130);

/// A merged cell does not make its row grow in any program: where a long text is to be typed there is room for it.
const TEXT: Length = Length::points(100);

/// Formulas and what may be typed.
pub fn live(cells: &Cells<'_>, sheet: &Sheet, rules: &RuleSet, is_plain: bool) -> Live {
    let formulas = formulas(cells, rules, is_plain);
    let open = sheet.cells.iter().filter_map(|cell| open(cell, cells, &formulas, rules)).collect();
    Live {
        frozen_rows: frozen(sheet),
        fill_in: Some(FillIn { open, growing_rows: growing(sheet), roomy_rows: roomy(sheet) }),
        formulas,
    }
}

/// Scores that follow are shown with the decimals that the rules round them to.
pub fn show_digits(sheet: &mut Sheet, rules: &RuleSet) {
    let digits = rules.rounding.digits as usize;
    let code = if digits == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(digits)) };
    let Sheet { cells, live, .. } = sheet;
    for cell in cells.iter_mut().filter(|cell| live.formulas.contains_key(&cell.area.first)) {
        let is_score = matches!(
            cell.field,
            Some(
                FieldRef::Indicator { column: IndicatorColumn::Score, .. }
                    | FieldRef::Fund { column: FundColumn::Score, .. }
                    | FieldRef::Total(TotalColumn::Score)
            )
        );
        if is_score && cell.style.format.is_none() && !matches!(cell.value, Value::Number(_)) {
            cell.style.format = Some(code.as_str().into());
        }
    }
}

/// The rates that are printed as shares of one.
pub fn shares(cells: &Cells<'_>, sheet: &Sheet) -> BTreeSet<Address> {
    let is_share = |cell: &&Cell| match &cell.field {
        Some(field @ FieldRef::Fund { column: FundColumn::Rate, .. }) => !cells.is_number_of_percents(field),
        _ => false,
    };
    sheet.cells.iter().filter(is_share).map(|cell| cell.area.first).collect()
}

/// A rate that follows is shown in percent, whatever format a file has for a cell that held a text.
pub fn show_percents(sheet: &mut Sheet, shares: &BTreeSet<Address>) {
    for cell in sheet.cells.iter_mut().filter(|cell| shares.contains(&cell.area.first)) {
        let has_percent = cell.style.format.as_ref().is_some_and(|format| format.as_str().contains('%'));
        if !has_percent && !matches!(cell.value, Value::Number(_)) {
            cell.style.format = Some(PERCENT.into());
        }
    }
}

const PERCENT: &str = "0.00%";

/// The formulas of what follows from what is typed.
fn formulas(cells: &Cells<'_>, rules: &RuleSet, is_plain: bool) -> BTreeMap<Address, Formula> {
    let mut found = BTreeMap::new();
    let mut put = |field: FieldRef, formula: Option<Formula>| {
        if let Some((area, formula)) = cells.figure(&field).zip(formula)
            && cells.number(&field).is_none_or(|_| matches!(field, FieldRef::Total(_)))
        {
            found.insert(area.first, formula);
        }
    };
    let budget = score(cells.form, rules).budget;
    let of_total = |column| FieldRef::Fund { row: budget.row, column };
    for column in [FundColumn::Initial, FundColumn::Adjusted, FundColumn::Executed] {
        put(of_total(column), funds::sum_formula(cells, column).filter(|_| is_plain));
    }
    put(of_total(FundColumn::Rate), funds::rate_formula(cells, budget.row));
    put(of_total(FundColumn::Score), funds::score_formula(cells, &budget, rules));
    for (place, row) in rows(cells) {
        put(place.field(IndicatorColumn::Score), awaited(cells, place, row, rules));
    }
    if rules.caps.is_empty() {
        for (column, formula) in total::awaited(cells) {
            put(FieldRef::Total(column), Some(formula));
        }
    }
    found.extend(total::subtotals(cells, true));
    found
}

/// What a person may do with a cell; `None` for one that is protected.
fn open(
    cell: &Cell,
    cells: &Cells<'_>,
    formulas: &BTreeMap<Address, Formula>,
    rules: &RuleSet,
) -> Option<Open> {
    let is_blank = cell.value.shown().trim().is_empty();
    let follows = formulas.contains_key(&cell.area.first);
    let Some(field) = &cell.field else {
        // A row to spare, or a corner of a table.
        return (is_blank && !follows).then(|| plain(cell.area, None));
    };
    if !is_open(field, follows) || !(is_blank || shows(cell, field, cells)) {
        return None;
    }
    let marked_while = is_blank.then(|| mark(field, cell.area.head(), cells, follows)).flatten();
    let (hint, expected) = hints::of(field, cell.area.head(), cells, follows, rules);
    Some(Open { hint, expected, ..plain(cell.area, marked_while) })
}

const fn plain(area: Area, marked_while: Option<Formula>) -> Open {
    Open { area, marked_while, hint: None, expected: None }
}

/// Labels, classes and what only follows are protected.
fn is_open(field: &FieldRef, follows: bool) -> bool {
    use IndicatorColumn::{Level1, Level2};
    match field {
        FieldRef::Title
        | FieldRef::Year
        | FieldRef::GoalNumber(_)
        | FieldRef::Indicator { column: Level1 | Level2, .. } => false,
        FieldRef::Total(_) | FieldRef::Fund { column: FundColumn::Rate, .. } => !follows,
        FieldRef::Text(_)
        | FieldRef::Fund { .. }
        | FieldRef::FundExtra { .. }
        | FieldRef::IndicatorExtra { .. }
        | FieldRef::GoalPoints(_)
        | FieldRef::GoalExpected(_)
        | FieldRef::GoalActual(_)
        | FieldRef::Indicator { .. } => true,
    }
}

/// The cell shows the field and no words of the layout, but for a text of the head: 填报日期： is followed by what is typed.
fn shows(cell: &Cell, field: &FieldRef, cells: &Cells<'_>) -> bool {
    matches!(field, FieldRef::Text(_))
        || matches!(cell.value, Value::Number(_))
        || cell.value.shown() == cells.form.show(field)
}

/// While a blank cell waits for a person.
fn mark(field: &FieldRef, area: Area, cells: &Cells<'_>, follows: bool) -> Option<Formula> {
    let blank = || Some(Formula::new("{0}=\"\"", vec![area]));
    match field {
        FieldRef::Fund {
            column: FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed, ..
        } => amount_mark(field, area, cells),
        FieldRef::Indicator { goal, row, column: IndicatorColumn::Reason } => {
            Some(reason_mark(Place { goal: *goal, row: *row }, area, cells))
        }
        FieldRef::Indicator { column: IndicatorColumn::Basis, .. }
        | FieldRef::Fund { .. }
        | FieldRef::FundExtra { .. }
        | FieldRef::IndicatorExtra { .. }
        | FieldRef::Total(TotalColumn::Weight) => None,
        _ if follows => None,
        _ => blank(),
    }
}

/// Amounts are waited for until their total is known: a source that a project does not have stays blank.
fn amount_mark(field: &FieldRef, area: Area, cells: &Cells<'_>) -> Option<Formula> {
    let FieldRef::Fund { column, .. } = field else { return None };
    let total = cells.figure(&FieldRef::Fund { row: cells.form.total_row(), column: *column })?;
    Some(Formula::new("AND({0}=\"\",{1}=\"\")", vec![area, total]))
}

/// A reason is waited for until the score is full.
fn reason_mark(place: Place, area: Area, cells: &Cells<'_>) -> Formula {
    let at = |column| cells.figure(&place.field(column));
    match (at(IndicatorColumn::Score), at(IndicatorColumn::Weight)) {
        (Some(score), Some(weight)) => Formula::new("AND({0}=\"\",N({1})<N({2}))", vec![area, score, weight]),
        _ => Formula::new("{0}=\"\"", vec![area]),
    }
}

/// The rows of indicators.
fn growing(sheet: &Sheet) -> BTreeSet<u32> {
    let is_actual = |cell: &&Cell| {
        let of_row = matches!(&cell.field, Some(FieldRef::Indicator { column: IndicatorColumn::Actual, .. }));
        of_row && cell.area.first.row == cell.area.last.row
    };
    sheet.cells.iter().filter(is_actual).map(|cell| cell.area.first.row).collect()
}

/// The rows of long texts in merged cells, which nothing makes grow.
fn roomy(sheet: &Sheet) -> BTreeMap<u32, Length> {
    let is_long = |cell: &&Cell| match &cell.field {
        Some(FieldRef::GoalActual(_)) => true,
        Some(FieldRef::Text(_)) => {
            cell.value.shown().is_empty() && cell.area.last.column > cell.area.first.column + 3
        }
        _ => false,
    };
    let alone = |cell: &&Cell| cell.area.first.row == cell.area.last.row;
    let rows = sheet.cells.iter().filter(is_long).filter(alone).map(|cell| cell.area.first.row);
    let height = |row: u32| sheet.rows.get(row as usize).copied().unwrap_or_default().max(TEXT);
    rows.map(|row| (row, height(row))).collect()
}

/// The rows down to the heads of the indicators where they are low, else those down to the form's name.
fn frozen(sheet: &Sheet) -> u32 {
    let height = |rows: u32| -> Length { sheet.rows.iter().take(rows as usize).copied().sum() };
    let heads = sheet.headers.first().map(|header| header.last + 1);
    let is_name = |cell: &&Cell| matches!(&cell.field, Some(FieldRef::Text(_)));
    let name = sheet.cells.iter().find(is_name).map(|cell| cell.area.last.row + 1);
    heads.into_iter().chain(name).find(|rows| height(*rows) <= FROZEN).unwrap_or_default()
}
