use std::collections::BTreeMap;
use std::ops::Range;

use jixiao_edition::{Block, CellSpec, Each, Edition, Field, RowSpec, Template};
use jixiao_model::{FieldRef, Form, Indicator, IndicatorColumn, TotalColumn};
use jixiao_sheet::{Address, Area, Cell, Header, Length, Mark, Page, Sheet, Value};

use crate::fill::{Row, show, value};
use crate::heights::heights_from;
use crate::padded::Padded;
use crate::widths::Widths;

/// Lays a form out as its edition prints it: cells, merges, row heights that show all text.
///
/// The sheet is named after the form; names made unique for a workbook are the caller's business.
#[must_use]
pub fn sheet(form: &Form, edition: &Edition) -> Sheet {
    let padded = Padded::of(form, edition);
    Builder::filled(&padded, edition).finish(&edition.columns)
}

/// The cells of a form, before the widths of their columns are chosen.
pub struct Builder<'a> {
    /// The form with rows for indicators that it does not have.
    padded: &'a Padded,
    form: &'a Form,
    edition: &'a Edition,
    /// By row, then column.
    pub cells: Vec<Cell>,
    headers: Vec<Header>,
    /// The heights that rows of the layout have of their own.
    own_heights: Vec<Option<Length>>,
    /// Rows that begin a new page.
    breaks: Vec<u32>,
    /// Subtotals with what they add up.
    sums: BTreeMap<Address, Area>,
    /// Cells that reach down to a row of the layout, by its id.
    reaching: Vec<(usize, &'a str)>,
    /// The next free row.
    next: u32,
    /// The next fund that is printed in its turn, and how many rows of the layout still stand for one.
    fund: usize,
    fund_rows: usize,
}

impl<'a> Builder<'a> {
    /// All cells of a form.
    pub fn filled(padded: &'a Padded, edition: &'a Edition) -> Self {
        let mut builder = Self::new(padded, edition);
        for section in &edition.sections {
            let goals = if section.each_goal { padded.form.goals.len() } else { 1 };
            for goal in 0..goals {
                for block in &section.blocks {
                    builder.block(block, goal);
                }
            }
        }
        builder.cells.sort_by_key(|cell| cell.area.first);
        builder
    }

    /// The cells measured for many widths; `texts` are what they show.
    pub fn widths<'w>(&'w self, texts: &'w [String]) -> Widths<'w> {
        Widths::new(&self.cells, texts, &self.own_heights)
    }

    fn new(padded: &'a Padded, edition: &'a Edition) -> Self {
        Self {
            padded,
            form: &padded.form,
            edition,
            cells: Vec::new(),
            headers: Vec::new(),
            own_heights: Vec::new(),
            breaks: Vec::new(),
            sums: BTreeMap::new(),
            reaching: Vec::new(),
            next: 0,
            fund: 0,
            fund_rows: edition.rows().filter(|row| row.each == Each::Fund).count(),
        }
    }

    fn block(&mut self, block: &'a Block, goal: usize) {
        let first = self.next;
        let mut header: Option<(u32, u32)> = None;
        for (index, spec) in block.rows.iter().enumerate() {
            let at = self.next;
            let subtotal = block.rows.get(index + 1).filter(|spec| spec.each == Each::Class);
            match subtotal.filter(|_| spec.each == Each::Indicator) {
                Some(subtotal) => self.groups(spec, subtotal, goal),
                None if spec.each == Each::Class => {}
                None => self.rows(spec, goal),
            }
            if spec.header && header.is_none_or(|(_, last)| last + 1 == at) && self.next > at {
                header = Some((header.map_or(at, |(first, _)| first), self.next - 1));
            }
        }
        if let Some(side) = &block.side
            && self.next > first
        {
            let row = Row { goal, ..Row::default() };
            self.cell(side, row, first, self.next - 1);
        }
        if let Some((first, last)) = header {
            self.headers.push(Header { first, last, until: self.next - 1 });
        }
    }

