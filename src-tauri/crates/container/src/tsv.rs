//! Tab-separated lines: a table on the clipboard of a program that gives no HTML with it.

use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{Budget, Fault};

use crate::lines::{self, Piece};
use crate::table::{Block, Row, Table, TableCell};

/// Reads the table in `text`. Lines without a tab are no table.
pub(crate) fn read(text: &str) -> Result<Workbook, Fault> {
    let budget = Budget::default();
    budget.text(text.len())?;
    if !text.contains('\t') {
        return Err(Fault::NoSheets);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut table = Table::default();
    let mut row = Row::default();
    let mut rest = text.strip_suffix('\n').unwrap_or(&text);
    loop {
        budget.step()?;
        let (shown, behind) = cell(rest);
        row.cells.push(table_cell(row.cells.len(), shown));
        if let Some(next) = behind.strip_prefix('\t') {
            rest = next;
            continue;
        }
        table.rows.push(std::mem::take(&mut row));
        let Some(next) = behind.strip_prefix('\n') else { break };
        rest = next;
    }
    lines::workbook(vec![Piece::Table(table)], "表", &[], &budget)
}

fn table_cell(column: usize, text: String) -> TableCell {
    TableCell {
        column,
        column_span: 1,
        row_span: 1,
        blocks: vec![Block::Text(text)],
        notes: Vec::new(),
        style: None,
    }
}

/// The text of the first cell and what stands behind it. A quoted cell may hold tabs, line breaks and doubled quotes.
fn cell(rest: &str) -> (String, &str) {
    if let Some(quoted) = rest.strip_prefix('"').and_then(quoted) {
        return quoted;
    }
    let end = rest.find(['\t', '\n']).unwrap_or(rest.len());
    (rest[..end].to_owned(), &rest[end..])
}

/// The same behind an opening quote; `None` when none closes it at the end of a cell.
fn quoted(inside: &str) -> Option<(String, &str)> {
    let mut from = 0;
    loop {
        let quote = from + inside[from..].find('"')?;
        let behind = &inside[quote + 1..];
        if behind.starts_with('"') {
            from = quote + 2;
            continue;
        }
        let is_end = behind.is_empty() || behind.starts_with(['\t', '\n']);
        return is_end.then(|| (inside[..quote].replace("\"\"", "\""), behind));
    }
}
