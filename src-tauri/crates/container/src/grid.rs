//! Tables of a document laid on the one grid of a sheet.
//!
//! A table inside a cell divides that cell's rows and columns, and tables one below the other share columns where their
//! edges meet. Hence edges are measured from the left, all different ones become the columns of the sheet, and each cell
//! covers those between its own.

use std::collections::{BTreeMap, BTreeSet};

use jixiao_model::Problem;
use jixiao_sheet::{Address, Area, Cell, Horizontal, Length, Page, Sheet, Style, Value};
use jixiao_xlsx::guarded::{Budget, Cover, Fault, SheetBuilder, limits};

use crate::table::{Block, Note, Row, Table, TableCell};

/// The width that all tables of a sheet are stretched to.
const WIDTH: u64 = 1 << 24;
/// Edges nearer to each other are one: Word rounds widths, and people draw lines by hand.
const TOLERANCE: u64 = WIDTH / 250;

/// What stands on one sheet, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Band {
    /// A line of text above or below a table, in parts from left to right, and how it looks.
    Line(Vec<String>, Vec<Note>, Option<Style>),
    /// A table.
    Table(Table),
}

/// A text and the place that it covers: columns as edges from the left, rows from 0.
struct Placed {
    left: u64,
    right: u64,
    top: u32,
    bottom: u32,
    text: String,
    notes: Vec<Note>,
    style: Option<Style>,
}

/// What a sheet is made of.
pub(crate) struct Lines<'a> {
    pub name: &'a str,
    pub bands: &'a [Band],
    /// The texts of page headers and footers.
    pub page_texts: &'a [String],
    /// The paper, where the container tells.
    pub page: Option<Page>,
}

/// Makes a sheet of these bands.
pub(crate) fn sheet(lines: &Lines, budget: &Budget) -> Result<(Sheet, Vec<Problem>), Fault> {
    let mut laid = Laid {
        cells: Vec::new(),
        hidden: BTreeSet::new(),
        heights: BTreeMap::new(),
        width: Length::ZERO,
        budget,
    };
    let mut top = 0;
    let mut texts = Vec::new();
    for band in lines.bands {
        match band {
            Band::Line(parts, notes, style) => {
                texts.push((top, parts, notes, style));
                top += 1;
            }
            Band::Table(table) => {
                laid.measure(table, top);
                top = laid.table(table, 0, WIDTH, top)?;
            }
        }
    }
    let columns = columns(&laid.cells);
    for (top, parts, notes, style) in texts {
        laid.line(parts, notes, style.as_ref(), top, &columns);
    }
    laid.build(lines, &columns)
}

struct Laid<'b> {
    cells: Vec<Placed>,
    hidden: BTreeSet<u32>,
    heights: BTreeMap<u32, Length>,
    /// The width of the widest table.
    width: Length,
    budget: &'b Budget,
}