    /// The rows that a row of the layout stands for. Cells that reach down to it end here.
    fn rows(&mut self, spec: &'a RowSpec, goal: usize) {
        if spec.each == Each::Indicator {
            let count = self.form.goals.get(goal).map_or(0, |goal| goal.indicators.len());
            self.indicators(spec, goal, 0..count);
        } else {
            for (turn, row) in self.turns(spec.each, goal).into_iter().enumerate() {
                self.row(spec, row, turn == 0);
            }
        }
        self.end(&spec.id, 0);
    }

    /// Ends the cells from `first` on that reach down to this row of the layout.
    fn end(&mut self, id: &str, first: u32) {
        let last = self.next.saturating_sub(1);
        let cells = &mut self.cells;
        self.reaching.retain(|(cell, until)| {
            let area = &mut cells[*cell].area;
            let ends = *until == id && area.first.row >= first;
            if ends {
                area.last.row = area.first.row.max(last);
            }
            !ends
        });
    }

    /// The indicator rows of a goal with a subtotal below each class.
    fn groups(&mut self, spec: &'a RowSpec, subtotal: &'a RowSpec, goal: usize) {
        let indicators = self.form.goals.get(goal).map_or(&[][..], |goal| goal.indicators.as_slice());
        let is_same = |one: &Indicator, other: &Indicator| one.level1 == other.level1;
        let mut start = 0;
        for group in indicators.chunk_by(is_same) {
            let (first, end) = (self.next, start + group.len());
            self.indicators(spec, goal, start..end);
            if group.iter().any(|indicator| !indicator.level1.is_empty()) {
                let row = Row { goal, indicator: start, count: group.len(), ..Row::default() };
                let last = self.next;
                self.row(subtotal, row, true);
                self.end(&subtotal.id, first);
                self.sums.extend(sums(spec, subtotal, first..last));
            }
            start = end;
        }
        self.end(&spec.id, 0);
        self.end(&subtotal.id, 0);
    }

    fn turns(&mut self, each: Each, goal: usize) -> Vec<Row> {
        let count = self.form.funds.len();
        let funds = match each {
            Each::Once | Each::Indicator | Each::Class => {
                return vec![Row { goal, ..Row::default() }];
            }
            Each::FundTotal => 0..count.min(1),
            Each::FundFirstSource => 1..count.min(2),
            Each::FundSource => 2..count,
            Each::Fund => {
                self.fund_rows -= 1;
                let first = self.fund.min(count);
                self.fund = if self.fund_rows == 0 { count } else { count.min(first + 1) };
                first..self.fund
            }
        };
        funds.map(|fund| Row { fund, ..Row::default() }).collect()
    }

    fn row(&mut self, spec: &'a RowSpec, row: Row, is_first: bool) {
        let at = self.begin_row(spec);
        for cell in &spec.cells {
            if is_first || cell.until.is_none() {
                self.cell(cell, row, at, at);
            }
        }
    }

    /// Takes the next free row.
    fn begin_row(&mut self, spec: &RowSpec) -> u32 {
        let at = self.next;
        if spec.page_break {
            self.breaks.push(at);
        }
        self.own_heights.push(spec.height);
        self.next += 1;
        at
    }

    /// Indicator rows of a goal; equal classes below one another become one cell, a subclass only within its class.
    fn indicators(&mut self, spec: &'a RowSpec, goal: usize, rows: Range<usize>) {
        let first = self.next;
        for indicator in rows.clone() {
            let row = Row { goal, indicator, ..Row::default() };
            let at = self.begin_row(spec);
            for cell in spec.cells.iter().filter(|cell| !cell.merge && !cell.first_only) {
                if indicator == 0 || cell.until.is_none() {
                    self.cell(cell, row, at, at);
                }
            }
        }
        let merged: Vec<&CellSpec> = spec.cells.iter().filter(|cell| cell.merge || cell.first_only).collect();
        self.merge_down(&merged, goal, first, rows);
    }

