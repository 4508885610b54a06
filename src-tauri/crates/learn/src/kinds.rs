//! What each row of the sheet stands for.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jixiao_model::{FieldRef, IndicatorColumn};
use jixiao_sheet::{Address, Cell};

use crate::error::CannotLearn;
use crate::source::{Source, is_blank};

/// The rows of the form that rows of the sheet hold.
pub struct Kinds {
    /// The row of the sheet of each fund.
    pub funds: BTreeMap<u32, usize>,
    /// The row of the sheet of each indicator, with its goal.
    pub indicators: BTreeMap<u32, (usize, usize)>,
    /// The rows of each goal's run of indicators, blank spare rows included.
    pub runs: Vec<RangeInclusive<u32>>,
    /// The rows of each numbered goal; empty where the form has one goal without a number.
    pub goals: Vec<RangeInclusive<u32>>,
}

impl Kinds {
    pub fn of(source: &Source) -> Result<Self, CannotLearn> {
        let mut kinds = Self {
            funds: fund_rows(source),
            indicators: indicator_rows(source),
            runs: Vec::new(),
            goals: Vec::new(),
        };
        for goal in 0..source.form().goals.len() {
            kinds.runs.push(kinds.run(source, goal)?);
        }
        if kinds.runs.is_empty() {
            return Err(CannotLearn::NoIndicators);
        }
        kinds.goals = kinds.goal_rows(source);
        Ok(kinds)
    }

    /// The run that holds `row`.
    pub fn run_of(&self, row: u32) -> Option<&RangeInclusive<u32>> {
        self.runs.iter().find(|run| run.contains(&row))
    }

    /// The cell of a class or of the name of an indicator that stands in a row of a goal's run.
    pub fn level<'a>(
        &self,
        source: &Source<'a>,
        goal: usize,
        row: u32,
        level: IndicatorColumn,
    ) -> Option<&'a Cell> {
        let rows = self.indicators.values().filter(|at| at.0 == goal);
        let mut found = rows.filter_map(|(goal, row)| {
            source.found.sources.get(&FieldRef::Indicator { goal: *goal, row: *row, column: level })
        });
        source.covering(Address::new(row, found.next()?.column))
    }

    fn run(&self, source: &Source, goal: usize) -> Result<RangeInclusive<u32>, CannotLearn> {
        let mut rows = self.indicators.iter().filter(|(_, at)| at.0 == goal).map(|(row, _)| *row);
        let first = rows.next().ok_or(CannotLearn::NoIndicators)?;
        let mut last = rows.next_back().unwrap_or(first);
        for row in first..last {
            if !self.indicators.contains_key(&row) && !self.is_spare(source, goal, row) {
                return Err(CannotLearn::Between(row + 1));
            }
        }
        while source.rows.contains(&(last + 1)) && self.is_spare_below(source, goal, first, last + 1) {
            last += 1;
        }
        Ok(first..=last)
    }

    /// A row of the run without an indicator: nothing begins in it but a class and words in place of a name (指标2, ……).
    fn is_spare(&self, source: &Source, goal: usize, row: u32) -> bool {
        let levels = [IndicatorColumn::Level1, IndicatorColumn::Level2, IndicatorColumn::Level3]
            .map(|level| self.level(source, goal, row, level).map(|cell| cell.area.first));
        let is_place =
            |cell: &&Cell| levels.contains(&Some(cell.area.first)) && source.fields(cell).is_empty();
        source.row(row).iter().all(|cell| is_blank(cell) || is_place(cell))
    }

    /// A spare row below the last indicator: beside a class that reaches down to it, or blank in the columns of the run.
    fn is_spare_below(&self, source: &Source, goal: usize, first: u32, row: u32) -> bool {
        let reaches = |level| {
            let class = self.level(source, goal, row, level);
            class.is_some_and(|cell| {
                first <= cell.area.first.row && cell.area.first.row < row && !is_blank(cell)
            })
        };
        let columns = |row: u32| {
            let cells = source.standing(row).into_iter();
            cells.map(|cell| (cell.area.first.column, cell.area.last.column)).collect::<Vec<_>>()
        };
        let is_blank_row = || {
            let cells = source.row(row);
            !cells.is_empty() && cells.iter().all(|cell| is_blank(cell)) && columns(row) == columns(first)
        };
        let has_class = reaches(IndicatorColumn::Level1) || reaches(IndicatorColumn::Level2);
        is_blank_row() || has_class && self.is_spare(source, goal, row)
    }

    /// A numbered goal goes from its heading to the heading of the next; the last has as many rows behind its run as the first.
    fn goal_rows(&self, source: &Source) -> Vec<RangeInclusive<u32>> {
        let start = |goal: usize| source.found.sources.get(&FieldRef::GoalPoints(goal)).map(|at| at.row);
        let Some(starts) = (0..self.runs.len()).map(start).collect::<Option<Vec<u32>>>() else {
            return Vec::new();
        };
        let behind = starts.get(1).map_or(0, |next| (next - 1).saturating_sub(*self.runs[0].end()));
        let ends = starts.iter().skip(1).map(|next| next - 1);
        let ends = ends.chain(self.runs.last().map(|run| run.end() + behind));
        starts.iter().zip(ends).map(|(first, last)| *first..=last).collect()
    }
}

fn fund_rows(source: &Source) -> BTreeMap<u32, usize> {
    let mut last: BTreeMap<usize, u32> = BTreeMap::new();
    for (field, at) in &source.found.sources {
        if let FieldRef::Fund { row, .. } | FieldRef::FundExtra { row, .. } = field {
            let known = last.entry(*row).or_default();
            *known = at.row.max(*known);
        }
    }
    last.into_iter().map(|(fund, row)| (row, fund)).collect()
}

/// Classes are merged over rows; the row of an indicator is the lowest in which one of its cells begins.
fn indicator_rows(source: &Source) -> BTreeMap<u32, (usize, usize)> {
    let mut last: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (field, at) in &source.found.sources {
        if let FieldRef::Indicator { goal, row, .. } | FieldRef::IndicatorExtra { goal, row, .. } = field {
            let known = last.entry((*goal, *row)).or_default();
            *known = at.row.max(*known);
        }
    }
    last.into_iter().map(|(indicator, row)| (row, indicator)).collect()
}
