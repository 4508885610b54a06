use std::collections::{BTreeMap, BTreeSet};

use crate::address::{Address, Area};
use crate::formula::Formula;
use crate::length::Length;

/// What a sheet does in a workbook beyond showing its cells. Print and screen leave it out, and no reader tells of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// Formulas, by the cell whose value is their result.
    pub formulas: BTreeMap<Address, Formula>,
    /// So many first rows stay in sight while the others are scrolled.
    pub frozen_rows: u32,
    /// What a person fills in; `None` for a sheet that may be changed anywhere.
    pub fill_in: Option<FillIn>,
}

/// A sheet to fill in: open cells, and the others protected without a password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillIn {
    /// The cells that may be changed.
    pub open: Vec<Open>,
    /// Rows that grow with what is typed, and are never lower than the sheet says.
    pub growing_rows: BTreeSet<u32>,
    /// Rows that are higher than the sheet says: what is typed into merged cells makes no row grow.
    pub roomy_rows: BTreeMap<u32, Length>,
}

/// A cell, or a merged area, that a person may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Where it stands.
    pub area: Area,
    /// It is marked while this holds; `None` for a cell that nobody has to fill in.
    pub marked_while: Option<Formula>,
    /// What is told when it is chosen; at most 255 characters.
    pub hint: Option<Hint>,
    /// What may be typed; `None` for anything.
    pub expected: Option<Expected>,
}

/// What a person is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// At most 32 characters.
    pub title: String,
    /// At most 255 characters.
    pub text: String,
}

/// What may be typed into a cell. Anything else is asked about, and may stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// One of these words, offered in a list.
    Words(Vec<String>),
    /// What makes the formula true; otherwise the person is told.
    Holds(Formula, Hint),
}

impl Live {
    /// The same over cells that stand elsewhere now.
    #[must_use]
    pub fn moved(&self, to: impl Fn(Area) -> Area) -> Self {
        let at = |at: Address| to(Area { first: at, last: at }).first;
        let formulas = self.formulas.iter();
        Self {
            formulas: formulas.map(|(cell, formula)| (at(*cell), formula.moved(&to))).collect(),
            frozen_rows: at(Address::new(self.frozen_rows, 0)).row,
            fill_in: self.fill_in.as_ref().map(|sheet| sheet.moved(&to)),
        }
    }
}

impl FillIn {
    fn moved(&self, to: &impl Fn(Area) -> Area) -> Self {
        let rows = |row: u32| {
            let area = to(Area { first: Address::new(row, 0), last: Address::new(row, 0) });
            area.first.row..=area.last.row
        };
        let roomy = self.roomy_rows.iter();
        Self {
            open: self.open.iter().map(|open| open.moved(to)).collect(),
            growing_rows: self.growing_rows.iter().copied().flat_map(rows).collect(),
            roomy_rows: roomy.map(|(row, height)| (*rows(*row).start(), *height)).collect(),
        }
    }
}

impl Open {
    fn moved(&self, to: &impl Fn(Area) -> Area) -> Self {
        let expected = self.expected.as_ref().map(|expected| match expected {
            Expected::Words(words) => Expected::Words(words.clone()),
            Expected::Holds(formula, hint) => Expected::Holds(formula.moved(to), hint.clone()),
        });
        Self {
            area: to(self.area),
            marked_while: self.marked_while.as_ref().map(|formula| formula.moved(to)),
            hint: self.hint.clone(),
            expected,
        }
    }
}
