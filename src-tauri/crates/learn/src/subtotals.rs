//! A row of the layout for the subtotals of classes: they only follow, so that one row stands for all of them.

use std::ops::Range;

use jixiao_edition::{CellSpec, Each, Edition, Field, Format, Labels, Piece, RowSpec, Template};
use jixiao_model::{FieldRef, IndicatorColumn, TotalColumn};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Cell, Length, Number, Sheet, Value};

use crate::cells::{cell_spec, is_figure};
use crate::error::CannotLearn;
use crate::learn::{About, MAX_ROWS, identified, learn};
use crate::rest::Rest;
use crate::source::{Source, is_blank};
use crate::text::{Text, text};

/// The row of the layout.
const ID: &str = "subtotal";

/// The layout of a sheet: without the rows of subtotals, and then with one row for them. Where not each class has one, they are rows
/// like others.
///
/// # Errors
/// The sheet has something that no layout says.
pub fn with_subtotals(
    sheet: &Sheet,
    found: &RecoveredForm,
    rows: Range<u32>,
    labels: &Labels,
    about: &About,
) -> Result<Edition, CannotLearn> {
    let Some(first) =
        found.subtotals.first().copied().filter(|_| rows.len() <= MAX_ROWS && is_regular(found))
    else {
        return learn(sheet, found, rows, labels, about);
    };
    let mut rest = Rest::new(sheet, found);
    found.subtotals.iter().rev().for_each(|row| rest.remove(*row));
    let left = rows.start..rest.sheet.cells.iter().map(|cell| cell.area.last.row + 1).max().unwrap_or(0);
    let left = left.start..left.end.min(rows.end);
    let learned = learn(&rest.sheet, &rest.found, left, labels, about);
    let mut edition = learned.map_err(|why| why.moved(|at| rest.original(at)))?;
    let source = Source::new(sheet, found, labels, rows.clone());
    let spec = row_spec(&source, first)?;
    if insert(&mut edition, &source, first, spec) {
        Ok(identified(edition))
    } else {
        learn(sheet, found, rows, labels, about)
    }
}

/// True when each class has one subtotal, below its indicators.
fn is_regular(found: &RecoveredForm) -> bool {
    let mut subtotals = found.subtotals.iter().peekable();
    let mut classes = 0;
    for (goal, indicators) in found.form.goals.iter().map(|goal| &goal.indicators).enumerate() {
        let mut end = 0;
        for class in indicators.chunk_by(|one, other| one.level1 == other.level1) {
            end += class.len();
            classes += 1;
            let behind = lowest(found, goal, end - 1);
            let before = lowest(found, goal, end).unwrap_or(u32::MAX);
            let is_here = |row: &&u32| behind.is_some_and(|behind| behind < **row) && **row < before;
            let is_nameless = class.iter().all(|row| row.level1.is_empty());
            if is_nameless || subtotals.next_if(is_here).is_none() {
                return false;
            }
        }
    }
    classes > 0 && subtotals.next().is_none()
}

/// The row in which an indicator's name or figures stand.
fn lowest(found: &RecoveredForm, goal: usize, row: usize) -> Option<u32> {
    let of_row = |field: &FieldRef| {
        matches!(field, FieldRef::Indicator { goal: g, row: r, .. } | FieldRef::IndicatorExtra { goal: g, row: r, .. }
            if (*g, *r) == (goal, row))
    };
    found.sources.iter().filter(|(field, _)| of_row(field)).map(|(_, at)| at.row).max()
}

fn row_spec(source: &Source, row: u32) -> Result<RowSpec, CannotLearn> {
    let cells = source.row(row).iter();
    let cells = cells.map(|cell| Ok(cell_spec(cell, subtotal_text(source, row, cell)?, None)));
    let height = source.sheet.rows.get(row as usize).copied();
    Ok(RowSpec {
        id: ID.to_owned(),
        each: Each::Class,
        header: false,
        height: height.filter(|height| *height > Length::ZERO),
        page_break: false,
        least: 0,
        cells: cells.collect::<Result<_, CannotLearn>>()?,
    })
}

