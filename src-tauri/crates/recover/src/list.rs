//! Many projects in one table: each row an indicator, with the project's name, money and goal in columns before it.

use jixiao_edition::{GoalPart, Side};
use jixiao_model::{
    FieldName, FieldRef, Fund, FundColumn, Goal, IndicatorColumn, TotalColumn, one_line, paragraphs,
};

use crate::figure::{is_figure, ungrouped};
use crate::grid::{Columns, Entry, Grid};
use crate::header::{self, Header};
use crate::heading::{Heading, headings};
use crate::indicators;
use crate::label::{guess, meaning, names_project};
use crate::labelled::{make_room_for_name, own_name};
use crate::reading::Reading;
use crate::segment::Segment;

/// A table of many projects.
pub struct List {
    /// The header of its indicators.
    pub header: Header,
    /// The columns before the indicators: names, money, goals.
    columns: Vec<Heading>,
    /// The column of the projects' names.
    names: Columns,
    /// One past the last row of a project: the sums of all of them follow, or the end of the segment.
    pub end: u32,
}

/// The list that the rows hold: its header names projects beside the levels of the indicators.
pub fn find(grid: &Grid, segment: Segment) -> Option<List> {
    let row = grid.rows_between(segment.first, segment.end).find(|row| grid.heads_indicators(*row))?;
    let all = header::find(grid, row, segment.end);
    let first = all.first_level()?;
    let columns: Vec<Heading> = headings(grid, all.first, all.last)
        .into_iter()
        .filter(|heading| heading.columns.last < first)
        .collect();
    let is_name = |heading: &&Heading| {
        meaning(grid.labels, &heading.text).text == Some(FieldName::NAME) && names_project(&heading.text)
    };
    let names = columns.iter().find(is_name)?.columns;
    let header = header::find_from(grid, row, segment.end, first);
    let is_sum = |row: &u32| {
        let mut cells = grid.row(*row).iter().filter(|entry| entry.column() <= names.last);
        cells.any(|entry| entry.meaning().side == Some(Side::Total))
    };
    let end = grid.rows_between(header.last + 1, segment.end).find(is_sum).unwrap_or(segment.end);
    Some(List { header, columns, names, end })
}

impl List {
    /// The rows of each project.
    pub fn projects(&self, grid: &Grid) -> Vec<Segment> {
        let mut projects: Vec<Segment> = Vec::new();
        let mut before = "";
        for row in grid.rows_between(self.header.last + 1, self.end) {
            let name = grid.within(row, self.names).map_or("", |entry| entry.key());
            if !name.is_empty() && name != before {
                projects.push(Segment { first: row, end: self.end });
                before = name;
            }
        }
        let starts: Vec<u32> = projects.iter().skip(1).map(|project| project.first).collect();
        for (project, end) in projects.iter_mut().zip(starts) {
            project.end = end;
        }
        projects
    }

    /// Reads one project into a form that has what stands above the table.
    pub fn read(&self, reading: &mut Reading) {
        for heading in &self.columns {
            self.read_column(reading, heading);
        }
        indicators::read(reading, &self.header);
        self.take_total(reading);
    }

    /// The score of a project with one indicator and no points is the project's.
    fn take_total(&self, reading: &mut Reading) {
        let has_points = self.header.column(IndicatorColumn::Weight).is_some();
        let [goal] = reading.form.goals.as_mut_slice() else { return };
        let [indicator] = goal.indicators.as_mut_slice() else { return };
        if has_points || reading.done.total || indicator.score.is_blank() {
            return;
        }
        reading.done.total = true;
        reading.form.total.score = std::mem::take(&mut indicator.score);
        let field = FieldRef::Indicator { goal: 0, row: 0, column: IndicatorColumn::Score };
        if let Some(at) = reading.sources.remove(&field) {
            reading.sources.insert(FieldRef::Total(TotalColumn::Score), at);
        }
    }

