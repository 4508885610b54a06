//! The cells of a sheet by what they show.

use std::collections::BTreeMap;

use jixiao_edition::key;
use jixiao_model::{FieldRef, Form, sum};
use jixiao_sheet::{Address, Area, Cell, SharedText, Sheet, Value};
use rust_decimal::Decimal;

/// Cells that show a field and nothing else; `（10分）` in a label is none. A merged area is called by its first cell: in a formula it
/// would be several.
pub struct Cells<'a> {
    pub form: &'a Form,
    found: BTreeMap<FieldRef, Vec<&'a Cell>>,
    all: &'a [Cell],
    /// Subtotals with what they add up.
    pub sums: &'a BTreeMap<Address, Area>,
}

impl<'a> Cells<'a> {
    pub fn new(sheet: &'a Sheet, form: &'a Form) -> Self {
        let mut found: BTreeMap<FieldRef, Vec<&Cell>> = BTreeMap::new();
        for cell in &sheet.cells {
            if let Some(field) = &cell.field {
                found.entry(field.clone()).or_default().push(cell);
            }
        }
        Self { form, found, all: &sheet.cells, sums: &sheet.sums }
    }

    /// The number that a field's cell shows, and where.
    pub fn number(&self, field: &FieldRef) -> Option<(Decimal, Area)> {
        self.of(field).find_map(|cell| match &cell.value {
            Value::Number(number) => Some((number.value, cell.area.head())),
            Value::Text(_) => None,
        })
    }

    /// The cell of a field whose text it shows as it is, which may be nothing.
    pub fn text(&self, field: &FieldRef) -> Option<(String, Area)> {
        let shown = self.form.show(field);
        let text = |cell: &Cell| match &cell.value {
            Value::Text(text) if *text == shown => Some((text.clone(), cell.area.head())),
            Value::Text(_) | Value::Number(_) => None,
        };
        self.of(field).find_map(text)
    }

    /// The cell of a figure: with a number in it, or blank.
    pub fn figure(&self, field: &FieldRef) -> Option<Area> {
        let is_blank = |cell: &&&Cell| cell.value.shown().trim().is_empty();
        self.number(field)
            .map(|(_, area)| area)
            .or_else(|| Some(self.found.get(field)?.iter().find(is_blank)?.area.head()))
    }

    /// True where a rate is printed as a number of percents, 97.5: its heading says （%）, or its cell has a format of plain numbers.
    pub fn is_number_of_percents(&self, rate: &FieldRef) -> bool {
        let Some(cell) = self.of(rate).next() else { return false };
        let format = cell.style.format.as_ref().map_or("", SharedText::as_str);
        !format.contains('%') && (format.contains('0') || self.is_headed_by_percent(cell.area))
    }

    fn is_headed_by_percent(&self, area: Area) -> bool {
        let is_above = |cell: &&Cell| {
            let columns = cell.area.first.column..=cell.area.last.column;
            cell.field.is_none()
                && cell.area.last.row < area.first.row
                && columns.contains(&area.first.column)
        };
        let above = self.all.iter().filter(is_above).filter(|cell| !cell.value.shown().trim().is_empty());
        let heading = above.max_by_key(|cell| cell.area.last.row);
        heading.is_some_and(|heading| key(&heading.value.shown()).contains("(%)"))
    }

    /// From the first to the last of these areas, where they stand in the same columns and no other figure stands between them; else
    /// each by itself.
    pub fn together(&self, areas: &[Area]) -> Vec<Area> {
        let (Some(first), Some(last)) = (areas.iter().min(), areas.iter().max()) else { return Vec::new() };
        let whole = Area { first: first.first, last: last.last };
        let same =
            |area: &Area| (area.first.column, area.last.column) == (whole.first.column, whole.last.column);
        let is_other = |cell: &&Cell| {
            whole.contains(cell.area.first)
                && (matches!(cell.value, Value::Number(_)) || self.sums.contains_key(&cell.area.first))
                && !areas.contains(&cell.area.head())
        };
        if areas.iter().all(same) && !self.all.iter().any(|cell| is_other(&cell)) {
            vec![whole]
        } else {
            areas.to_vec()
        }
    }

    /// The number that the cell at `at` shows.
    pub fn number_at(&self, at: Address) -> Option<Decimal> {
        let cell = self.all.iter().find(|cell| cell.area.first == at)?;
        match &cell.value {
            Value::Number(number) => Some(number.value),
            Value::Text(_) => None,
        }
    }

    /// The sum of the numbers within an area; texts count as nothing, as in a workbook.
    pub fn sum_in(&self, area: Area) -> Option<Decimal> {
        let within = self.all.iter().filter(|cell| area.contains(cell.area.first));
        sum(within.filter_map(|cell| match &cell.value {
            Value::Number(number) => Some(number.value),
            Value::Text(_) => None,
        }))
    }

    fn of(&self, field: &FieldRef) -> impl Iterator<Item = &'a Cell> + '_ {
        self.found.get(field).into_iter().flatten().copied()
    }
}

/// `{0},{1},{2}` for so many places from `first` on.
pub fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|at| format!("{{{at}}}")).collect::<Vec<_>>().join(",")
}
