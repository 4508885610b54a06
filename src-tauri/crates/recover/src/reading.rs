use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::Labels;
use jixiao_model::{
    Entry as Cell, FieldName, FieldRef, Figure, Form, FormKind, FundColumn, IndicatorColumn, Problem,
    one_line, paragraphs,
};
use jixiao_sheet::Address;

use crate::grid::{Entry, Grid};
use crate::label::is_section;
use crate::segment::Segment;

/// One form being read: the grid, the rows it stands in, and what became of each cell.
pub struct Reading<'a> {
    pub grid: &'a Grid<'a>,
    pub labels: &'a Labels,
    /// First row.
    pub first: u32,
    /// One past the last row.
    pub end: u32,
    /// Last column of the form's tables. What stands right of it is a remark beside the form.
    pub edge: u32,
    pub form: Form,
    pub sources: BTreeMap<FieldRef, Address>,
    pub problems: Vec<Problem>,
    /// What has been read so far: each of these stands once in a form, or once for each of its goals.
    pub done: Done,
    /// Labels of the head that no list has, and the texts that they name by their parts.
    pub guesses: BTreeMap<Address, FieldName>,
    /// Dates as they are typed, with their labels, by their cells.
    pub typed_dates: BTreeMap<Address, (FieldName, String)>,
    /// The label of the form's name, as typed.
    pub name_label: String,
    /// The label of the total, as labels are compared.
    pub total_label: String,
    /// Where labels of the head begin, and their values.
    pub distances: BTreeSet<(u32, u32)>,
    /// The units that amounts are said to be in, and where.
    pub units: Vec<(Address, String)>,
    /// Kind and year of the form above on the same sheet, which a form without a title shares.
    pub above: Option<(FormKind, Option<u16>)>,
    /// The rows that add up the indicators of a class.
    pub subtotals: Vec<u32>,
    used: BTreeSet<Address>,
}

/// The parts of a form that have been read.
#[expect(clippy::struct_excessive_bools, reason = "four parts, each read or not")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    pub funds: bool,
    /// 预期目标 | 实际完成情况, after which no numbered goals come.
    pub goal_pair: bool,
    /// The indicators of the last goal.
    pub indicators: bool,
    pub total: bool,
}

impl<'a> Reading<'a> {
    pub fn new(grid: &'a Grid<'a>, segment: Segment, edge: u32) -> Self {
        Self {
            grid,
            labels: grid.labels,
            first: segment.first,
            end: segment.end,
            edge,
            form: Form::default(),
            sources: BTreeMap::new(),
            problems: Vec::new(),
            done: Done::default(),
            guesses: BTreeMap::new(),
            typed_dates: BTreeMap::new(),
            name_label: String::new(),
            total_label: String::new(),
            distances: BTreeSet::new(),
            units: Vec::new(),
            above: None,
            subtotals: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    /// A form of the rows `segment` that begins with what this one has read: a title and texts that several forms share.
    pub fn of_rows(&self, segment: Segment) -> Self {
        Self {
            form: self.form.clone(),
            sources: self.sources.clone(),
            name_label: self.name_label.clone(),
            total_label: self.total_label.clone(),
            units: self.units.clone(),
            used: self.used.clone(),
            ..Self::new(self.grid, segment, self.edge)
        }
    }

    /// The cells of the form that begin in `row`, left to right.
    pub fn row(&self, row: u32) -> &'a [Entry<'a>] {
        let cells = self.grid.row(row);
        &cells[..cells.partition_point(|entry| entry.column() <= self.edge)]
    }

    /// The rows from `first` to before `end` in which cells of the form begin.
    pub fn rows(&self, first: u32, end: u32) -> impl Iterator<Item = u32> + use<'a> {
        let (grid, edge) = (self.grid, self.edge);
        let begins = move |row: &u32| grid.row(*row).first().is_some_and(|entry| entry.column() <= edge);
        grid.rows_between(first, end).filter(begins)
    }

    /// One past the last row beside a label: as far as it is merged down, and on over rows that begin right of it.
    pub fn end_beside(&self, label: Entry) -> u32 {
        let merged = label.area().last.row + 1;
        let is_other =
            |row: &u32| self.row(*row).first().is_some_and(|first| first.column() <= label.column());
        let next = self.rows(merged, self.end).find(|row| is_other(row) || self.grid.heads_indicators(*row));
        let is_merged = merged > label.at().row + 1;
        if is_merged { merged.min(self.end) } else { next.unwrap_or(self.end) }
    }

