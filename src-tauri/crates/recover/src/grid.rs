use std::collections::BTreeMap;

use jixiao_edition::{GoalPart, Labels, Meaning, Side};
use jixiao_model::{FundColumn, IndicatorColumn};
use jixiao_sheet::{Address, Area, Cell, Sheet, Value};

use crate::figure::is_figure;
use crate::label::{guess, guess_heading, inline_goal, meaning};
use crate::word::Word;

/// A sheet indexed for look-ups: which cell covers an address, which cells begin in a row, which rows head a table.
pub struct Grid<'a> {
    pub labels: &'a Labels,
    /// The sheet's name.
    pub name: &'a str,
    /// What is printed above and below each page.
    pub page_texts: &'a [String],
    rows: BTreeMap<u32, Row<'a>>,
    /// Merged areas that reach below their first row.
    tall: Vec<Entry<'a>>,
}

/// The cells that begin in a row, left to right, and what the row heads.
#[derive(Default)]
struct Row<'a> {
    cells: Vec<Entry<'a>>,
    heads: Heads,
}

/// The tables that a row heads.
#[derive(Clone, Copy, Default)]
struct Heads {
    funds: bool,
    goal: bool,
    /// At least two of 一级, 二级, 三级指标 stand in it.
    levels: bool,
    /// Other headings of the indicator table.
    others: usize,
}

/// A cell that is not blank, with its text.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    cell: &'a Cell,
    word: &'a Word<'a>,
}

impl<'a> Grid<'a> {
    pub fn new(sheet: &'a Sheet, words: &'a [Word<'a>], labels: &'a Labels) -> Self {
        let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
        let mut tall = Vec::new();
        // What stands in a hidden column is no part of a form; whoever read the file has reported it.
        let is_hidden = |cell: &Cell| {
            let columns = cell.area.first.column..=cell.area.last.column;
            columns.into_iter().all(|column| sheet.hidden_columns.contains(&column))
        };
        for (cell, word) in sheet.cells.iter().zip(words).filter(|(_, word)| !word.key.is_empty()) {
            if is_hidden(cell) {
                continue;
            }
            let entry = Entry { cell, word };
            rows.entry(cell.area.first.row).or_default().cells.push(entry);
            if cell.area.last.row > cell.area.first.row {
                tall.push(entry);
            }
        }
        for row in rows.values_mut() {
            row.cells.sort_by_key(|entry| entry.column());
        }
        let mut grid = Self { labels, name: &sheet.name, page_texts: &sheet.page_texts, rows, tall };
        let heads: Vec<Heads> = grid.rows.keys().map(|row| grid.heads(*row)).collect();
        for (row, heads) in grid.rows.values_mut().zip(heads) {
            row.heads = heads;
        }
        grid
    }

    /// The cells that begin in `row`, left to right. Blank cells are not listed.
    pub fn row(&self, row: u32) -> &[Entry<'a>] {
        self.rows.get(&row).map_or(&[], |row| row.cells.as_slice())
    }

    /// The rows that have cells, top to bottom.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.rows.keys().copied()
    }

