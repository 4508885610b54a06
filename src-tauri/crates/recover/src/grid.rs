use std::collections::BTreeMap;

use jixiao_edition::{Labels, key};
use jixiao_sheet::{Address, Area, Cell, Sheet};

use crate::label::is_level;

/// A sheet indexed for look-ups: which cell covers an address, which cells begin in a row.
pub struct Grid<'a> {
    rows: BTreeMap<u32, Vec<Entry<'a>>>,
    /// Merged areas that reach below their first row, by that row.
    tall: Vec<Entry<'a>>,
}

/// A cell that is not blank, with its text.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    pub cell: &'a Cell,
    index: usize,
}

/// The texts of a grid's cells, made once.
pub struct Texts {
    shown: Vec<String>,
    keys: Vec<String>,
    levels: Vec<bool>,
}

impl Texts {
    pub fn new(sheet: &Sheet, labels: &Labels) -> Self {
        let shown: Vec<String> = sheet.cells.iter().map(|cell| cell.value.shown()).collect();
        let keys: Vec<String> = shown.iter().map(|text| key(text)).collect();
        let levels = keys.iter().map(|key| is_level(labels, key)).collect();
        Self { shown, keys, levels }
    }

    /// The text as shown, line breaks and spaces included.
    pub fn shown(&self, entry: Entry) -> &str {
        &self.shown[entry.index]
    }

    /// The text as labels are compared.
    pub fn key(&self, entry: Entry) -> &str {
        &self.keys[entry.index]
    }

    /// True for a heading of the first, second or third level.
    pub fn is_level(&self, entry: Entry) -> bool {
        self.levels[entry.index]
    }
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a Sheet, texts: &Texts) -> Self {
        let mut rows: BTreeMap<u32, Vec<Entry>> = BTreeMap::new();
        let mut tall = Vec::new();
        for (index, cell) in sheet.cells.iter().enumerate() {
            if texts.keys[index].is_empty() {
                continue;
            }
            let entry = Entry { cell, index };
            rows.entry(cell.area.first.row).or_default().push(entry);
            if cell.area.last.row > cell.area.first.row {
                tall.push(entry);
            }
        }
        for row in rows.values_mut() {
            row.sort_by_key(|entry| entry.column());
        }
        Self { rows, tall }
    }

    /// The cells that begin in `row`, left to right. Blank cells are not listed.
    pub fn row(&self, row: u32) -> &[Entry<'a>] {
        self.rows.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The rows that have cells, top to bottom.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.rows.keys().copied()
    }

    /// The rows that have cells from `first` to before `end`.
    pub fn rows_between(&self, first: u32, end: u32) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.rows.range(first..end.max(first)).map(|(row, _)| *row)
    }

    /// One past the last row with a cell.
    pub fn end(&self) -> u32 {
        self.rows.keys().next_back().map_or(0, |row| row + 1)
    }

    /// The cell whose area covers `at`; `None` when it is blank.
    pub fn covering(&self, at: Address) -> Option<Entry<'a>> {
        let in_row = self.row(at.row).iter().find(|entry| entry.cell.area.contains(at));
        in_row.or_else(|| self.tall.iter().find(|entry| entry.cell.area.contains(at))).copied()
    }

    /// The first cell of `row`, beginning there or reaching down into it, that covers a column of `columns`.
    pub fn within(&self, row: u32, columns: Columns) -> Option<Entry<'a>> {
        (columns.first..=columns.last).find_map(|column| self.covering(Address::new(row, column)))
    }
}

impl Entry<'_> {
    /// Where it begins.
    pub fn at(self) -> Address {
        self.cell.area.first
    }

    /// Its first column.
    pub fn column(self) -> u32 {
        self.cell.area.first.column
    }

    /// Its columns.
    pub fn columns(self) -> Columns {
        Columns::of(self.cell.area)
    }
}

/// A span of columns, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    pub first: u32,
    pub last: u32,
}

impl Columns {
    pub fn of(area: Area) -> Self {
        Self { first: area.first.column, last: area.last.column }
    }
}
