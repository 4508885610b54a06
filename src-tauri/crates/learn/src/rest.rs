//! A sheet from which rows and cells are taken out, with the form on it.

use std::ops::Range;

use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Area, Cell, Header, Sheet, Value};

/// What is left of a sheet and the form on it.
pub struct Rest {
    pub sheet: Sheet,
    pub found: RecoveredForm,
    /// The rows of the sheet that were taken out, from 0, in order.
    removed: Vec<u32>,
}

impl Rest {
    pub fn new(sheet: &Sheet, found: &RecoveredForm) -> Self {
        Self { sheet: sheet.clone(), found: found.clone(), removed: Vec::new() }
    }

    /// Where a cell of what is left stands in the whole sheet.
    pub fn original(&self, at: Address) -> Address {
        let row =
            self.removed.iter().fold(at.row, |row, removed| if *removed <= row { row + 1 } else { row });
        Address::new(row, at.column)
    }

    /// Makes a cell end in its first row, with blank cells below it.
    pub fn split(&mut self, at: Address) -> Option<()> {
        let index = self.sheet.cells.iter().position(|cell| cell.area.first == at)?;
        let cell = self.sheet.cells[index].clone();
        let Area { first, last } = cell.area;
        if first.row == last.row {
            return None;
        }
        let of_row =
            |row: u32| Area { first: Address::new(row, first.column), last: Address::new(row, last.column) };
        self.sheet.cells[index].area = of_row(first.row);
        let below = (first.row + 1..=last.row).map(|row| Cell {
            area: of_row(row),
            value: Value::Text(String::new()),
            ..cell.clone()
        });
        self.sheet.cells.extend(below);
        self.sheet.cells.sort_by_key(|cell| cell.area.first);
        Some(())
    }

    /// Takes a row out of the sheet.
    pub fn remove(&mut self, row: u32) {
        let original = self.original(Address::new(row, 0)).row;
        let at = self.removed.partition_point(|removed| *removed < original);
        self.removed.insert(at, original);
        let up = |other: u32| if other > row { other - 1 } else { other };
        let sheet = &mut self.sheet;
        sheet.cells.retain(|cell| cell.area.first.row != row || cell.area.last.row > row);
        for cell in &mut sheet.cells {
            // A cell that begins in the row goes on in the next one, which takes its place.
            cell.area.first.row = up(cell.area.first.row);
            cell.area.last.row =
                if cell.area.last.row >= row { cell.area.last.row - 1 } else { cell.area.last.row };
        }
        if (row as usize) < sheet.rows.len() {
            sheet.rows.remove(row as usize);
        }
        for Header { first, last, until } in &mut sheet.headers {
            (*first, *last, *until) = (up(*first), up(*last), up(*until));
        }
        if let Some(page) = &mut sheet.page {
            page.breaks.iter_mut().for_each(|other| *other = up(*other));
        }
        self.found.sources.retain(|_, at| at.row != row);
        self.found.sources.values_mut().for_each(|at| at.row = up(at.row));
        self.found.subtotals.retain(|subtotal| *subtotal != row);
        self.found.subtotals.iter_mut().for_each(|subtotal| *subtotal = up(*subtotal));
        let Range { start, end } = self.found.rows.clone();
        self.found.rows = up(start)..up(end);
    }
}
