//! A run of indicators: many rows of the sheet, one row of the layout.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use jixiao_edition::{CellSpec, Field, key};
use jixiao_model::{ColumnName, FieldRef, IndicatorColumn};
use jixiao_sheet::{Address, Cell, Length, Number, Style, Value};

use crate::cells::{Ends, cell_spec};
use crate::error::CannotLearn;
use crate::kinds::Kinds;
use crate::source::{Source, is_blank};
use crate::text::{Text, text};

/// A column of the run: its columns of the sheet, and the cell that stands there in each row.
struct Column<'a> {
    first: u32,
    last: u32,
    cells: Vec<(u32, &'a Cell)>,
}

/// The cells of the row of the layout that stands for a run.
pub fn cells(
    source: &Source,
    kinds: &Kinds,
    ends: &Ends,
    run: &RangeInclusive<u32>,
) -> Result<Vec<CellSpec>, CannotLearn> {
    let columns = columns(source, run)?;
    let fields = fields(source, run, &columns);
    let mut specs = Vec::new();
    for (column, field) in columns.iter().zip(fields) {
        specs.push(match field {
            Some(field) => field_cell(source, kinds, ends, run, column, &field)?,
            None => words_cell(source, ends, run, column)?,
        });
    }
    specs.extend(unused_columns(source, run, &specs));
    specs.sort_by_key(|spec| spec.first);
    Ok(specs)
}

/// The height that most rows of a run have.
pub fn height(source: &Source, run: &RangeInclusive<u32>) -> Option<Length> {
    let rows = run.clone().filter_map(|row| source.sheet.rows.get(row as usize));
    most(rows.copied().filter(|height| *height > Length::ZERO))
}

/// The value that comes most often, the first of several.
pub fn most<T: Ord + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
    for (at, value) in values.enumerate() {
        counts.entry(value).or_insert((0, usize::MAX - at)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

/// The columns of the run; a cell that begins above it belongs to the rows above.
fn columns<'a>(source: &Source<'a>, run: &RangeInclusive<u32>) -> Result<Vec<Column<'a>>, CannotLearn> {
    let mut columns: BTreeMap<(u32, u32), Vec<(u32, &Cell)>> = BTreeMap::new();
    for row in run.clone() {
        for cell in source.standing(row).into_iter().filter(|cell| run.contains(&cell.area.first.row)) {
            let span = (cell.area.first.column, cell.area.last.column);
            columns.entry(span).or_default().push((row, cell));
        }
    }
    let spans: Vec<(u32, u32)> = columns.keys().copied().collect();
    if let Some(pair) = spans.windows(2).find(|pair| pair[1].0 <= pair[0].1) {
        let fewest = pair.iter().min_by_key(|span| columns[span].len()).unwrap_or(&pair[0]);
        return Err(CannotLearn::Columns(columns[fewest][0].1.area.first));
    }
    Ok(columns.into_iter().map(|((first, last), cells)| Column { first, last, cells }).collect())
}

/// What each column shows: what was read from it, or what its heading says.
fn fields(source: &Source, run: &RangeInclusive<u32>, columns: &[Column]) -> Vec<Option<Field>> {
    let read = |column: &Column| {
        let found = source.found.sources.iter().find(|(field, at)| {
            at.column == column.first && run.contains(&at.row) && field_of(field).is_some()
        });
        found.and_then(|(field, _)| field_of(field))
    };
    let read: Vec<Option<Field>> = columns.iter().map(read).collect();
    let known: BTreeSet<&Field> = read.iter().flatten().collect();
    let headed = |column: &Column| {
        heading_field(source, run, column.first, column.last).filter(|field| !known.contains(field))
    };
    columns.iter().zip(&read).map(|(column, field)| field.clone().or_else(|| headed(column))).collect()
}

fn field_of(field: &FieldRef) -> Option<Field> {
    match field {
        FieldRef::Indicator { column, .. } => Some(Field::Indicator(*column)),
        FieldRef::IndicatorExtra { column, .. } => Some(Field::IndicatorExtra(column.clone())),
        _ => None,
    }
}

/// The field under a heading: the column that it was read as, or one of the office's own.
fn heading_field(source: &Source, run: &RangeInclusive<u32>, first: u32, last: u32) -> Option<Field> {
    let found = source.found.columns.iter().find(|column| (first..=last).contains(&column.column))?;
    if let Some(column) = found.field {
        return Some(Field::Indicator(column));
    }
    let heading = source.covering(Address::new(run.start().checked_sub(1)?, first))?;
    let name = key(&heading.value.shown());
    let is_own = !name.is_ascii() && source.meaning(heading).is_none();
    is_own.then(|| Field::IndicatorExtra(ColumnName::new(&name)))
}

const fn is_class(field: &Field) -> bool {
    use IndicatorColumn::{Level1, Level2, Level3};
    matches!(field, Field::Indicator(Level1 | Level2 | Level3) | Field::IndicatorExtra(_))
}

const fn is_tall(cell: &Cell) -> bool {
    cell.area.first.row < cell.area.last.row
}

fn covers(cell: &Cell, run: &RangeInclusive<u32>) -> bool {
    cell.area.first.row == *run.start() && cell.area.last.row >= *run.end()
}