    /// Merges the cells of `rows`, which are printed from the row `first` on.
    fn merge_down(&mut self, specs: &[&'a CellSpec], goal: usize, first: u32, rows: Range<usize>) {
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
            let (at, last) = (first + offset(start), first + offset(start + length) - 1);
            if spec.merge {
                self.cell(spec, row, at, last);
            } else {
                self.cell(spec, row, at, at);
                (at + 1..=last).for_each(|at| self.blank(spec, at));
            }
            self.merge_down(below, goal, at, run);
            start += length;
        }
    }

    /// What a cell shows. A row that the form does not have cannot be edited.
    fn value(&self, spec: &CellSpec, row: Row) -> (Value, Option<FieldRef>) {
        let (value, field) = value(self.form, self.edition, &spec.text, spec.blank.as_deref(), row);
        (value, field.and_then(|field| self.padded.own(field)))
    }

    fn cell(&mut self, spec: &'a CellSpec, row: Row, first: u32, last: u32) {
        let (value, field) = self.value(spec, row);
        let area = Area { first: Address::new(first, spec.first), last: Address::new(last, spec.last) };
        if let Some(until) = &spec.until {
            self.reaching.push((self.cells.len(), until));
        }
        self.cells.push(Cell { area, value, style: spec.style.clone(), field });
    }

    /// A cell below a class that it inherits.
    fn blank(&mut self, spec: &CellSpec, row: u32) {
        let area = Area { first: Address::new(row, spec.first), last: Address::new(row, spec.last) };
        let value = Value::Text(String::new());
        self.cells.push(Cell { area, value, style: spec.style.clone(), field: None });
    }

    /// The sheet with columns of these widths.
    pub fn finish(&self, columns: &[Length]) -> Sheet {
        let rows: Vec<Length> = heights_from(&self.cells, columns, &self.own_heights);
        let last = Address::new(self.next.saturating_sub(1), offset(columns.len()).saturating_sub(1));
        let mark = Mark {
            name: format!("jixiao.{}.1", self.edition.id.0.replace('-', "_")),
            area: Area { first: Address::default(), last },
        };
        Sheet {
            name: self.form.name().to_owned(),
            columns: columns.to_vec(),
            rows,
            cells: self.cells.clone(),
            marks: vec![mark],
            headers: self.headers.clone(),
            sums: self.sums.clone(),
            page: Some(self.page()),
            ..Sheet::default()
        }
    }

    /// The paper, with the form's own words in its header and footer, where `&` begins a code.
    fn page(&self) -> Page {
        let page = &self.edition.page;
        let filled = |codes: &Option<String>| {
            let codes = codes.as_deref()?;
            let shown = |field: &Field, format| {
                show(self.form, self.edition, field, format, Row::default()).replace('&', "&&")
            };
            Some(Template::parse(codes).map_or_else(|_| codes.to_owned(), |codes| codes.fill(shown)))
        };
        Page {
            breaks: self.breaks.clone(),
            header: filled(&page.header),
            footer: filled(&page.footer),
            ..page.clone()
        }
    }
}

/// The cells of a subtotal that stands below `rows`, with the figures that they add up.
fn sums(indicators: &RowSpec, subtotal: &RowSpec, rows: Range<u32>) -> Vec<(Address, Area)> {
    let column = |row: &RowSpec, field: &Field| {
        let mut cells = row.cells.iter();
        cells.find(|cell| cell.text.fields().any(|printed| printed == field)).map(|cell| cell.first)
    };
    let of = |total: TotalColumn, figure: IndicatorColumn| {
        let at = column(subtotal, &Field::Subtotal(total))?;
        let from = column(indicators, &Field::Indicator(figure))?;
        let area = Area { first: Address::new(rows.start, from), last: Address::new(rows.end - 1, from) };
        Some((Address::new(rows.end, at), area))
    };
    let columns =
        [(TotalColumn::Weight, IndicatorColumn::Weight), (TotalColumn::Score, IndicatorColumn::Score)];
    columns.into_iter().filter_map(|(total, figure)| of(total, figure)).collect()
}

fn offset(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