impl Laid<'_> {
    /// Takes the width and the heights of a table that begins in row `top`, where its container tells.
    fn measure(&mut self, table: &Table, top: u32) {
        let Some(unit) = table.unit else { return };
        self.width = self.width.max(unit * i64::from(table.total()));
        let mut row = top;
        for of_table in &table.rows {
            let rows = height(of_table);
            self.heights.extend(of_table.height.filter(|_| rows == 1).map(|height| (row, height)));
            row = row.saturating_add(rows);
        }
    }

    /// Shares the columns of the tables among the parts of a line: the first stands at the left edge, the last at the right one.
    fn line(&mut self, parts: &[String], notes: &[Note], style: Option<&Style>, top: u32, columns: &[u64]) {
        let last = columns.len().saturating_sub(1);
        let edge = |index: usize| columns.get(index).copied().unwrap_or_default();
        let whole = [parts.join("    ")];
        let parts = if parts.len() <= last { parts } else { &whole };
        let mut notes = notes.to_vec();
        for (index, text) in parts.iter().enumerate() {
            let (left, right) = (last * index / parts.len(), last * (index + 1) / parts.len());
            let (left, right, text) = (edge(left), edge(right), text.clone());
            let horizontal = match index {
                _ if parts.len() == 1 => None,
                0 => Some(Horizontal::Left),
                _ if index + 1 == parts.len() => Some(Horizontal::Right),
                _ => Some(Horizontal::Center),
            };
            let style = style
                .cloned()
                .map(|style| Style { horizontal: horizontal.unwrap_or(style.horizontal), ..style });
            let notes = std::mem::take(&mut notes);
            self.cells.push(Placed { left, right, top, bottom: top, text, notes, style });
        }
    }

    /// Lays a table between two edges and returns the row below it.
    fn table(&mut self, table: &Table, left: u64, right: u64, top: u32) -> Result<u32, Fault> {
        if table.widths.len() > limits::COLUMNS as usize {
            return Err(Fault::TooMuch(format!("表格超过 {} 列", limits::COLUMNS)));
        }
        let edges = edges(table, left, right);
        let mut tops = vec![top];
        for row in &table.rows {
            let last = tops.last().copied().unwrap_or(top);
            tops.push(last.saturating_add(height(row)));
        }
        for (index, row) in table.rows.iter().enumerate() {
            if row.is_hidden {
                self.hidden.extend(tops[index]..tops[index + 1]);
            }
            for cell in &row.cells {
                self.budget.step()?;
                let last = (index + cell.row_span.max(1)).min(table.rows.len());
                let column = |column: usize| edges[column.min(edges.len() - 1)];
                let (left, right) = (column(cell.column), column(cell.column + cell.column_span.max(1)));
                if left < right {
                    self.cell(cell, [left, right], [tops[index], tops[last]])?;
                }
            }
        }
        Ok(tops.last().copied().unwrap_or(top))
    }

    /// Lays a cell's blocks one below the other; the last one takes the rows that are left.
    fn cell(&mut self, cell: &TableCell, columns: [u64; 2], rows: [u32; 2]) -> Result<(), Fault> {
        let [left, right] = columns;
        let mut top = rows[0];
        let mut notes = cell.notes.clone();
        if cell.blocks.is_empty() {
            let (bottom, text) = (rows[1] - 1, String::new());
            let style = cell.style.clone();
            self.cells.push(Placed { left, right, top, bottom, text, notes, style });
            return Ok(());
        }
        for (index, block) in cell.blocks.iter().enumerate() {
            match block {
                Block::Text(text) => {
                    let is_last = index + 1 == cell.blocks.len();
                    let bottom = if is_last { rows[1].max(top + 1) - 1 } else { top };
                    let notes = std::mem::take(&mut notes);
                    let (text, style) = (text.clone(), cell.style.clone());
                    self.cells.push(Placed { left, right, top, bottom, text, notes, style });
                    top = bottom + 1;
                }
                Block::Table(table) => top = self.table(table, left, right, top)?,
            }
        }
        Ok(())
    }

    /// Gives the cells to a builder.
    fn build(self, lines: &Lines, columns: &[u64]) -> Result<(Sheet, Vec<Problem>), Fault> {
        let column = |edge: u64| u32::try_from(nearest(columns, edge)).unwrap_or(u32::MAX);
        let mut builder = SheetBuilder::new(lines.name, false, self.budget);
        let mut looks = BTreeMap::new();
        for cell in self.cells {
            let first = Address::new(cell.top, column(cell.left));
            let last = Address::new(cell.bottom, column(cell.right).max(first.column + 1) - 1);
            builder.merge(Area { first, last })?;
            builder.text(first, cell.text.trim())?;
            cell.notes.iter().for_each(|note| report(note, first, &mut builder));
            looks.extend(cell.style.map(|style| (first, style)));
        }
        for text in lines.page_texts {
            builder.page_text(text);
        }
        self.hidden.into_iter().for_each(|row| builder.hide_row(row));
        let (mut sheet, problems) = builder.finish();
        if !looks.is_empty() {
            dress(&mut sheet, looks, self.budget)?;
            sheet.columns = widths(columns, self.width);
            let rows = sheet.cells.iter().map(|cell| cell.area.last.row + 1).max().unwrap_or_default();
            sheet.rows = (0..rows).map(|row| self.heights.get(&row).copied().unwrap_or_default()).collect();
            sheet.page.clone_from(&lines.page);
        }
        Ok((sheet, problems))
    }
}

