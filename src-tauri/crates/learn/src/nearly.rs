//! The layout of a sheet that no layout prints again wholly: what stands in its way is left out, and told.

use std::ops::Range;

use jixiao_edition::{Edition, Labels};
use jixiao_recover::RecoveredForm;
use jixiao_sheet::{Address, Area, Cell, Header, Sheet, Value};

use crate::again::draft;
use crate::error::CannotLearn;
use crate::learn::About;

/// A layout that prints most of a sheet again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearly {
    /// The layout.
    pub edition: Edition,
    /// What it prints in another way than the sheet, or not at all.
    pub lost: Vec<Lost>,
}

/// What a layout does not have of the sheet that it was learned from. Addresses are those of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// A figure or text that belongs to no field: it would be printed on everybody's form.
    #[error("按学到的本单位表式，{0} 的内容没有对应的栏目，印出来是空白")]
    Cell(Address),
    /// A row between indicators that is none.
    #[error("按学到的本单位表式，第 {} 行（小计、续表一类）不再印出", .0.row + 1)]
    Row(Address),
    /// A cell merged over some rows of a table, whose rows come and go.
    #[error("按学到的本单位表式，合并单元格 {0} 只占它的第一行")]
    Merge(Address),
    /// A cell that is printed in another way.
    #[error("按学到的本单位表式，{0} 印出来与原表不同")]
    Differs(Address),
}

impl Lost {
    /// The cell; the first one of a row.
    #[must_use]
    pub const fn at(&self) -> Address {
        let (Self::Cell(at) | Self::Row(at) | Self::Merge(at) | Self::Differs(at)) = self;
        *at
    }
}

/// A layout that leaves out more is none of this sheet.
const MAX_LOST: usize = 40;

/// Of so many cells one may be printed in another way.
const CELLS_FOR_ONE: usize = 20;

/// The layout of a form's rows of the sheet, with what it leaves out of them. A form that `is_alone` on its sheet has all rows of it.
///
/// # Errors
/// The sheet has too much that no layout says.
pub fn nearly(
    sheet: &Sheet,
    found: &RecoveredForm,
    is_alone: bool,
    labels: &Labels,
    about: &About,
) -> Result<Nearly, CannotLearn> {
    let mut rest = Rest { sheet: sheet.clone(), found: found.clone(), removed: Vec::new() };
    let mut lost = Vec::new();
    loop {
        let why = match draft(&rest.sheet, &rest.found, is_alone, labels, about) {
            Ok((edition, differing)) => {
                if let Some(at) =
                    differing.first().filter(|_| differing.len() * CELLS_FOR_ONE > sheet.cells.len())
                {
                    return Err(CannotLearn::Differs(rest.original(*at)));
                }
                lost.extend(differing.iter().map(|at| Lost::Differs(rest.original(*at))));
                return Ok(Nearly { edition, lost });
            }
            Err(why) => why,
        };
        match rest.without(&why).filter(|_| lost.len() < MAX_LOST) {
            Some(left_out) => lost.push(left_out),
            None => return Err(why),
        }
    }
}

/// What is left of a sheet and the form on it.
struct Rest {
    sheet: Sheet,
    found: RecoveredForm,
    /// The rows of the sheet that were taken out, from 0, in order.
    removed: Vec<u32>,
}

impl Rest {
    /// Takes out what stands in the way of learning; `None` when nothing can be.
    fn without(&mut self, why: &CannotLearn) -> Option<Lost> {
        match why {
            CannotLearn::Figure(at) | CannotLearn::Unknown(at) | CannotLearn::Braces(at) => {
                let cell = self.sheet.cells.iter_mut().find(|cell| cell.area.contains(*at))?;
                let is_filled = !cell.value.shown().trim().is_empty();
                cell.value = Value::Text(String::new());
                is_filled.then(|| Lost::Cell(self.original(*at)))
            }
            CannotLearn::Between(row) => {
                let row = row.checked_sub(1)?;
                let at = self.original(Address::new(row, 0));
                self.remove(row);
                Some(Lost::Row(at))
            }
            CannotLearn::Straddles(at) => {
                self.split(*at)?;
                Some(Lost::Merge(self.original(*at)))
            }
            _ => None,
        }
    }

    /// Where a cell of what is left stands in the whole sheet.
    fn original(&self, at: Address) -> Address {
        let row =
            self.removed.iter().fold(at.row, |row, removed| if *removed <= row { row + 1 } else { row });
        Address::new(row, at.column)
    }

    /// Makes a cell end in its first row, with blank cells below it.
    fn split(&mut self, at: Address) -> Option<()> {
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
    fn remove(&mut self, row: u32) {
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
        let Range { start, end } = self.found.rows.clone();
        self.found.rows = up(start)..up(end);
    }
}
