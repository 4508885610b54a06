//! Tables of a text document: cells with spans, other tables inside them, and widths that need not match.

use jixiao_sheet::{Length, Style};

/// What stands in a document or in a cell, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph, or several with line breaks between them.
    Text(String),
    /// A table inside a cell.
    Table(Table),
}

/// What a person should know about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// A comment on it.
    Comment(String),
    /// What was crossed out or deleted of it.
    Struck(String),
    /// A text that floats beside it.
    TextBox(String),
    /// A picture in it.
    Picture,
    /// Anything else, in a whole sentence.
    Other(&'static str),
}

/// A text and what a person should know about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// As a reader sees it.
    pub plain: String,
    /// In the order of the document.
    pub notes: Vec<Note>,
    /// How it looks, where the container tells.
    pub style: Option<Style>,
}

/// A table as it stands in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// Widths of its columns in any unit; all equal where the container does not say.
    pub widths: Vec<u32>,
    /// The unit of the widths, where they are lengths.
    pub unit: Option<Length>,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// From left to right, in columns that no cell from above reaches into.
    pub cells: Vec<TableCell>,
    /// Readers of the document do not see it.
    pub is_hidden: bool,
    /// How high it is at least, where the container tells.
    pub height: Option<Length>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableCell {
    /// Its first column.
    pub column: usize,
    /// Columns, at least one.
    pub column_span: usize,
    /// Rows, at least one.
    pub row_span: usize,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// What a person should know about it.
    pub notes: Vec<Note>,
    /// How it looks, where the container tells.
    pub style: Option<Style>,
}

impl Table {
    /// The width of a column that the table does not tell.
    pub(crate) const WIDTH: u32 = 1000;

    /// Makes sure that each cell has its columns, with the average width for those that were not told.
    pub(crate) fn complete_widths(&mut self) {
        let columns = self.columns();
        let known = u32::try_from(self.widths.len()).unwrap_or(u32::MAX);
        let average = self.total().checked_div(known).unwrap_or(Self::WIDTH).max(1);
        if self.widths.len() < columns {
            self.widths.resize(columns, average);
        }
        self.widths.iter_mut().for_each(|width| *width = (*width).max(1));
    }

    /// How many columns its cells take.
    pub(crate) fn columns(&self) -> usize {
        let ends = self.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.column_span);
        ends.max().unwrap_or_default()
    }

    /// The whole width.
    pub(crate) fn total(&self) -> u32 {
        self.widths.iter().fold(0, |sum, width| sum.saturating_add(*width))
    }

    /// True when nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).all(TableCell::is_blank)
    }
}

impl TableCell {
    /// Adds a paragraph, below those that are there.
    pub(crate) fn push(&mut self, text: Text) {
        self.notes.extend(text.notes);
        if self.style.is_none() || self.is_empty() && !text.plain.trim().is_empty() {
            self.style = text.style;
        }
        match self.blocks.last_mut() {
            Some(Block::Text(before)) => {
                before.push('\n');
                before.push_str(&text.plain);
            }
            Some(Block::Table(_)) if text.plain.trim().is_empty() => {}
            Some(Block::Table(_)) | None => self.blocks.push(Block::Text(text.plain)),
        }
    }

    /// Adds a table, below what is there.
    pub(crate) fn push_table(&mut self, mut table: Table) {
        table.complete_widths();
        self.blocks.retain(|block| !matches!(block, Block::Text(text) if text.trim().is_empty()));
        self.blocks.push(Block::Table(table));
    }

    /// True when nothing stands in it, and nothing is to be known about it.
    pub(crate) fn is_blank(&self) -> bool {
        self.notes.is_empty() && self.is_empty()
    }

    fn is_empty(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Text(text) => text.trim().is_empty(),
            Block::Table(table) => table.is_blank(),
        })
    }
}