/// What a cell shows: a sum, the name of the class, or words.
fn subtotal_text(source: &Source, row: u32, cell: &Cell) -> Result<Text, CannotLearn> {
    let shown = cell.value.shown();
    let columns =
        [(IndicatorColumn::Weight, TotalColumn::Weight), (IndicatorColumn::Score, TotalColumn::Score)];
    let is_under = |wanted: IndicatorColumn| {
        let mut columns = source.found.columns.iter().filter(|column| column.field == Some(wanted));
        columns.any(|column| cell.area.contains(Address::new(row, column.column)))
    };
    let column = columns.into_iter().find(|(wanted, _)| is_under(*wanted)).map(|(_, column)| column);
    let of = |pieces: Vec<Piece>| Ok(Text { template: Template::of(pieces), blank: None });
    match column {
        Some(column) if is_figure(&shown) => {
            let is_text = matches!(&cell.value, Value::Text(text) if Number::showing(text).is_some());
            let format = if is_text { Format::Text } else { Format::Plain };
            let unit = shown.trim().ends_with('分').then(|| Piece::Words("分".to_owned()));
            of(std::iter::once(Piece::Field(Field::Subtotal(column), format)).chain(unit).collect())
        }
        _ if is_figure(&shown) => Err(CannotLearn::Figure(cell.area.first)),
        _ => match class_above(source, row).and_then(|class| shown.split_once(class)) {
            Some((before, behind)) => of(vec![
                Piece::Words(before.to_owned()),
                Piece::Field(Field::Indicator(IndicatorColumn::Level1), Format::Plain),
                Piece::Words(behind.to_owned()),
            ]),
            None => text(source, cell),
        },
    }
}

/// The class that stands above a row.
fn class_above<'a>(source: &Source<'a>, row: u32) -> Option<&'a str> {
    let found = source.found;
    let above = found.sources.iter().filter(|(_, at)| at.row < row);
    let last = above.filter_map(|(field, at)| match field {
        FieldRef::Indicator { goal, row, column: IndicatorColumn::Level3 } => Some((at.row, *goal, *row)),
        _ => None,
    });
    let (_, goal, indicator) = last.max()?;
    let class = source.form().goals.get(goal)?.indicators.get(indicator)?.level1.as_str();
    (!class.is_empty()).then_some(class)
}

/// Puts the row below that of the indicators; cells that reach down to it reach on to the subtotal. False where these stand in each
/// other's way.
fn insert(edition: &mut Edition, source: &Source, row: u32, spec: RowSpec) -> bool {
    let Some(run) = edition.rows().find(|spec| spec.each == Each::Indicator).map(|spec| spec.id.clone())
    else {
        return false;
    };
    let reaches = |cell: &CellSpec| {
        let above = source.covering(Address::new(row, cell.first));
        above.is_some_and(|above| above.area.first.row < row && !is_blank(above))
    };
    let mut taken: Vec<(u32, u32)> = Vec::new();
    for block in edition.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        for above in &mut block.rows {
            let is_run = above.id == run;
            for cell in &mut above.cells {
                let is_class = is_run && shows_class(cell) && reaches(cell);
                if is_run && !is_class && cell.merge && reaches(cell) {
                    return false; // a subclass beside the subtotal of its class
                }
                if is_class || cell.until.as_ref() == Some(&run) {
                    cell.until = Some(ID.to_owned());
                    cell.merge |= is_class;
                    cell.first_only &= !is_class;
                    taken.push((cell.first, cell.last));
                }
            }
        }
        if let Some(at) = block.rows.iter().position(|row| row.id == run) {
            let meets = |cell: &CellSpec| {
                taken.iter().any(|(first, last)| cell.first <= *last && *first <= cell.last)
            };
            if spec.cells.iter().any(meets) {
                return false;
            }
            block.rows.insert(at + 1, spec);
            return true;
        }
    }
    false
}

fn shows_class(cell: &CellSpec) -> bool {
    cell.text.fields().any(|field| *field == Field::Indicator(IndicatorColumn::Level1))
}
