//! The sheet that a layout is learned from, indexed.

use std::collections::BTreeMap;
use std::ops::Range;

use jixiao_edition::{Labels, Meaning, key};
use jixiao_model::{FieldRef, Form};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Cell, Sheet};

/// A form's rows of a sheet, with the fields that its cells show.
pub struct Source<'a> {
    pub sheet: &'a Sheet,
    pub found: &'a RecoveredForm,
    pub labels: &'a Labels,
    /// The rows that are learned from.
    pub rows: Range<u32>,
    fields: BTreeMap<Address, Vec<&'a FieldRef>>,
    by_row: BTreeMap<u32, Vec<&'a Cell>>,
    tall: Vec<&'a Cell>,
}

impl<'a> Source<'a> {
    pub fn new(sheet: &'a Sheet, found: &'a RecoveredForm, labels: &'a Labels, rows: Range<u32>) -> Self {
        let mut fields: BTreeMap<Address, Vec<&FieldRef>> = BTreeMap::new();
        for (field, at) in &found.sources {
            fields.entry(*at).or_default().push(field);
        }
        let mut by_row: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
        for cell in sheet.cells.iter().filter(|cell| rows.contains(&cell.area.first.row)) {
            by_row.entry(cell.area.first.row).or_default().push(cell);
        }
        for cells in by_row.values_mut() {
            cells.sort_by_key(|cell| cell.area.first.column);
        }
        let is_tall = |cell: &&Cell| cell.area.first.row < cell.area.last.row;
        let tall = by_row.values().flatten().copied().filter(is_tall).collect();
        Self { sheet, found, labels, rows, fields, by_row, tall }
    }

    pub const fn form(&self) -> &'a Form {
        &self.found.form
    }

    /// The cells that begin in a row, left to right.
    pub fn row(&self, row: u32) -> &[&'a Cell] {
        self.by_row.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The cells that stand in a row, also those that reach down into it, left to right.
    pub fn standing(&self, row: u32) -> Vec<&'a Cell> {
        let above = self.tall.iter().filter(|cell| cell.area.first.row < row && row <= cell.area.last.row);
        let mut cells: Vec<&Cell> = self.row(row).iter().chain(above).copied().collect();
        cells.sort_by_key(|cell| cell.area.first.column);
        cells
    }

    /// The cell on this place.
    pub fn covering(&self, at: Address) -> Option<&'a Cell> {
        self.standing(at.row).into_iter().find(|cell| cell.area.contains(at))
    }

    /// The fields that were read from a cell.
    pub fn fields(&self, cell: &Cell) -> &[&'a FieldRef] {
        self.fields.get(&cell.area.first).map_or(&[], Vec::as_slice)
    }

    /// True when nobody has read the field from any cell.
    pub fn is_unread(&self, field: &FieldRef) -> bool {
        !self.found.sources.contains_key(field)
    }

    /// What a cell means as a label: brackets behind it and a colon left aside.
    pub fn meaning(&self, cell: &Cell) -> Option<&'a Meaning> {
        let key = key(&cell.value.shown());
        let word = key.trim_end_matches(':');
        let bare = || word.strip_suffix(')')?.rsplit_once('(').map(|(bare, _)| bare);
        self.labels.meaning(word).or_else(|| self.labels.meaning(bare()?))
    }
}

/// True when a cell shows nothing.
pub fn is_blank(cell: &Cell) -> bool {
    cell.value.shown().trim().is_empty()
}