    /// The cells that are understood and show no field.
    pub fn labels_used(&self) -> BTreeSet<Address> {
        let shown: BTreeSet<&Address> = self.sources.values().collect();
        self.used.iter().filter(|at| !shown.contains(at)).copied().collect()
    }

    /// Marks a cell as understood.
    pub fn using(&mut self, entry: Entry) {
        self.used.insert(entry.at());
    }

    /// Enters a text of head or foot that is shown at `at`. A form has it once: another text for the same field is not entered and
    /// its cell stays to be reported; false then.
    pub fn enter(&mut self, name: &FieldName, text: String, at: Address) -> bool {
        let known = self.form.text(name);
        if !known.is_empty() && !text.is_empty() {
            return one_line(known) == one_line(&text);
        }
        if known.is_empty() && !text.is_empty() {
            self.sources.insert(FieldRef::Text(name.clone()), at);
            self.form.set_text(name.clone(), text);
        }
        true
    }

    /// Enters the year that `entry` shows. A form has one; another is left to be reported.
    pub fn enter_year(&mut self, entry: Entry, year: u16) {
        if self.form.year.is_none_or(|known| known == year) {
            self.form.year = Some(year);
            self.take(entry, FieldRef::Year);
        }
    }

    /// The text of a cell on one line; the cell shows `field`.
    pub fn line(&mut self, entry: Entry, field: FieldRef) -> String {
        let text = one_line(&text(entry, &field));
        self.take(entry, field);
        text
    }

    /// The text of a cell with its line breaks; the cell shows `field`.
    pub fn paragraphs(&mut self, entry: Entry, field: FieldRef) -> String {
        let text = paragraphs(&text(entry, &field));
        self.take(entry, field);
        text
    }

    /// Notes that `entry` shows `field`.
    pub fn take(&mut self, entry: Entry, field: FieldRef) {
        self.using(entry);
        self.sources.insert(field, entry.at());
    }

    /// Reports a problem at a cell.
    pub fn report(&mut self, at: Address, text: impl Into<String>) {
        self.problems.push(Problem { cell: at.to_string(), text: text.into() });
    }

    /// Reports a problem of the whole form.
    pub fn report_form(&mut self, text: impl Into<String>) {
        self.problems.push(Problem { cell: String::new(), text: text.into() });
    }

    /// True when nothing stands in `row` or reaches into it but the heading of a part of the form, up to the edge.
    pub fn is_section(&self, row: u32) -> bool {
        let [only] = self.grid.row(row) else { return false };
        let before = only.column().checked_sub(1).map(|column| Address::new(row, column));
        let is_beside = before.is_some_and(|before| self.grid.covering(before).is_some());
        let is_across = only.columns().last > only.column() && only.columns().last >= self.edge;
        is_across && !is_beside && is_section(only.key())
    }

    /// Reports every cell that nothing has used, but for the labels of the edition, which it prints again.
    pub fn report_unused(&mut self, printed: &BTreeSet<String>) {
        for row in self.grid.rows_between(self.first, self.end) {
            for entry in self.grid.row(row) {
                if self.is_section(row)
                    || self.labels.is_nothing(entry.key())
                    || printed.contains(entry.key())
                {
                    self.using(*entry);
                } else if !self.used.contains(&entry.at()) {
                    let shown = excerpt(entry.shown());
                    self.report(entry.at(), format!("内容“{shown}”没有对应的栏目，未导入，请核对后手工补录"));
                }
            }
        }
    }
}

/// What a cell says of a field: amounts and values with all their digits, whatever is shown of them; scores and rates as shown.
fn text(entry: Entry, field: &FieldRef) -> String {
    use FundColumn::{Adjusted, Executed, Initial};
    use IndicatorColumn::{Actual, Target};
    match field {
        FieldRef::Fund { column: Initial | Adjusted | Executed, .. }
        | FieldRef::Indicator { column: Target | Actual, .. } => entry.exact(),
        _ => entry.shown().to_owned(),
    }
}

/// The first words of a text, for a message.
pub fn excerpt(text: &str) -> String {
    let line = one_line(text);
    let mut short: String = line.chars().take(20).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// What is reported of a text where a figure should be.
pub fn unclear<T: Figure>(figure: &Cell<T>) -> String {
    let text = figure.text();
    if figure.is_too_large() {
        return format!("“{text}”过大，无法计算，已按原文保留，请核对位数和单位");
    }
    format!("“{text}”应是数字，已按原文保留，请核对")
}