/// Gives the cells their looks, and adds the blank ones that show lines.
fn dress(sheet: &mut Sheet, mut looks: BTreeMap<Address, Style>, budget: &Budget) -> Result<(), Fault> {
    for cell in &mut sheet.cells {
        if let Some(style) = looks.remove(&cell.area.first) {
            cell.style = style;
        }
    }
    let mut cover = Cover::default();
    sheet.cells.iter().for_each(|cell| cover.add(cell.area));
    let is_shown = |(at, style): &(Address, Style)| !style.is_invisible() && !cover.holds(*at);
    for (at, style) in looks.into_iter().filter(is_shown) {
        budget.cell(0)?;
        let value = Value::Text(String::new());
        sheet.cells.push(Cell { area: Area { first: at, last: at }, value, style, field: None });
    }
    sheet.cells.sort_by_key(|cell| cell.area.first);
    Ok(())
}

/// The widths of the columns between these edges in tables that are so wide.
fn widths(columns: &[u64], width: Length) -> Vec<Length> {
    let length = |from: u64, to: u64| {
        let share = i64::try_from(to.saturating_sub(from)).unwrap_or_default();
        let whole = i64::try_from(WIDTH).unwrap_or(1);
        Length(width.0.saturating_mul(share) / whole)
    };
    columns.windows(2).map(|pair| length(pair[0], pair[1])).collect()
}

/// The edges of a table's columns, the left one first.
fn edges(table: &Table, left: u64, right: u64) -> Vec<u64> {
    let total = u64::from(table.total()).max(1);
    let mut sum = 0;
    let mut edges = vec![left];
    for width in &table.widths {
        sum += u64::from(*width);
        edges.push(left + (right - left) * sum / total);
    }
    edges
}

/// How many rows of the sheet a row takes: as many as the tallest cell in it that does not reach further down.
fn height(row: &Row) -> u32 {
    let heights = row.cells.iter().filter(|cell| cell.row_span <= 1).map(|cell| {
        let blocks = cell.blocks.iter().map(|block| match block {
            Block::Text(_) => 1,
            Block::Table(table) => table.rows.iter().map(height).sum(),
        });
        blocks.sum::<u32>()
    });
    heights.max().unwrap_or_default().max(1)
}

/// All different edges from left to right.
fn columns(cells: &[Placed]) -> Vec<u64> {
    let all: BTreeSet<u64> = cells.iter().flat_map(|cell| [cell.left, cell.right]).collect();
    let mut columns: Vec<u64> = Vec::new();
    for edge in all {
        if columns.last().is_none_or(|last| edge - last > TOLERANCE) {
            columns.push(edge);
        }
    }
    columns
}

/// The column that begins at an edge.
fn nearest(columns: &[u64], edge: u64) -> usize {
    columns.partition_point(|column| *column <= edge).saturating_sub(1)
}

fn report(note: &Note, at: Address, builder: &mut SheetBuilder<'_>) {
    match note {
        Note::Comment(text) => builder.comment(at, text),
        Note::Struck(text) => builder.struck(at, text),
        Note::TextBox(text) => builder.text_box(Some(at), text),
        Note::Picture => builder.picture(at),
        Note::Other(text) => builder.problem(Some(at), || (*text).to_owned()),
    }
}
