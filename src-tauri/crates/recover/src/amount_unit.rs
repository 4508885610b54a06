//! The unit that the amounts of a form are in.

use jixiao_model::{Amount, AmountUnit, Entry, FieldRef, FundColumn};
use jixiao_sheet::Address;

use crate::reading::Reading;
use crate::unit::unit_line;

/// The unit that a line above the form names, or one beside its head (金额单位：元): nearer ones count before it.
pub fn note_above(reading: &mut Reading) {
    let grid = reading.grid;
    let table = grid.rows_between(reading.first, reading.end).find(|row| grid.heads_indicators(*row));
    let rows = grid.rows_between(0, table.unwrap_or(reading.end));
    let lines = rows
        .flat_map(|row| grid.row(row))
        .filter(|entry| entry.at().row < reading.first || entry.column() > reading.edge);
    let units: Vec<_> =
        lines.filter_map(|entry| Some((entry.at(), unit_line(entry.key())?.1.to_owned()))).collect();
    reading.units.extend(units);
}

/// The unit of the form's amounts as the sheet says it: what stands nearest to them counts; then one behind a fund's name, and one in
/// the header or footer of the page.
pub fn named(reading: &Reading) -> Option<AmountUnit> {
    let nearest = |column: Option<FundColumn>| {
        let units = reading.units.iter().filter(|(at, _)| fund_column(reading, *at) == column);
        units.max_by_key(|(at, _)| *at).map(|(_, unit)| unit.clone())
    };
    let of_page = || {
        let texts = reading.grid.page_texts.iter();
        let mut units = texts.filter_map(|text| Some(unit_line(&jixiao_edition::key(text))?.1.to_owned()));
        units.next()
    };
    // Where nothing else says it, every amount may: 200000元.
    let is_amount = |at: Address| fund_column(reading, at).is_some_and(FundColumn::is_amount);
    let of_amounts = || reading.units.iter().find(|(at, _)| is_amount(*at)).map(|(_, unit)| unit.clone());
    // Of the names of funds, that of the total: one source may be in another unit.
    let of_total = || {
        let total = FieldRef::Fund { row: reading.form.total_row(), column: FundColumn::Label };
        let at = reading.sources.get(&total)?;
        reading.units.iter().find(|(known, _)| known == at).map(|(_, unit)| unit.clone())
    };
    let unit = nearest(None).or_else(of_total).or_else(of_page).or_else(of_amounts);
    unit.and_then(|unit| AmountUnit::of_name(&unit))
}

/// Reports that nothing on the form says what its amounts are in, where it has any.
pub fn report_none(reading: &mut Reading) {
    let has_amounts = reading.form.funds.iter().any(|fund| {
        [&fund.initial, &fund.adjusted, &fund.executed].into_iter().any(|amount| amount.value().is_some())
    });
    if has_amounts {
        let unit = reading.form.amount_unit.name();
        reading.report_form(format!(
            "表上没有写金额单位，暂按“{unit}”读取，请核对；不是的，请先在原表上写明单位"
        ));
    }
}

/// The column of funds that a cell shows.
fn fund_column(reading: &Reading, at: Address) -> Option<FundColumn> {
    reading.sources.iter().find_map(|(field, cell)| match field {
        FieldRef::Fund { column, .. } if *cell == at => Some(*column),
        _ => None,
    })
}

/// Units that contradict the one that the form's amounts are taken in: an amount with a unit of its own is converted, any other
/// stays as it stands, and both are reported.
pub fn report_others(reading: &mut Reading) {
    let known = reading.form.amount_unit;
    let units = std::mem::take(&mut reading.units).into_iter();
    let others: Vec<_> = units.filter(|(_, unit)| unit != known.name()).collect();
    for (at, unit) in others {
        let text = match AmountUnit::of_name(&unit).and_then(|unit| convert(reading, at, unit)) {
            Some(amount) => {
                format!("此处写明金额单位为{unit}，而本表金额以{known}计：已换算为{amount}{known}，请核对")
            }
            None => {
                format!("此处写明金额单位为{unit}，而本表金额以{known}计：金额已按原数导入、未作换算，请核对")
            }
        };
        reading.report(at, text);
    }
}

/// Converts the amount that a cell says in `unit` to the form's; `None` when the cell shows none.
fn convert(reading: &mut Reading, at: Address, unit: AmountUnit) -> Option<String> {
    let of_amount = |(field, cell): (&FieldRef, &Address)| match field {
        FieldRef::Fund { row, column } if *cell == at && column.is_amount() => Some((*row, *column)),
        _ => None,
    };
    let (row, column) = reading.sources.iter().find_map(of_amount)?;
    let known = reading.form.amount_unit;
    let fund = reading.form.funds.get_mut(row)?;
    let typed = Entry::<Amount>::new(fund.show(column));
    let converted = unit.convert(*typed.value()?, known)?.0.normalize().to_string();
    fund.set(column, &converted);
    Some(converted)
}
