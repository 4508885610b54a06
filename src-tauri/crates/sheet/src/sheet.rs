use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use jixiao_model::FieldRef;

use crate::address::{Address, Area};
use crate::length::Length;
use crate::live::Live;
use crate::number::Number;
use crate::page::Page;
use crate::style::Style;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A text, never a formula, whatever it begins with.
    Text(String),
    /// A number and how it is shown.
    Number(Number),
}

impl Value {
    /// The text that a reader sees.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.shown(),
        }
    }

    /// The same with all digits that someone may have typed, see [`Number::exact`].
    #[must_use]
    pub fn exact(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.exact(),
        }
    }
}

/// One cell, or one merged area of cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Where it stands and how far it reaches; a single cell has equal corners.
    pub area: Area,
    /// What it holds; an empty text for a blank cell that only has a style.
    pub value: Value,
    /// How it looks.
    pub style: Style,
    /// The field of the form that it shows; `None` for labels and for sheets read from files.
    pub field: Option<FieldRef>,
}

/// A named area. Our exports mark each form with its edition, so that reading them back needs no guessing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The name: letters, digits, `_` and `.`, as a defined name of a workbook allows.
    pub name: String,
    /// What it covers.
    pub area: Area,
}

/// A grid of cells with its tracks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name; unique within its workbook when it comes from `layout`.
    pub name: String,
    /// Column widths, left to right; [`Length::ZERO`] for a column that a file hides. Empty where a file says nothing.
    pub columns: Vec<Length>,
    /// Row heights, top to bottom; [`Length::ZERO`] for a row as high as its text. Empty where a file says nothing.
    pub rows: Vec<Length>,
    /// Cells sorted by row, then column; areas never overlap.
    pub cells: Vec<Cell>,
    /// Named areas.
    pub marks: Vec<Mark>,
    /// Rows (first, last) repeated at the head of a page whose rows follow them: the indicator tables' header rows, the
    /// print titles of a file.
    pub headers: Vec<Header>,
    /// Paper; `None` where a file says nothing.
    pub page: Option<Page>,
    /// Rows, from 0, that readers of the file do not see. Their cells are among `cells`.
    #[serde(default)]
    pub hidden_rows: BTreeSet<u32>,
    /// Columns, from 0, that readers of the file do not see. Their cells are among `cells`.
    #[serde(default)]
    pub hidden_columns: BTreeSet<u32>,
    /// Texts of page headers and footers, page numbers left out: `金额单位：万元` may stand there alone.
    #[serde(default)]
    pub page_texts: Vec<String>,
    /// Cells that add up an area above them: subtotals, which are no fields.
    #[serde(skip)]
    pub sums: BTreeMap<Address, Area>,
    /// What a page that goes on with it calls it, where no cell shows the name of a form; empty for nothing.
    #[serde(skip)]
    pub title: String,
    /// Places within it that bookmarks lead to, by row.
    #[serde(skip)]
    pub bookmarks: Vec<Bookmark>,
    /// What it does in a workbook.
    #[serde(skip)]
    pub live: Live,
}

/// A place within a sheet that a bookmark leads to. A page that goes on behind it says whose rows it goes on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// The row.
    pub row: u32,
    /// What the bookmark says.
    pub text: String,
}

/// Header rows and the rows that they head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// First header row.
    pub first: u32,
    /// Last header row.
    pub last: u32,
    /// Last row of the table that they head.
    pub until: u32,
}

impl Sheet {
    /// The cell whose area contains `at`.
    #[must_use]
    pub fn cell(&self, at: Address) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.area.contains(at))
    }

    /// True for a sheet with the looks of a file that was read, which is to keep its paper and its widths as they are.
    #[must_use]
    pub fn follows_a_file(&self) -> bool {
        self.cells.iter().any(|cell| cell.style.typeface.is_some())
    }
}
