//! Fund rows: one row of the layout for each, as long as they differ.

use std::collections::BTreeMap;

use jixiao_edition::{AmountFormat, CellSpec, Each, Field, RowSpec, Template};
use jixiao_model::{FieldRef, squeeze};
use jixiao_sheet::{Cell, Value};

use crate::cells::{Ends, cell_spec, until};
use crate::error::CannotLearn;
use crate::kinds::Kinds;
use crate::source::{Source, is_blank};
use crate::text::{Text, text};

/// The columns of the table, by the column of the sheet in which their cells begin.
pub fn columns(source: &Source, kinds: &Kinds) -> BTreeMap<u32, Field> {
    let mut columns = BTreeMap::new();
    for (field, at) in &source.found.sources {
        if matches!(field, FieldRef::Fund { .. } | FieldRef::FundExtra { .. }) {
            columns.insert(at.column, Field::of(field));
        }
    }
    let Some((first, _)) = kinds.funds.first_key_value() else { return columns };
    for heading in first.checked_sub(1).map(|above| source.standing(above)).unwrap_or_default() {
        let column = source.meaning(heading).and_then(|meaning| meaning.fund);
        if let Some(column) =
            column.filter(|column| !columns.values().any(|known| *known == Field::Fund(*column)))
        {
            columns.entry(heading.area.first.column).or_insert(Field::Fund(column));
        }
    }
    columns
}

/// The cells of a fund row.
pub fn cells(
    source: &Source,
    kinds: &Kinds,
    ends: &Ends,
    columns: &BTreeMap<u32, Field>,
    row: u32,
) -> Result<Vec<CellSpec>, CannotLearn> {
    let spec = |cell: &&Cell| {
        let text = match columns.get(&cell.area.first.column) {
            Some(field) if is_blank(cell) => Text::of(field.clone()),
            _ => text(source, cell)?,
        };
        Ok(cell_spec(cell, text, until(cell, ends)?))
    };
    let mut specs = source.row(row).iter().map(spec).collect::<Result<Vec<_>, CannotLearn>>()?;
    specs.extend(unused(source, kinds, columns, row));
    specs.sort_by_key(|spec| spec.first);
    Ok(specs)
}

/// Cells of the table that the row does not have: files do not keep blank cells that look like paper.
fn unused(source: &Source, kinds: &Kinds, columns: &BTreeMap<u32, Field>, row: u32) -> Vec<CellSpec> {
    let mut unused = BTreeMap::new();
    let is_free = |cell: &Cell| {
        let (first, last) = (cell.area.first.column, cell.area.last.column);
        let meets = |other: &&Cell| other.area.first.column <= last && first <= other.area.last.column;
        !source.standing(row).iter().any(meets)
    };
    for cell in kinds.funds.keys().flat_map(|row| source.row(*row)) {
        let field = columns.get(&cell.area.first.column);
        let is_low = cell.area.first.row == cell.area.last.row;
        if let Some(field) = field.filter(|_| is_low && is_free(cell)) {
            let text = Text::of(field.clone());
            unused.entry(cell.area.first.column).or_insert_with(|| cell_spec(cell, text, None));
        }
    }
    unused.into_values().collect()
}

/// Fund rows at the end of the table that are printed alike become one. Cells that reach down to one of them reach to that one.
pub fn joined(specs: Vec<RowSpec>) -> Vec<RowSpec> {
    let mut joined: Vec<RowSpec> = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let last = specs.iter().rposition(|spec| spec.each == Each::Fund);
    let alike_from = last.map_or(0, |last| {
        let pairs = (0..last).rev().take_while(|at| is_alike(&specs[*at], &specs[at + 1]));
        last - pairs.count()
    });
    for (at, spec) in specs.into_iter().enumerate() {
        match joined.last_mut() {
            Some(kept) if at > alike_from && spec.each == Each::Fund => {
                names.insert(spec.id.clone(), kept.id.clone());
            }
            _ => joined.push(spec),
        }
    }
    for cell in joined.iter_mut().flat_map(|spec| &mut spec.cells) {
        if let Some(kept) = cell.until.as_ref().and_then(|until| names.get(until)) {
            cell.until = Some(kept.clone());
        }
    }
    joined
}

fn is_alike(one: &RowSpec, other: &RowSpec) -> bool {
    let shape = |spec: &RowSpec| -> Vec<(u32, u32, String, Option<String>)> {
        let words = |template: &Template| squeeze(&template.to_string());
        let cells = spec.cells.iter();
        cells.map(|cell| (cell.first, cell.last, words(&cell.text), cell.blank.clone())).collect()
    };
    let is_low =
        |spec: &RowSpec| spec.each == Each::Fund && spec.cells.iter().all(|cell| cell.until.is_none());
    is_low(one) && is_low(other) && shape(one) == shape(other)
}

/// How amounts are printed: with the decimals that all of them have, and grouped where one of them is.
pub fn amounts(source: &Source) -> AmountFormat {
    let is_amount = |field: &FieldRef| matches!(field, FieldRef::Fund { column, .. } if column.is_amount());
    let cells: Vec<&Cell> = source
        .found
        .sources
        .iter()
        .filter(|(field, _)| is_amount(field))
        .filter_map(|(_, at)| source.covering(*at))
        .collect();
    let decimals = |cell: &&Cell| match &cell.value {
        Value::Number(number) => number.format.decimals,
        Value::Text(text) => {
            text.rsplit_once('.').and_then(|(_, rest)| u32::try_from(rest.trim().len()).ok())
        }
    };
    let first = cells.first().and_then(decimals).filter(|first| (1..=6).contains(first));
    let decimals = first.filter(|first| cells.iter().all(|cell| decimals(cell) == Some(*first)));
    let grouped = cells.iter().any(|cell| cell.value.shown().contains([',', '，']));
    AmountFormat { decimals, grouped }
}
