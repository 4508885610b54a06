use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::Labels;
use jixiao_model::{FieldRef, Form, Problem, one_line, paragraphs};
use jixiao_sheet::Address;

use crate::grid::{Entry, Grid, Texts};

/// One form being read: the grid, the rows it stands in, and what became of each cell.
pub struct Reading<'a> {
    pub grid: &'a Grid<'a>,
    pub texts: &'a Texts,
    pub labels: &'a Labels,
    /// First row.
    pub first: u32,
    /// One past the last row.
    pub end: u32,
    pub form: Form,
    pub sources: BTreeMap<FieldRef, Address>,
    pub problems: Vec<Problem>,
    used: BTreeSet<Address>,
}

impl<'a> Reading<'a> {
    pub fn new(grid: &'a Grid<'a>, texts: &'a Texts, labels: &'a Labels, first: u32, end: u32) -> Self {
        Self {
            grid,
            texts,
            labels,
            first,
            end,
            form: Form::default(),
            sources: BTreeMap::new(),
            problems: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    /// Marks a cell as understood.
    pub fn using(&mut self, entry: Entry) {
        self.used.insert(entry.at());
    }

    /// The text of a cell on one line; the cell shows `field`.
    pub fn line(&mut self, entry: Entry, field: FieldRef) -> String {
        self.take(entry, field);
        one_line(self.texts.shown(entry))
    }

    /// The text of a cell with its line breaks; the cell shows `field`.
    pub fn paragraphs(&mut self, entry: Entry, field: FieldRef) -> String {
        self.take(entry, field);
        paragraphs(self.texts.shown(entry))
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

    /// Reports every cell that nothing has used.
    pub fn report_unused(&mut self) {
        for row in self.grid.rows_between(self.first, self.end) {
            for entry in self.grid.row(row) {
                if !self.used.contains(&entry.at()) {
                    let shown = excerpt(self.texts.shown(*entry));
                    self.report(entry.at(), format!("内容“{shown}”没有对应的栏目，未导入，请核对后手工补录"));
                }
            }
        }
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