    /// The rows that have cells from `first` to before `end`.
    pub fn rows_between(&self, first: u32, end: u32) -> impl DoubleEndedIterator<Item = u32> + '_ {
        self.rows.range(first..end.max(first)).map(|(row, _)| *row)
    }

    /// The texts of the rows from `first` to before `end`, as labels are compared.
    pub fn keys(&self, first: u32, end: u32) -> impl Iterator<Item = &'a str> + '_ {
        self.rows_between(first, end).flat_map(|row| self.row(row)).map(|entry| entry.key())
    }

    /// One past the last row with a cell.
    pub fn end(&self) -> u32 {
        self.rows.keys().next_back().map_or(0, |row| row + 1)
    }

    /// The cell whose area covers `at`; `None` when it is blank.
    pub fn covering(&self, at: Address) -> Option<Entry<'a>> {
        let in_row = self.row(at.row).iter().find(|entry| entry.area().contains(at));
        in_row.or_else(|| self.tall.iter().find(|entry| entry.area().contains(at))).copied()
    }

    /// The first cell of `row`, beginning there or reaching down into it, that covers a column of `columns`.
    pub fn within(&self, row: u32, columns: Columns) -> Option<Entry<'a>> {
        (columns.first..=columns.last).find_map(|column| self.covering(Address::new(row, column)))
    }

    /// True when `row` heads a funds table: at least two of 年初预算数, 全年预算数, 全年执行数 stand in it.
    pub fn heads_funds(&self, row: u32) -> bool {
        self.rows.get(&row).is_some_and(|row| row.heads.funds)
    }

    /// True when `row` heads the two halves of an annual goal: 预期目标 | 实际完成情况.
    pub fn heads_goal(&self, row: u32) -> bool {
        self.rows.get(&row).is_some_and(|row| row.heads.goal)
    }

    /// True when at least two of 一级, 二级, 三级指标 stand in `row`.
    pub fn has_levels(&self, row: u32) -> bool {
        self.rows.get(&row).is_some_and(|row| row.heads.levels)
    }

    /// True when `row` heads an indicator table: the levels stand in it, or in the row below it while other headings of the
    /// table stand in it.
    pub fn heads_indicators(&self, row: u32) -> bool {
        let others = self.rows.get(&row).map_or(0, |row| row.heads.others);
        let has_sentence = || self.row(row).iter().any(|entry| entry.shown().contains('。'));
        self.has_levels(row) || others >= 2 && self.has_levels(row + 1) && !has_sentence()
    }

    /// What a row heads: by known words; or, where these do not tell and nothing but headings stands in it, by their parts too.
    fn heads(&self, row: u32) -> Heads {
        let known = |row: u32| {
            move |entry: Entry<'a>| {
                let meaning = self.heading(row, entry);
                let goal = meaning.goal.or_else(|| inline_goal(self.labels, entry.key()));
                let (fund, indicator, side) = (meaning.fund, meaning.indicator, meaning.side);
                Meaning { text: None, fund, indicator, goal, side }
            }
        };
        let heads = self.heads_by(row, known(row));
        if self.is_pair_of_halves(row) {
            return Heads { goal: true, ..heads };
        }
        // A list has the amounts, the goals and the indicator of each project in one row.
        let is_list = heads.funds && heads.others >= 3;
        let is_table = heads.funds || heads.goal || heads.levels;
        let is_clear = !is_list && (is_table || !self.is_heading_row(row));
        if is_clear || self.heads_by(row + 1, known(row + 1)).levels {
            return heads;
        }
        let first = self.row(row).first().map(|entry| entry.at());
        let guessed = self.heads_by(row, |entry| {
            let is_first = Some(entry.at()) == first;
            let by_parts = if is_first {
                guess(self.labels, entry.key())
            } else {
                guess_heading(self.labels, entry.key())
            };
            let side = by_parts.side.filter(|_| is_first);
            let fund = by_parts.fund.filter(|_| side.is_none());
            known(row)(entry).or(Meaning { side, fund, ..by_parts })
        });
        if heads.funds && !guessed.levels {
            return heads;
        }
        // One table at the most: the parts of a heading say less than its whole.
        let funds = guessed.funds && !guessed.levels;
        let goal = guessed.goal && !guessed.levels && !funds;
        let others = if guessed.levels { guessed.others } else { heads.others };
        Heads { funds, goal, levels: guessed.levels, others }
    }

    /// True when nothing but the headings of the two halves of a goal stands in `row`, by their parts, and their texts right below.
    fn is_pair_of_halves(&self, row: u32) -> bool {
        let ([expected, actual], [one, other]) = (self.row(row), self.row(row + 1)) else { return false };
        let part =
            |entry: &Entry| entry.meaning().goal.or_else(|| guess_heading(self.labels, entry.key()).goal);
        let is_under =
            |text: &Entry, heading: &Entry| text.columns() == heading.columns() && !text.is_label();
        let is_goal = |entry: &Entry| entry.meaning().side == Some(Side::Goal);
        (part(expected) == Some(GoalPart::Expected) || is_goal(expected))
            && part(actual) == Some(GoalPart::Actual)
            && is_under(one, expected)
            && is_under(other, actual)
    }

    /// True when three texts or more stand in `row`, and neither a figure nor the label of a text.
    fn is_heading_row(&self, row: u32) -> bool {
        let cells = self.row(row);
        let is_other = |entry: &Entry| {
            let meaning = entry.meaning();
            is_figure(entry.key())
                || meaning.side == Some(Side::Other)
                || meaning.text.is_some() && !heads_column(meaning)
        };
        cells.len() >= 3 && !cells.iter().any(is_other)
    }

    fn heads_by(&self, row: u32, meaning: impl Fn(Entry<'a>) -> Meaning) -> Heads {
        let (mut amounts, mut levels, mut goals) = ([false; 3], [false; 3], [false; 2]);
        let (mut others, mut has_target, mut has_side) = (0, false, false);
        let (mut has_goal, mut has_wide_names) = (false, false);
        let first = self.row(row).first().map(|entry| entry.at());
        for entry in self.row(row) {
            let meaning = meaning(*entry);
            has_goal |= meaning.side == Some(Side::Goal) && Some(entry.at()) != first;
            // 绩效指标 over the columns of all names, and not beside the table.
            levels[2] |= meaning.side == Some(Side::Indicators)
                && entry.columns().last > entry.column()
                && entry.area().first.row == entry.area().last.row;
            has_wide_names |=
                meaning.indicator == Some(IndicatorColumn::Level3) && entry.columns().last > entry.column();
            match meaning.fund {
                Some(FundColumn::Initial) => amounts[0] = true,
                Some(FundColumn::Adjusted) => amounts[1] = true,
                Some(FundColumn::Executed) => amounts[2] = true,
                _ => {}
            }
            match meaning.indicator {
                Some(IndicatorColumn::Level1) => levels[0] = true,
                Some(IndicatorColumn::Level2) => levels[1] = true,
                Some(IndicatorColumn::Level3) => levels[2] = true,
                Some(IndicatorColumn::Target) => {
                    others += 1;
                    has_target = true;
                }
                Some(_) => others += 1,
                None => {}
            }
            has_side |= meaning.side == Some(Side::Funds) || meaning.fund == Some(FundColumn::Label);
            match meaning.goal {
                Some(GoalPart::Expected) => goals[0] = true,
                Some(GoalPart::Actual) => goals[1] = true,
                None => {}
            }
        }
        goals[0] |= goals[1] && self.has_inner_goal(row);
        let at_least_two = |found: [bool; 3]| found.iter().filter(|found| **found).count() >= 2;
        // A table without levels names its indicators and has a target and what became of it beside them.
        let is_flat = levels[2] && has_target && others >= 3;
        // 评价内容 over the columns of two classes | 绩效目标 | 完成情况.
        let is_flat = is_flat || has_wide_names && has_goal && others >= 1 && !has_target;
        let funds = at_least_two(amounts) || has_side && amounts.contains(&true);
        Heads { funds, goal: goals == [true; 2], levels: at_least_two(levels) || is_flat, others }
    }

    /// True when 年度目标 stands in the row, right of another cell and left of a third: it heads the first half of the goal.
    fn has_inner_goal(&self, row: u32) -> bool {
        let cells = self.row(row);
        let is_goal = |entry: &Entry| entry.meaning().side == Some(Side::Goal);
        cells.len() >= 3 && cells[1..cells.len() - 1].iter().any(is_goal)
    }

    /// What `entry` means as a heading: by itself, or together with the cell below it.
    fn heading(&self, row: u32, entry: Entry<'a>) -> &'a Meaning {
        let own = entry.meaning();
        if *own != Meaning::default() || !self.labels.begins_heading(entry.key()) {
            return own;
        }
        let below = self.row(row + 1).iter().find(|below| below.column() == entry.column());
        below.map_or(own, |below| meaning(self.labels, &format!("{}{}", entry.key(), below.key())))
    }
}

impl<'a> Entry<'a> {
    /// What it covers.
    pub fn area(self) -> Area {
        self.cell.area
    }

    /// Where it begins.
    pub fn at(self) -> Address {
        self.cell.area.first
    }

    /// Its first column.
    pub fn column(self) -> u32 {
        self.cell.area.first.column
    }

    /// Its columns.
    pub fn columns(self) -> Columns {
        Columns { first: self.cell.area.first.column, last: self.cell.area.last.column }
    }

    /// The text as shown, line breaks and spaces included.
    pub fn shown(self) -> &'a str {
        &self.word.shown
    }

    /// The text with all digits that someone typed, for what is computed with.
    pub fn exact(self) -> String {
        match &self.cell.value {
            Value::Number(number) => number.exact(),
            Value::Text(_) => self.shown().to_owned(),
        }
    }

    /// The text as labels are compared.
    pub fn key(self) -> &'a str {
        &self.word.key
    }

    /// What the text means as a label.
    pub fn meaning(self) -> &'a Meaning {
        self.word.meaning
    }

    /// True for a label that stands beside or above something and is no value.
    pub fn is_label(self) -> bool {
        let meaning = self.meaning();
        meaning.text.is_some() || meaning.side.is_some() || meaning.goal.is_some()
    }
}

/// True for a word that names a text in one place and heads a column in another (备注).
const fn heads_column(meaning: &Meaning) -> bool {
    meaning.fund.is_some() || meaning.indicator.is_some()
}

/// A span of columns, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    pub first: u32,
    pub last: u32,
}

impl Columns {
    /// True when the two share a column.
    pub const fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// True when `column` lies inside.
    pub const fn contains(self, column: u32) -> bool {
        self.first <= column && column <= self.last
    }

    /// True when one begins right behind the other.
    pub const fn touches(self, other: Self) -> bool {
        self.last + 1 == other.first || other.last + 1 == self.first
    }

    /// Both spans and what lies between them.
    pub fn with(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}
