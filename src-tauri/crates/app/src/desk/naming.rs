//! 这是…: which label a cell of a source sheet stands for, and what a person may say that it means.

use std::collections::BTreeMap;

use jixiao_edition::{GoalPart, Named, key};
use jixiao_model::{FieldName, FieldRef, FundColumn, IndicatorColumn};
use jixiao_sheet::{Address, Cell, Sheet};

use super::view::{Choice, ChoiceGroup};
use crate::book::BookForm;
use crate::describe;

/// Characters of the longest label: longer texts are values.
const LONGEST: usize = 40;

/// Rows of a heading over the indicators at the most.
const HEADER_ROWS: u32 = 4;

/// What a label may mean, by the parts of a form.
#[must_use]
pub fn meanings() -> Vec<ChoiceGroup> {
    let texts = [
        FieldName::NAME,
        FieldName::COMPETENT_DEPARTMENT,
        FieldName::IMPLEMENTING_UNIT,
        FieldName::REPORTED_ON,
        FieldName::DEVIATION_ANALYSIS,
        FieldName::IMPROVEMENT,
        FieldName::NOTES,
    ];
    let text = |name: FieldName| choice(describe::text(&name), &Named::Text(name.clone()));
    let fund = |column: FundColumn| choice(describe::fund(column), &Named::Fund(column));
    let indicator = |column| choice(describe::indicator(column), &Named::Indicator(column));
    let goal = |name: &str, part| choice(name, &Named::Goal(part));
    vec![
        group("指标表", IndicatorColumn::ALL.map(indicator).to_vec()),
        group("表头和表尾", texts.map(text).to_vec()),
        group("资金表", FundColumn::ALL.map(fund).to_vec()),
        group("年度目标", vec![goal("预期目标", GoalPart::Expected), goal("实际完成情况", GoalPart::Actual)]),
        group("其他", vec![choice("不是字段", &Named::Nothing)]),
    ]
}

fn group(name: &str, choices: Vec<Choice>) -> ChoiceGroup {
    ChoiceGroup { name: name.to_owned(), choices }
}

fn choice(name: &str, named: &Named) -> Choice {
    Choice { id: named.key(), name: name.to_owned() }
}

/// The labels of a form's sheet, by the cells that stand for them.
pub struct SheetLabels<'a> {
    sheet: &'a Sheet,
    read: &'a BookForm,
    fields: BTreeMap<Address, &'a FieldRef>,
    /// The first and the last row of the indicators.
    table: Option<(u32, u32)>,
}

impl<'a> SheetLabels<'a> {
    /// Those of the form that was read.
    pub fn new(read: &'a BookForm) -> Self {
        let fields: BTreeMap<Address, &FieldRef> =
            read.recovered.sources.iter().map(|(field, at)| (*at, field)).collect();
        let is_row =
            |field: &FieldRef| matches!(field, FieldRef::Indicator { .. } | FieldRef::IndicatorExtra { .. });
        let rows = || fields.iter().filter(|(_, field)| is_row(field)).map(|(at, _)| at.row);
        let table = rows().min().zip(rows().max());
        Self { sheet: &read.source, read, fields, table }
    }

    /// The label that a cell stands for: its own text, the one before a colon in it, or the one that heads its column or stands left
    /// of it. `None` where there is none.
    pub fn of(&self, cell: &Cell) -> Option<String> {
        let at = cell.area.first;
        let label = match self.fields.get(&at) {
            _ if self.is_in_table(at.row) => self.heading(at.column)?,
            Some(FieldRef::Fund { .. } | FieldRef::FundExtra { .. }) => self.above(cell)?,
            Some(FieldRef::Text(_) | FieldRef::GoalExpected(_) | FieldRef::GoalActual(_)) => {
                inline(cell).or_else(|| self.left_of(cell))?
            }
            Some(_) => return None,
            None => self.own(cell)?,
        };
        let length = key(&label).chars().count();
        (1..=LONGEST).contains(&length).then_some(label)
    }

    fn is_in_table(&self, row: u32) -> bool {
        self.table.is_some_and(|(first, last)| (first..=last).contains(&row))
    }

    /// The heading of a column of the indicator table.
    fn heading(&self, column: u32) -> Option<String> {
        let mut columns = self.read.recovered.columns.iter();
        let heading = columns.rfind(|known| known.column <= column)?.heading.clone();
        (!heading.is_empty()).then_some(heading)
    }

    /// A cell's own text; a piece of a heading over several rows stands for all of it.
    fn own(&self, cell: &Cell) -> Option<String> {
        let (at, shown) = (cell.area.first, cell.value.shown());
        let piece = key(&shown);
        if piece.is_empty() {
            return None;
        }
        let is_header = |first: u32| at.row < first && at.row + HEADER_ROWS >= first;
        let of_column = self.read.recovered.columns.iter().find(|known| known.column == at.column);
        let whole = of_column.filter(|known| known.heading.contains(&piece));
        match whole.filter(|_| self.table.is_some_and(|(first, _)| is_header(first))) {
            Some(known) => Some(known.heading.clone()),
            None => Some(inline(cell).unwrap_or_else(|| jixiao_model::one_line(&shown))),
        }
    }

    /// The nearest text above that is no field.
    fn above(&self, cell: &Cell) -> Option<String> {
        let at = cell.area.first;
        let heads = |other: &&Cell| {
            let columns = other.area.first.column..=other.area.last.column;
            other.area.last.row < at.row && columns.contains(&at.column) && self.is_free(other)
        };
        let above = self.sheet.cells.iter().filter(heads).max_by_key(|other| other.area.last.row)?;
        Some(jixiao_model::one_line(&above.value.shown()))
    }

    /// The nearest text to the left that is no field.
    fn left_of(&self, cell: &Cell) -> Option<String> {
        let at = cell.area.first;
        let is_left = |other: &&Cell| {
            let rows = other.area.first.row..=other.area.last.row;
            other.area.last.column < at.column && rows.contains(&at.row) && self.is_free(other)
        };
        let left = self.sheet.cells.iter().filter(is_left).max_by_key(|other| other.area.last.column)?;
        Some(jixiao_model::one_line(&left.value.shown()))
    }

    fn is_free(&self, cell: &Cell) -> bool {
        !self.fields.contains_key(&cell.area.first) && !cell.value.shown().trim().is_empty()
    }
}

/// The label before a colon with something behind it.
fn inline(cell: &Cell) -> Option<String> {
    let shown = cell.value.shown();
    let (label, text) = shown.split_once([':', '：'])?;
    (!text.trim().is_empty()).then(|| jixiao_model::one_line(label))
}