fn field_cell(
    source: &Source,
    kinds: &Kinds,
    ends: &Ends,
    run: &RangeInclusive<u32>,
    column: &Column,
    field: &Field,
) -> Result<CellSpec, CannotLearn> {
    let tall = column.cells.iter().map(|(_, cell)| *cell).find(|cell| is_tall(cell));
    let filled: Vec<&Cell> =
        column.cells.iter().map(|(_, cell)| *cell).filter(|cell| !is_blank(cell)).collect();
    let texts = filled.iter().map(|cell| text(source, cell)).collect::<Result<Vec<_>, _>>()?;
    let numbers = filled.iter().zip(&texts).filter(|(cell, _)| holds_number(cell));
    // Words print alike under either format.
    let deciding = match numbers.map(|(_, text)| text).collect::<Vec<_>>() {
        numbers if !numbers.is_empty() && !filled.iter().any(|cell| looks_like_number(cell)) => numbers,
        _ => texts.iter().collect(),
    };
    let template = most(deciding.into_iter().map(|text| text.template.to_string()));
    let text = texts.into_iter().find(|text| Some(text.template.to_string()) == template);
    let text = text.unwrap_or_else(|| Text::of(field.clone()));
    let looks = style(column);
    let mut spec = CellSpec { style: looks, ..cell_spec(column.cells[0].1, text, None) };
    match tall {
        Some(cell) if is_class(field) && cell.area.last.row <= *run.end() => spec.merge = true,
        Some(cell) if covers(cell, run) => spec.until = end_of(cell, ends)?,
        Some(cell) => return Err(CannotLearn::Straddles(cell.area.first)),
        None if is_class(field) && is_merged_elsewhere(source, kinds, column) => spec.merge = true,
        None => spec.first_only = is_first_only(source, kinds, column, field),
    }
    Ok(spec)
}

const fn holds_number(cell: &Cell) -> bool {
    matches!(cell.value, Value::Number(_))
}

/// True for a text that would become a number where a number's format prints it.
fn looks_like_number(cell: &Cell) -> bool {
    matches!(&cell.value, Value::Text(text) if Number::showing(text).is_some())
}

fn end_of(cell: &Cell, ends: &Ends) -> Result<Option<String>, CannotLearn> {
    ends.get(&cell.area.last.row).cloned().map(Some).ok_or(CannotLearn::Straddles(cell.area.first))
}

/// True when the column has a merged cell in the run of another goal.
fn is_merged_elsewhere(source: &Source, kinds: &Kinds, column: &Column) -> bool {
    let is_within = |run: &RangeInclusive<u32>, cell: &Cell| {
        is_tall(cell) && *run.start() <= cell.area.first.row && cell.area.last.row <= *run.end()
    };
    kinds.runs.iter().any(|run| {
        let mut cells = run.clone().filter_map(|row| source.covering(Address::new(row, column.first)));
        cells.any(|cell| is_within(run, cell))
    })
}

/// True when a class that an indicator inherits is not printed in its own row.
fn is_first_only(source: &Source, kinds: &Kinds, column: &Column, field: &Field) -> bool {
    let Field::Indicator(level @ (IndicatorColumn::Level1 | IndicatorColumn::Level2)) = field else {
        return false;
    };
    // One goal may have a row for each class, and another show how the classes go on.
    kinds.indicators.iter().any(|(row, (goal, indicator))| {
        let field = FieldRef::Indicator { goal: *goal, row: *indicator, column: *level };
        let cell = source.covering(Address::new(*row, column.first));
        cell.is_some_and(is_blank) && !source.form().show(&field).is_empty()
    })
}

fn style(column: &Column) -> Style {
    most(column.cells.iter().map(|(_, cell)| cell.style.clone())).unwrap_or_default()
}

/// A column that shows no field: the same words in each row, or one cell beside all rows.
fn words_cell(
    source: &Source,
    ends: &Ends,
    run: &RangeInclusive<u32>,
    column: &Column,
) -> Result<CellSpec, CannotLearn> {
    let cell = column.cells[0].1;
    if column.cells.iter().any(|(_, cell)| is_tall(cell)) {
        if !covers(cell, run) {
            return Err(CannotLearn::Straddles(cell.area.first));
        }
        return Ok(cell_spec(cell, text(source, cell)?, end_of(cell, ends)?));
    }
    let mut texts = BTreeMap::new();
    for (_, cell) in &column.cells {
        let shown = cell.value.shown();
        texts.entry(shown.trim().to_owned()).or_insert(cell.area.first);
    }
    if texts.len() > 1 {
        let at = texts.iter().find(|(text, _)| !text.is_empty()).map(|(_, at)| *at);
        return Err(CannotLearn::Unknown(at.unwrap_or(cell.area.first)));
    }
    Ok(CellSpec { style: style(column), ..cell_spec(cell, text(source, cell)?, None) })
}

/// Columns with a heading in which no row has a cell: files do not keep blank cells that look like paper.
fn unused_columns(source: &Source, run: &RangeInclusive<u32>, specs: &[CellSpec]) -> Vec<CellSpec> {
    let mut unused: Vec<CellSpec> = Vec::new();
    let Some(above) = run.start().checked_sub(1) else { return unused };
    for column in &source.found.columns {
        let Some(heading) = source.covering(Address::new(above, column.column)) else { continue };
        if heading.area.last.row > above {
            continue; // it stands beside the rows
        }
        let (first, last) = (heading.area.first.column, heading.area.last.column);
        let is_taken = specs.iter().chain(&unused).any(|spec| spec.first <= last && first <= spec.last);
        if let Some(field) = heading_field(source, run, first, last).filter(|_| !is_taken) {
            let like = specs.iter().rfind(|spec| spec.first < first).map(|spec| spec.style.clone());
            let style = like.unwrap_or_default();
            unused.push(CellSpec { style, ..cell_spec(heading, Text::of(field), None) });
        }
    }
    unused
}
