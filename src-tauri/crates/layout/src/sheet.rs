use jixiao_edition::{Block, CellSpec, Each, Edition, RowSpec};
use jixiao_model::Form;
use jixiao_sheet::{Address, Area, Cell, Header, Length, Mark, Sheet, Value};

use crate::fill::{Row, value};
use crate::heights::heights;

/// Lays a form out as its edition prints it: cells, merges, row heights that show all text.
///
/// The sheet is named after the form; names made unique for a workbook are the caller's business.
#[must_use]
pub fn sheet(form: &Form, edition: &Edition) -> Sheet {
    let mut builder = Builder { form, edition, cells: Vec::new(), headers: Vec::new(), next: 0 };
    for section in &edition.sections {
        let goals = if section.each_goal { form.goals.len() } else { 1 };
        for goal in 0..goals {
            for block in &section.blocks {
                builder.block(block, goal);
            }
        }
    }
    builder.finish()
}

struct Builder<'a> {
    form: &'a Form,
    edition: &'a Edition,
    cells: Vec<Cell>,
    headers: Vec<Header>,
    /// The next free row.
    next: u32,
}

impl Builder<'_> {
    fn block(&mut self, block: &Block, goal: usize) {
        let first = self.next;
        for spec in &block.rows {
            self.rows(spec, goal);
        }
        if let Some(side) = &block.side
            && self.next > first
        {
            let row = Row { goal, ..Row::default() };
            self.cell(side, row, first, self.next - 1);
        }
        let header = (first..self.next).zip(&block.rows).find(|(_, spec)| spec.header);
        if let Some((row, _)) = header {
            self.headers.push(Header { first: row, last: row, until: self.next - 1 });
        }
    }

    fn rows(&mut self, spec: &RowSpec, goal: usize) {
        let funds = self.form.funds.len();
        match spec.each {
            Each::Once => self.row(spec, Row { goal, ..Row::default() }),
            Each::FundTotal => {
                (0..funds.min(1)).for_each(|fund| self.row(spec, Row { fund, ..Row::default() }));
            }
            Each::FundFirstSource => {
                (1..funds.min(2)).for_each(|fund| self.row(spec, Row { fund, ..Row::default() }));
            }
            Each::FundSource => (2..funds).for_each(|fund| self.row(spec, Row { fund, ..Row::default() })),
            Each::Indicator => self.indicators(spec, goal),
        }
    }

    fn row(&mut self, spec: &RowSpec, row: Row) {
        let at = self.next;
        for cell in &spec.cells {
            self.cell(cell, row, at, at);
        }
        self.next += 1;
    }

    /// The indicator rows of a goal; equal classes below one another become one cell, a subclass only within its class.
    fn indicators(&mut self, spec: &RowSpec, goal: usize) {
        let count = self.form.goals.get(goal).map_or(0, |goal| goal.indicators.len());
        let first = self.next;
        for indicator in 0..count {
            let row = Row { goal, indicator, ..Row::default() };
            let at = self.next;
            for cell in spec.cells.iter().filter(|cell| !cell.merge) {
                self.cell(cell, row, at, at);
            }
            self.next += 1;
        }
        let merged: Vec<&CellSpec> = spec.cells.iter().filter(|cell| cell.merge).collect();
        self.merge_down(&merged, goal, first, 0..count);
    }

    fn merge_down(&mut self, specs: &[&CellSpec], goal: usize, first: u32, rows: std::ops::Range<usize>) {
        let Some((spec, below)) = specs.split_first() else { return };
        let text = |indicator: usize| self.value(spec, Row { goal, indicator, ..Row::default() }).0.shown();
        let texts: Vec<String> = rows.clone().map(text).collect();
        let mut start = 0;
        while start < texts.len() {
            let length = texts[start..].iter().take_while(|text| **text == texts[start]).count();
            // Blank classes are left apart: a merged blank would hide how many rows it stands for.
            let length = if texts[start].is_empty() { 1 } else { length };
            let run = rows.start + start..rows.start + start + length;
            let row = Row { goal, indicator: run.start, ..Row::default() };
            self.cell(spec, row, first + offset(run.start), first + offset(run.end) - 1);
            self.merge_down(below, goal, first, run);
            start += length;
        }
    }

    fn value(&self, spec: &CellSpec, row: Row) -> (Value, Option<jixiao_model::FieldRef>) {
        value(self.form, self.edition, &spec.text, spec.blank.as_deref(), row)
    }

    fn cell(&mut self, spec: &CellSpec, row: Row, first: u32, last: u32) {
        let (value, field) = self.value(spec, row);
        let area = Area { first: Address::new(first, spec.first), last: Address::new(last, spec.last) };
        self.cells.push(Cell { area, value, style: spec.style.clone(), field });
    }

    fn finish(mut self) -> Sheet {
        self.cells.sort_by_key(|cell| cell.area.first);
        let columns = self.edition.columns.clone();
        let rows: Vec<Length> = heights(&self.cells, &columns, self.next);
        let last = Address::new(self.next.saturating_sub(1), offset(columns.len()).saturating_sub(1));
        let mark = Mark {
            name: format!("jixiao.{}.1", self.edition.id.0.replace('-', "_")),
            area: Area { first: Address::default(), last },
        };
        Sheet {
            name: self.form.name().to_owned(),
            columns,
            rows,
            cells: self.cells,
            marks: vec![mark],
            headers: self.headers,
            page: Some(self.edition.page.clone()),
            ..Sheet::default()
        }
    }
}

fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
