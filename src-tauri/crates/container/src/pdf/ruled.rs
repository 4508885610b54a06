//! From lines to cells.
#![expect(clippy::float_arithmetic, reason = "places on a page, which PDF gives as floating point numbers")]

use jixiao_sheet::says_something;
use jixiao_xlsx::guarded::{Fault, limits};

use super::page::{Page, PageText};
use crate::lines::Piece;
use crate::table::{Row, Table, TableCell, Text};

/// Lines nearer to each other are one, in points.
const TOLERANCE: f32 = 3.0;
/// Places between the lines of a page.
const PLACES: usize = 100_000;

/// What is on a page, from top to bottom. A table needs lines in both directions.
pub(super) fn pieces(page: Page) -> Result<Vec<Piece>, Fault> {
    let columns = clusters(page.vertical.iter().map(|line| line[0]));
    let rows = clusters(page.horizontal.iter().map(|line| line[0]));
    if columns.len() < 2 || rows.len() < 2 {
        return Ok(lines(page.texts));
    }
    if columns.len() > limits::COLUMNS as usize || columns.len() * rows.len() > PLACES {
        return Err(Fault::TooMuch("一页的表格线过多".to_owned()));
    }
    let (top, bottom) = (rows[0], rows[rows.len() - 1]);
    let middle = |text: &PageText| text.y - text.size * 0.3;
    let (above, rest): (Vec<_>, Vec<_>) = page.texts.into_iter().partition(|text| middle(text) < top);
    let (inside, below): (Vec<_>, Vec<_>) = rest.into_iter().partition(|text| middle(text) <= bottom);
    let grid = Grid { columns, rows, horizontal: page.horizontal, vertical: page.vertical };
    let mut pieces = lines(above);
    pieces.push(Piece::Table(grid.table(inside)));
    pieces.extend(lines(below));
    Ok(pieces)
}

/// Different values, in ascending order.
fn clusters(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f32::total_cmp);
    values.dedup_by(|next, first| *next - *first <= TOLERANCE);
    values
}

/// Texts beside tables, line by line. Page numbers say nothing.
fn lines(texts: Vec<PageText>) -> Vec<Piece> {
    let lines = text_lines(texts).into_iter().map(|line| join(&line));
    let lines = lines.filter(|line| says_something(line));
    lines.map(|plain| Piece::Line(Text { plain, notes: Vec::new(), style: None })).collect()
}

/// Texts on one height, from top to bottom and from left to right.
fn text_lines(mut texts: Vec<PageText>) -> Vec<Vec<PageText>> {
    texts.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut lines: Vec<Vec<PageText>> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if line.iter().any(|before| text.y - before.y < text.size * 0.5) => line.push(text),
            _ => lines.push(vec![text]),
        }
    }
    for line in &mut lines {
        line.sort_by(|one, other| one.x.total_cmp(&other.x));
    }
    lines
}

/// A line's texts; wide gaps show as spaces.
fn join(line: &[PageText]) -> String {
    let mut joined = String::new();
    let mut end = f32::MAX;
    for text in line {
        if text.x - end > 2.0 * text.size {
            joined.push_str("      ");
        }
        joined.push_str(&text.text);
        end = text.x + text.width();
    }
    joined.trim().to_owned()
}

struct Grid {
    columns: Vec<f32>,
    rows: Vec<f32>,
    horizontal: Vec<[f32; 3]>,
    vertical: Vec<[f32; 3]>,
}

impl Grid {
    /// The cells that lines enclose, each with the texts that begin in it.
    fn table(&self, texts: Vec<PageText>) -> Table {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut owner: Vec<Option<(usize, usize)>> = vec![None; width * height];
        let mut cells: Vec<(usize, TableCell, Vec<PageText>)> = Vec::new();
        for row in 0..height {
            for column in 0..width {
                if owner[row * width + column].is_some() {
                    continue;
                }
                let (last_row, last_column) = self.reach(row, column, &owner);
                for row in row..=last_row {
                    owner[row * width + column..=row * width + last_column].fill(Some((cells.len(), 0)));
                }
                let (column_span, row_span) = (last_column - column + 1, last_row - row + 1);
                cells.push((
                    row,
                    TableCell { column, column_span, row_span, ..TableCell::default() },
                    Vec::new(),
                ));
            }
        }
        for text in texts {
            let row = place(&self.rows, text.y - text.size * 0.3);
            let column = place(&self.columns, text.x + 0.5);
            if let Some((cell, _)) = owner[row * width + column] {
                cells[cell].2.push(text);
            }
        }
        let mut rows: Vec<Row> = (0..height).map(|_| Row::default()).collect();
        for (row, mut cell, texts) in cells {
            let right = self.columns[cell.column + cell.column_span];
            cell.push(Text { plain: paragraphs(texts, right), notes: Vec::new(), style: None });
            rows[row].cells.push(cell);
        }
        let widths = self.columns.windows(2).map(|pair| tenths(pair[1] - pair[0])).collect();
        Table { widths, rows, ..Table::default() }
    }

    /// The last row and column of the cell that begins here: as far right and down as no line is in between.
    fn reach(&self, row: usize, column: usize, owner: &[Option<(usize, usize)>]) -> (usize, usize) {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let mut last_column = column;
        while last_column + 1 < width
            && owner[row * width + last_column + 1].is_none()
            && !self.has_vertical(last_column + 1, row)
        {
            last_column += 1;
        }
        let mut last_row = row;
        while last_row + 1 < height
            && (column..=last_column).all(|column| {
                owner[(last_row + 1) * width + column].is_none() && !self.has_horizontal(last_row + 1, column)
            })
            && (column + 1..=last_column).all(|edge| !self.has_vertical(edge, last_row + 1))
        {
            last_row += 1;
        }
        (last_row, last_column)
    }

    fn has_vertical(&self, edge: usize, row: usize) -> bool {
        let y = f32::midpoint(self.rows[row], self.rows[row + 1]);
        covers(&self.vertical, self.columns[edge], y)
    }

    fn has_horizontal(&self, edge: usize, column: usize) -> bool {
        let x = f32::midpoint(self.columns[column], self.columns[column + 1]);
        covers(&self.horizontal, self.rows[edge], x)
    }
}

fn covers(lines: &[[f32; 3]], at: f32, along: f32) -> bool {
    lines.iter().any(|[place, from, to]| {
        *place - at >= -TOLERANCE && *place - at <= TOLERANCE && *from <= along && along <= *to
    })
}

/// Between which edges a value lies.
fn place(edges: &[f32], value: f32) -> usize {
    edges.partition_point(|edge| *edge <= value).clamp(1, edges.len() - 1) - 1
}

/// A cell's text. A line that ends near the right edge goes on in the next one; any other was ended by its author.
fn paragraphs(texts: Vec<PageText>, right: f32) -> String {
    let mut plain = String::new();
    let mut is_wrapped = true;
    for line in text_lines(texts) {
        if !is_wrapped {
            plain.push('\n');
        }
        let joined = join(&line);
        let end = line.last().map_or(0.0, |text| text.x + text.width() + 2.0 * text.size);
        is_wrapped = end >= right;
        plain.push_str(&joined);
    }
    plain
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a page is a thousand points wide"
)]
fn tenths(points: f32) -> u32 {
    (points * 10.0).clamp(1.0, 1_000_000.0) as u32
}
