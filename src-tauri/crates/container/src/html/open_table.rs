//! A table whose end has not come yet. Missing end tags and rows are filled in as browsers do.

use jixiao_xlsx::guarded::{Budget, Fault, limits};

use super::flow::Flow;
use super::tag::Spans;
use crate::table::{Row, Table, TableCell};

/// A table so far.
pub(super) struct OpenTable {
    /// How many effects were open before it.
    pub effects: usize,
    table: Table,
    row: Option<Row>,
    cell: Option<(TableCell, Flow)>,
    /// The row, by column, up to which a cell from above covers it.
    covered: Vec<usize>,
    column: usize,
}

impl OpenTable {
    /// A table without rows.
    pub(super) fn new(effects: usize) -> Self {
        let table = Table::default();
        Self { effects, table, row: None, cell: None, covered: Vec::new(), column: 0 }
    }

    /// The text of the open cell.
    pub(super) fn flow(&mut self) -> Option<&mut Flow> {
        self.cell.as_mut().map(|(_, flow)| flow)
    }

    /// A row begins.
    pub(super) fn open_row(&mut self, is_hidden: bool) {
        self.close_row();
        self.row = Some(Row { is_hidden, ..Row::default() });
        self.column = 0;
    }

    /// A cell begins, in the next column that no cell from above covers.
    pub(super) fn open_cell(&mut self, spans: Spans, budget: &Budget) -> Result<(), Fault> {
        budget.step()?;
        self.close_cell();
        if self.row.is_none() {
            self.open_row(false);
        }
        let index = self.table.rows.len();
        while self.covered.get(self.column).is_some_and(|until| *until > index) {
            self.column += 1;
        }
        let end = self.column + spans.columns;
        if end > limits::COLUMNS as usize {
            return Err(Fault::TooMuch(format!("表格超过 {} 列", limits::COLUMNS)));
        }
        self.covered.resize(self.covered.len().max(end), 0);
        self.covered[self.column..end].fill(index + spans.rows);
        let column_span = if spans.is_merged { spans.columns } else { 1 };
        let cell =
            TableCell { column: self.column, column_span, row_span: spans.rows, ..TableCell::default() };
        self.cell = Some((cell, Flow::default()));
        self.column = end;
        Ok(())
    }

    /// Opens a cell where there is none: something that only a cell can hold comes.
    pub(super) fn ensure_cell(&mut self, budget: &Budget) -> Result<(), Fault> {
        if self.cell.is_some() {
            return Ok(());
        }
        self.open_cell(Spans { columns: 1, rows: 1, is_merged: true }, budget)
    }

    /// The open cell ends.
    pub(super) fn close_cell(&mut self) {
        let Some((mut cell, flow)) = self.cell.take() else { return };
        cell.push(flow.take());
        if let Some(row) = &mut self.row {
            row.cells.push(cell);
        }
    }

    /// The open row ends.
    pub(super) fn close_row(&mut self) {
        self.close_cell();
        self.table.rows.extend(self.row.take());
    }

    /// A table inside the open cell ends.
    pub(super) fn push_table(&mut self, table: Table) {
        if let Some((cell, flow)) = &mut self.cell {
            let before = std::mem::take(flow).take();
            cell.push(before);
            cell.push_table(table);
        }
    }

    /// The table ends.
    pub(super) fn close(mut self) -> Table {
        self.close_row();
        self.table
    }
}