    fn read_column(&self, reading: &mut Reading, heading: &Heading) {
        let Some(entry) = reading.grid.within(reading.first, heading.columns) else { return };
        let known = meaning(reading.labels, &heading.text);
        let guessed = guess(reading.labels, &heading.text);
        let is_amount = is_figure(entry.key().trim_end_matches('%'));
        let fund = known.fund.or(guessed.fund).filter(|column| *column != FundColumn::Label && is_amount);
        let is_goal = known.goal == Some(GoalPart::Expected) || known.side == Some(Side::Goal);
        let texts = used_texts(reading, heading, entry, is_goal);
        if is_goal {
            let lines: Vec<String> = texts.iter().map(|text| paragraphs(text.shown())).collect();
            let expected = lines.join("\n");
            reading.take(entry, FieldRef::GoalExpected(0));
            reading.form.goals.push(Goal { expected, ..Goal::default() });
        } else if let Some(goal) = result(reading, known.goal.or(guessed.goal)) {
            reading.form.goals[goal].actual = reading.paragraphs(entry, FieldRef::GoalActual(goal));
        } else if let Some(column) = fund {
            self.read_amount(reading, heading, entry, column);
        } else {
            let name = self.text(heading, known.text.clone());
            if name == FieldName::NAME {
                make_room_for_name(reading);
            }
            reading.enter(&name, one_line(entry.shown()), entry.at());
        }
    }

    /// One amount alone is that of the year; of several each is what its heading says.
    fn read_amount(&self, reading: &mut Reading, heading: &Heading, entry: Entry, column: FundColumn) {
        let is_alone = self.amounts(reading) < 2;
        let column = if is_alone && reading.form.funds.is_empty() { FundColumn::Adjusted } else { column };
        if reading.form.funds.is_empty() {
            let label = if is_alone { heading.own.clone() } else { "项目资金".to_owned() };
            reading.form.funds.push(Fund { label, ..Fund::default() });
        }
        let shown = reading.line(entry, FieldRef::Fund { row: 0, column });
        reading.form.funds[0].set(column, &ungrouped(&shown));
    }

    /// How many columns of amounts stand before the indicators.
    fn amounts(&self, reading: &Reading) -> usize {
        let fund = |heading: &Heading| {
            let known = meaning(reading.labels, &heading.text).fund;
            known.or_else(|| guess(reading.labels, &heading.text).fund)
        };
        let columns = self.columns.iter().filter_map(fund);
        columns.filter(|column| column.is_amount()).count()
    }

    /// The text that a column holds; an agency beside the projects' names carries them out.
    fn text(&self, heading: &Heading, known: Option<FieldName>) -> FieldName {
        match known {
            Some(name) if name != FieldName::NAME || heading.columns == self.names => name,
            Some(_) => FieldName::IMPLEMENTING_UNIT,
            None => own_name(&heading.own),
        }
    }
}

/// The texts that a project has under a heading: `first`, and, where they are lines of its goal, those of its other rows. What repeats the
/// first counts as read; what does not is left to be told.
fn used_texts<'a>(
    reading: &mut Reading<'a>,
    heading: &Heading,
    first: Entry<'a>,
    is_goal: bool,
) -> Vec<Entry<'a>> {
    let mut texts = vec![first];
    for row in reading.first..reading.end {
        let Some(other) = reading.grid.within(row, heading.columns) else { continue };
        let is_new = texts.iter().all(|text| text.key() != other.key());
        if is_new && is_goal {
            texts.push(other);
        }
        if !is_new || is_goal {
            reading.using(other);
        }
    }
    texts
}

/// The goal whose result a column holds: one that was read left of it and has none yet.
fn result(reading: &Reading, part: Option<GoalPart>) -> Option<usize> {
    let last = reading.form.goals.len().checked_sub(1)?;
    let is_open = part == Some(GoalPart::Actual) && reading.form.goals[last].actual.is_empty();
    is_open.then_some(last)
}
