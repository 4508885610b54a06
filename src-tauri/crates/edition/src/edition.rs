use std::collections::BTreeSet;

use jixiao_model::{AmountUnit, EditionId, FormKind, RuleSetId};
use jixiao_sheet::{Length, Page, Style};

use crate::template::{Field, Template};

/// One official layout, as data. A new one is a file, not code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its id, such as `xinjiang-2023-project`.
    pub id: EditionId,
    /// Ids that it went by before: documents and workbooks may still name them.
    pub formerly: Vec<EditionId>,
    /// Its name in Chinese.
    pub name: String,
    /// What it evaluates.
    pub kind: FormKind,
    /// The years in which it was in use.
    pub years: Years,
    /// The rule set that forms of this edition are scored by unless the person chooses another.
    pub rules: RuleSetId,
    /// It serves offices everywhere whose own form no edition knows: a form that only resembles another office's is not scored by that
    /// office's rules.
    pub national: bool,
    /// Names of the places whose offices use it, of which one stands on a form of theirs; empty where it may be any office's.
    pub places: Vec<String>,
    /// The unit of amounts in a new form.
    pub amount_unit: AmountUnit,
    /// The title of a new form.
    pub title: Template,
    /// The document or the published form that it follows.
    pub source: String,
    /// Paper and margins.
    pub page: Page,
    /// Column widths; their sum fits between the margins, unless the page says how large it is printed.
    pub columns: Vec<Length>,
    /// How narrow each column may become where another one needs its room, its own width where it stays; empty where the widths stay as they are, as in layouts
    /// learned from an office's file.
    pub narrowest: Vec<Length>,
    /// How new amounts are printed.
    pub amounts: AmountFormat,
    /// The rows of the funds table in a new form; the first is the total.
    pub funds: Vec<String>,
    /// The classes and subclasses that the edition knows.
    pub classes: Vec<Class>,
    /// Subclasses printed with `/` when no indicator uses them.
    pub always: Vec<String>,
    /// Rows may leave columns without a cell.
    pub gaps: bool,
    /// The layout, top to bottom.
    pub sections: Vec<Section>,
}

/// A span of years; open at the end when `to` is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// First year.
    pub from: u16,
    /// Last year.
    #[serde(default)]
    pub to: Option<u16>,
}

impl Years {
    /// How many years `year` lies outside; 0 inside.
    #[must_use]
    pub fn distance(self, year: u16) -> u16 {
        let after = self.to.map_or(0, |to| year.saturating_sub(to));
        self.from.saturating_sub(year).max(after)
    }
}

/// How amounts are printed when the program computes or reformats them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountFormat {
    /// Decimals; `None` prints them as they are.
    #[serde(default)]
    pub decimals: Option<u32>,
    /// Thousands separators.
    #[serde(default)]
    pub grouped: bool,
}

/// A class with its subclasses.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// 一级指标.
    pub level1: String,
    /// 二级指标 below it.
    pub level2: Vec<String>,
    /// How many rows each subclass has at the least, in the order of `level2`; none where it is not said. Rows that no indicator
    /// uses are printed without one.
    #[serde(default)]
    pub rows: Vec<usize>,
    /// The words in place of indicators (指标2, ……) in the last rows of each subclass, in the order of `level2`.
    #[serde(default)]
    pub places: Vec<Vec<String>>,
}

/// A part of the form, printed once or once for each annual goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// True when the section is printed for each goal.
    pub each_goal: bool,
    /// Its blocks, top to bottom.
    pub blocks: Vec<Block>,
}

/// Rows that share a label merged down beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Name by which another edition may override it.
    pub id: String,
    /// The label beside the rows.
    pub side: Option<CellSpec>,
    /// The rows.
    pub rows: Vec<RowSpec>,
}

/// A row of the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSpec {
    /// Name by which another edition may override or remove it.
    pub id: String,
    /// What it is printed for.
    pub each: Each,
    /// A header row, repeated on each page of its table.
    pub header: bool,
    /// How high it is at the least; `None` for a comfortable line to write on.
    pub height: Option<Length>,
    /// It begins a new page.
    pub page_break: bool,
    /// How many rows a run of indicators has at the least. Rows that no indicator uses are printed blank below the others.
    pub least: usize,
    /// Its cells, left to right. Together with the block's side and with cells that reach down from rows above they cover every
    /// column, unless the edition has [gaps](Edition::gaps).
    pub cells: Vec<CellSpec>,
}

/// What a row is printed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Each {
    /// Once.
    #[default]
    Once,
    /// For the first fund row, the total.
    FundTotal,
    /// For the second fund row, the first source (其中：…).
    FundFirstSource,
    /// For the other fund rows.
    FundSource,
    /// For a fund row in its turn: the first such row of the layout for the first fund, the next for the next, and the last for all
    /// others.
    Fund,
    /// For each indicator of the goal.
    Indicator,
    /// For each class of the goal (一级指标), below its indicators: a subtotal. Stands below the row of the indicators.
    Class,
}

/// A cell of the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellSpec {
    /// First column, from 0.
    pub first: u32,
    /// Last column, included.
    pub last: u32,
    /// The row of the layout, by its id, that it reaches down to; `None` for a cell of its own row. A cell that reaches down is
    /// printed once, whatever its row is printed for.
    pub until: Option<String>,
    /// What it shows.
    pub text: Template,
    /// What is printed when the field is blank, such as — in the fund sources' score column.
    pub blank: Option<String>,
    /// How it looks.
    pub style: Style,
    /// Equal texts below one another are merged (一级指标, 二级指标).
    pub merge: bool,
    /// Of equal texts below one another only the first is printed. The rows below it inherit a class.
    pub first_only: bool,
}

impl Edition {
    /// True for its id and those that it went by before.
    #[must_use]
    pub fn is_called(&self, id: &EditionId) -> bool {
        self.id == *id || self.formerly.contains(id)
    }

    /// All rows, with the section and block they stand in.
    pub fn rows(&self) -> impl Iterator<Item = &RowSpec> {
        self.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| &block.rows)
    }

    /// All blocks, top to bottom.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|section| &section.blocks)
    }

    /// All cells, sides included.
    pub fn cells(&self) -> impl Iterator<Item = &CellSpec> {
        self.blocks().flat_map(|block| block.side.iter().chain(block.rows.iter().flat_map(|row| &row.cells)))
    }

    /// The row of the layout by which the fund at `index`, from 0, is printed.
    #[must_use]
    pub fn fund_row(&self, index: usize) -> Option<&RowSpec> {
        let each = match index {
            0 => Each::FundTotal,
            1 => Each::FundFirstSource,
            _ => Each::FundSource,
        };
        let in_turn: Vec<&RowSpec> = self.rows().filter(|row| row.each == Each::Fund).collect();
        let in_turn = in_turn.get(index).or(in_turn.last()).copied();
        self.rows().find(|row| row.each == each).or(in_turn)
    }

    /// Every field that the edition prints.
    #[must_use]
    pub fn fields(&self) -> BTreeSet<Field> {
        self.cells().flat_map(|cell| cell.text.fields()).cloned().collect()
    }

    /// True when the edition prints `field`.
    #[must_use]
    pub fn prints(&self, field: &Field) -> bool {
        self.cells().any(|cell| cell.text.fields().any(|printed| printed == field))
    }
}
